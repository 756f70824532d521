"""What docs/operations.md tells an operator to run exists: its SQL on this database, its targets in the Makefile."""

import re
from pathlib import Path
from uuid import uuid4

import pytest

from tests.conftest import Database

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
STATEMENTS = re.findall(r"`(select [^`]+)`", PAGE)
CLAIMS = re.findall(
    r"^\| ([^|]+) \| ([^|]+) \|$", PAGE.partition("## What is claimed of AWS")[2], re.MULTILINE
)[1:]


PLACEHOLDER = re.compile(r"'<\w+>'|<\w+>")


def a_value(placeholder: re.Match[str]) -> str:
    """Something of the kind that an operator writes there: an id in quotes, or a number."""
    return f"'{uuid4()}'" if placeholder[0].startswith("'") else "1"


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_of_the_runbook_runs(shared_database: Database, statement: str) -> None:
    assert len(STATEMENTS) > 3
    with shared_database.connect() as db:
        db.execute(f"explain {PLACEHOLDER.sub(a_value, statement)}".encode())


def test_every_target_that_it_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`(?:\S+ )*?make ([a-z-]+)", PAGE))
    assert {"deploy", "smoke", "restore-drill", "old-versions", "rollback-rehearsal"} <= named
    assert named <= targets


@pytest.mark.parametrize(("claim", "backed"), CLAIMS)
def test_a_claim_about_aws_names_its_check_or_says_that_there_is_none(claim: str, backed: str) -> None:
    assert len(CLAIMS) > 10
    paths = re.findall(r"`(tests/[^`]+)`", backed)
    assert all((ROOT / path).is_file() for path in paths), claim
    assert paths or "make " in backed or "not verified against AWS" in backed, claim
