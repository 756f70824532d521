"""docs/journeys, docs/architecture.md and their siblings name what there is: files, Python functions, SQL, tables."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from tests.conftest import Database

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([
    *(DOCS / "journeys").glob("*.md"),
    *(DOCS / name for name in ("architecture.md", "mail.md", "files.md", "social-accounts.md")),
])  # fmt: skip
ROOTS = (ROOT / "functions", ROOT / "layers/common/python", ROOT)
PYTHON = re.compile(r"`((?:[\w.]+/)*\w+\.py)(?:::(\w+))?`")
FOLDER = re.compile(r"`((?:[\w.]+/)+)`")
SQL = re.compile(r"\b((?:app|ledger|auth)\.\w+)")
WORD = re.compile(
    r"`([a-z]+(?:_[a-z]+)+)`|\[\(\"?([a-z]\w+)(?![\w.])|(?:participant \w+ as )([a-z]+_[a-z_]+)$",
    re.MULTILINE,
)
IN_PYTHON = {"app.read", "app.transaction"}


def names(page: Path) -> str:
    return str(page.relative_to(DOCS))


def find(path: str) -> Path | None:
    """A path as documents write it: from the root, or as Python imports it; a bare file of any capability."""
    if "/" not in path:
        return next((found for root in ROOTS[:2] for found in root.glob(f"*/**/{path}")), None)
    return next((root / path for root in ROOTS if (root / path).exists()), None)


@lru_cache
def defined_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text())
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
    )


def unknown_python(text: str) -> Iterator[str]:
    """Files, functions in them, and folders that a text names and that do not exist."""
    for path, name in PYTHON.findall(text):
        file = find(path)
        if file is None or (name and name not in defined_in(file)):
            yield f"{path}::{name}"
    yield from (folder for folder in FOLDER.findall(text) if find(folder) is None)


def unknown_sql(text: str, known: set[str]) -> Iterator[str]:
    """SQL functions and tables that a text names and that the catalog does not have."""
    yield from (name for name in SQL.findall(text) if name not in known | IN_PYTHON)
    for words in WORD.findall(text):
        word = next(filter(None, words))
        if word not in known:
            yield word


@pytest.fixture(scope="module")
def catalog(shared_database: Database) -> set[str]:
    """Functions and tables by their full names; tables, triggers and constraints by their bare ones."""
    with shared_database.connect() as db:
        rows = db.execute(
            "select pronamespace::regnamespace::text || '.' || proname from pg_proc"
            " union select relnamespace::regnamespace::text || '.' || relname from pg_class"
            " union select relname from pg_class union select tgname from pg_trigger"
            " union select conname from pg_constraint union select rolname from pg_roles"
            " union select attname from pg_attribute"
        ).fetchall()
    return {name for (name,) in rows}


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_it_names_python_that_there_is(page: Path) -> None:
    assert list(unknown_python(page.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_it_names_sql_that_there_is(page: Path, catalog: set[str]) -> None:
    assert list(unknown_sql(page.read_text(encoding="utf-8"), catalog)) == []


@pytest.mark.parametrize(
    "offender",
    [
        "`payments/deposits/nowhere.py`",
        "`common/jobs.py::run_everything`",
        "`functions/payments/nowhere/`",
        "`nowhere.py`",
    ],
)
def test_python_that_there_is_not_is_found(offender: str) -> None:
    assert list(unknown_python(f"See {offender}, says the page.")) != []


@pytest.mark.parametrize(
    "offender",
    [
        "A->>B: app.accept_everything",
        "`ledger.nothing`",
        "the table `no_such_rows`",
        'a --> b[("no_such_rows: x")]',
        "  participant N as no_such_rows",
    ],
)
def test_sql_that_there_is_not_is_found(offender: str, catalog: set[str]) -> None:
    assert list(unknown_sql(offender, catalog)) != []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_its_pictures_can_be_drawn(page: Path) -> None:
    """A semicolon ends a statement of a sequence diagram: what stands behind it is a mistake to Mermaid."""
    pictures = re.findall(r"```mermaid\n(sequenceDiagram.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert not [line for picture in pictures for line in picture.splitlines() if ";" in line]
