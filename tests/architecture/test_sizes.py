"""A file is at most 260 lines, a function at most 45: what is longer is named here, with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import EVERYTHING, ROOT, functions, name, python_files

MOST_LINES_OF_A_FILE = 260
MOST_LINES_OF_A_FUNCTION = 45
MOST_EXCEPTIONS = 10

LONGER: dict[str, str] = {}
"""`path` or `path::function`, and why."""


def too_long(path: str, text: str) -> Iterator[str]:
    """The file, and its functions, that pass the limits."""
    if len(text.splitlines()) > MOST_LINES_OF_A_FILE:
        yield path
    if path.endswith(".py"):
        for function in functions(ast.parse(text)):
            if (function.end_lineno or 0) - function.lineno + 1 > MOST_LINES_OF_A_FUNCTION:
                yield f"{path}::{function.name}"


GENERATED = "enerated from the description by `make clients`"
"""What stands in the first line of a file that nobody writes: it is as long as the API."""


def files() -> Iterator[Path]:
    yield from python_files(*EVERYTHING)
    yield from (
        path for path in python_files("clients") if GENERATED not in path.read_text().partition("\n\n")[0]
    )
    yield from sorted((ROOT / "database").rglob("*.sql"))


def test_files_and_functions_are_short() -> None:
    found = {long for path in files() for long in too_long(name(path), path.read_text(encoding="utf-8"))}
    assert sorted(found - set(LONGER)) == [], "split these, by use case or by idea"
    assert sorted(set(LONGER) - found) == [], "these need no exception any more"


def test_exceptions_are_few_and_have_a_reason() -> None:
    assert len(LONGER) <= MOST_EXCEPTIONS
    assert all(LONGER.values())


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("functions/a.py", "#\n" * 260, []),
        ("functions/a.py", "#\n" * 261, ["functions/a.py"]),
        ("database/functions/a.sql", "--\n" * 261, ["database/functions/a.sql"]),
        ("functions/a.py", "def f():\n" + "    1\n" * 44, []),
        ("functions/a.py", "class A:\n  async def f():\n" + "    1\n" * 45, ["functions/a.py::f"]),
    ],
)
def test_what_is_too_long_is_found(path: str, text: str, found: list[str]) -> None:
    assert [*too_long(path, text)] == found
