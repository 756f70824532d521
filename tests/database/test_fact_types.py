"""The registry of facts: each type has a writer, each that can be undone has who undoes it, and the page says which."""

import re

import pytest

from tests.architecture.sources import ROOT
from tests.conftest import Database
from tools.reward_facts import DOCUMENT, REVERSES, WRITES, render, sql_sources, writers


def types_of(database: Database) -> dict[str, bool]:
    """Every type, and whether it can be undone."""
    with database.connect() as db:
        return dict(db.execute("select key, is_reversible from fact_types").fetchall())


def test_each_type_is_written_by_a_function_and_what_is_written_is_a_type(shared_database: Database) -> None:
    assert writers(WRITES, sql_sources()).keys() == types_of(shared_database).keys()


def test_each_type_that_can_be_undone_is_undone_by_a_function_and_no_other(shared_database: Database) -> None:
    undone = {key for key, is_reversible in types_of(shared_database).items() if is_reversible}
    assert writers(REVERSES, sql_sources()).keys() == undone


@pytest.mark.parametrize("suffix", ["", ".reversed"])
def test_each_deed_is_done_in_a_test_that_finds_its_fact(shared_database: Database, suffix: str) -> None:
    tested = "".join(path.read_text() for path in (ROOT / "tests" / "database").glob("test_facts_of_*.py"))
    wanted = {key for key, is_reversible in types_of(shared_database).items() if is_reversible or not suffix}
    assert {key for key in wanted if not re.search(f'"{re.escape(key.split(".")[0])}[.%]', tested)} == set()


def test_a_type_that_nobody_writes_is_found() -> None:
    assert writers(WRITES, {"a/b": "perform app.record_fact(\n  'deal.sold', user_id)"}) == {
        "deal.sold": ["a/b"]
    }
    assert writers(WRITES, {"a/b": "perform app.reverse_facts('deal.sold')"}) == {}


def test_the_page_is_current(shared_database: Database) -> None:
    with shared_database.connect() as db:
        assert DOCUMENT.read_text(encoding="utf-8") == render(db), "run: make docs"
