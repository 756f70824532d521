"""What a piece of SQL reads, writes and calls: by its words, held against the names that the catalog knows.

No parser: PL/pgSQL has none outside the server. Words are enough here, because functions have an empty search path
and so name every table and function in full. What is put together at run time (`execute format`) is not seen.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

NAME = r"((?:\w+\.)?\w+)"
NOISE = re.compile(r"--[^\n]*|/\*.*?\*/|e?'(?:[^']|'')*'", re.DOTALL | re.IGNORECASE)
WRITES = {
    "insert": re.compile(rf"\binsert\s+into\s+{NAME}"),
    "update": re.compile(rf"\bupdate\s+(?:only\s+)?{NAME}"),
    "delete": re.compile(rf"\bdelete\s+from\s+(?:only\s+)?{NAME}"),
}
READ = re.compile(rf"(?<!\bdelete )\b(?:from|join|using)\s+(?:only\s+|lateral\s+)?{NAME}(?!\s*\()")
CALL = re.compile(r"\b(\w+\.\w+)\s*\(")
WITH = re.compile(
    r"(?:\bwith\s+(?:recursive\s+)?|,\s*)(\w+)\s*(?:\([^)]*\)\s*)?as\s+(?:not\s+)?(?:materialized\s+)?\("
)


@dataclass(frozen=True)
class Write:
    """A statement that changes a table. `words` are those of the statement: which columns it may set."""

    table: str
    operation: str
    words: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True)
class Mentions:
    """What a piece of SQL does, by full names."""

    reads: frozenset[str]
    writes: tuple[Write, ...]
    calls: frozenset[str]


def mentions(sql: str, tables: Set[str], functions: Set[str]) -> Mentions:
    """What `sql` reads, writes and calls of the given tables and functions."""
    text = " ".join(NOISE.sub("''", sql).lower().replace('"', "").split())
    passing = set(WITH.findall(text))

    def known(name: str) -> str | None:
        full = name if "." in name else f"public.{name}"
        return full if full in tables and name not in passing else None

    return Mentions(
        frozenset(full for name in READ.findall(text) if (full := known(name))),
        tuple(
            Write(full, operation, frozenset(re.findall(r"\w+", statement)))
            for operation, name, statement in _changes(text)
            if (full := known(name))
        ),
        frozenset(CALL.findall(text)) & functions,
    )


def _changes(text: str) -> Iterator[tuple[str, str, str]]:
    """Operation, table and the statement's text, up to its end or the next change."""
    for operation, pattern in WRITES.items():
        for found in pattern.finditer(text):
            rest = text[found.end() :]
            ends = re.search(r";|\binsert into\b|\bdelete from\b|\bupdate (?:only )?\w+\.", rest)
            statement = rest[: ends.start()] if ends else rest
            yield operation, found[1], statement
            if operation == "insert" and " do update " in statement:
                yield "update", found[1], statement.partition(" do update ")[2]
