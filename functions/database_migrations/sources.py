"""Reads the sources of a tree: one function or view a file, with what belongs to it.

A file of `functions/<domain>/` or `views/`:

    -- owner: app_owner                       (where it is not app_internal's)
    -- why it exists
    create or replace function app.tell() …
    comment on function … ; grant execute on function … to …;
    create or replace trigger … execute function app.tell();
"""

import functools
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from database_migrations.folder import MigrationFailed
from database_migrations.statements import Statement, statements

OWNER = "app_owner"
"""Makes tables and triggers, and owns a source that says so in its first line."""
INTERNAL = "app_internal"
OWNERS_OWN = f"-- owner: {OWNER}"
KERNEL = "functions/kernel/"

_NAME = r"(?P<name>[\w.]+)"
_MAKES = re.compile(rf"create or replace (?P<kind>function|view) {_NAME}", re.IGNORECASE)
_MAKES_TRIGGER = re.compile(
    r"create (?:or replace trigger|constraint trigger) (?P<trigger>\w+) .*? on (?P<table>[\w.]+)"
    rf".* execute function {_NAME}", re.IGNORECASE
)  # fmt: skip
_OF_THE_OBJECT = re.compile(
    r"create or replace (function|view) |drop (function|view) if exists |comment on (function|view|column) "
    r"|(grant|revoke) ", re.IGNORECASE
)  # fmt: skip
_OF_ITS_TRIGGERS = re.compile(
    r"create (or replace trigger|constraint trigger) |drop trigger if exists "
    r"|alter table [\w.]+ enable (always|replica) trigger ", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Trigger:
    """A trigger by its table (`public.campaigns`) and its name there."""

    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """A function or view as its file has it. `name` has its schema; `path` is relative to the tree.

    `body` makes the object, comments it and grants it, and is its owner's; `trigger_script` is `app_owner`'s.
    """

    name: str
    path: str
    owner: str
    body: str
    trigger_script: str
    triggers: frozenset[Trigger]
    sha256: str

    @property
    def in_kernel(self) -> bool:
        """Whether migrations may call it: then it is made before them, and only a migration takes it away."""
        return self.path.startswith(KERNEL)

    @property
    def triggers_sha256(self) -> str:
        """A hash of the statements that make its triggers; empty where there are none."""
        return hashlib.sha256(self.trigger_script.encode()).hexdigest() if self.trigger_script else ""


def read(folder: Path) -> list[Source]:
    """Every source of the tree in `folder`, by path. Raises `MigrationFailed`, naming the file, for what is none."""
    found: dict[str, Source] = {}
    for path in sorted([*folder.glob("functions/**/*.sql"), *folder.glob("views/**/*.sql")]):
        source = _read(path.relative_to(folder).as_posix(), path.read_bytes())
        if (other := found.setdefault(path.stem, source)) is not source:
            raise MigrationFailed(
                f"{source.path}: {other.path} has that name; go-to-file must have one answer."
            )
    return list(found.values())


@functools.cache
def _read(path: str, content: bytes) -> Source:
    script = content.decode()
    body: list[Statement] = []
    of_triggers: list[Statement] = []
    for statement in statements(script):
        if _OF_THE_OBJECT.match(statement.outline):
            body.append(statement)
        elif _OF_ITS_TRIGGERS.match(statement.outline):
            of_triggers.append(statement)
        else:
            raise MigrationFailed(f"{path}: a source cannot say `{statement.outline[:60]}`.")
    name = _name(path, body)
    if of_triggers and path.startswith(KERNEL):
        raise MigrationFailed(
            f"{path}: the kernel comes before the tables; its triggers stand in their migrations."
        )
    return Source(
        name=name,
        path=path,
        owner=OWNER if script.split("\n", 1)[0].rstrip() == OWNERS_OWN else INTERNAL,
        body=_script(body),
        trigger_script=_script(of_triggers),
        triggers=frozenset(_triggers(path, name, of_triggers)),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _name(path: str, body: list[Statement]) -> str:
    """What the file makes: one object, of the file's name, of the kind that its folder holds."""
    made = [match for statement in body if (match := _MAKES.match(statement.outline))]
    if len(made) != 1:
        raise MigrationFailed(
            f"{path}: a source is one `create or replace function` or view, not {len(made)}."
        )
    kind, name = made[0]["kind"].lower(), _with_schema(made[0]["name"])
    wanted = "view" if path.startswith("views/") else "function"
    if kind != wanted or name.split(".")[1] != Path(path).stem:
        raise MigrationFailed(
            f"{path}: makes the {kind} {name}; this file is for a {wanted} of its own name."
        )
    return name


def _triggers(path: str, function: str, of_triggers: list[Statement]) -> Iterator[Trigger]:
    for statement in of_triggers:
        if not statement.outline.lower().startswith("create "):
            continue
        if not (match := _MAKES_TRIGGER.match(statement.outline)):
            raise MigrationFailed(f"{path}: this trigger cannot be read: `{statement.outline[:80]}`.")
        if _with_schema(match["name"]) != function:
            raise MigrationFailed(
                f"{path}: the trigger {match['trigger']} belongs to the file of {match['name']}."
            )
        yield Trigger(_with_schema(match["table"]), match["trigger"].lower())


def _with_schema(name: str) -> str:
    return (name if "." in name else f"public.{name}").lower()


def _script(parts: list[Statement]) -> str:
    return "".join(f"{part.text}\n" for part in parts)
