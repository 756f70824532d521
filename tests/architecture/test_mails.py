"""One name from the trigger to the mail: a type that the database says, and the template of that name."""

import re
import shutil
from collections.abc import Iterator, Set
from pathlib import Path

import pytest

from notifications.emails.catalog import ACCOUNT_MAILS, AGENT_INVITE, BUTTONS, DIGEST, GENERAL
from tests.architecture.sources import ROOT
from tools.emails import BASES, TEMPLATES

TELLS = re.compile(
    r"\bapp\.(notify(_brand|_administrators|_about_deposit|_caused)?|tell_other_side|tell_of_(deal|gig))\("
    r"|\bfunction app\.(escrow|dispute)_news\(|\binto public\.notifications\b"
)
WORD = re.compile(r"'(\w+)'(?!\s*\|\|)")
BEGINNING = re.compile(r"'(\w+_)' \|\| ")
"""Of a type that ends in a status or a decision."""
SOURCE, COMPILED, TEXT = ".mjml.j2", ".html.j2", ".txt.j2"


def misnamed(templates: Path, types: Set[str]) -> Iterator[str]:
    """Templates that a type or an account mail lacks, and those that belong to none."""
    mails = types | ACCOUNT_MAILS | {AGENT_INVITE, DIGEST, GENERAL}
    wanted = {f"{name}{end}" for name in mails for end in (SOURCE, COMPILED, TEXT)}
    wanted |= {f"{name}{end}" for name in BASES for end in (SOURCE, TEXT)}
    there = {path.name for path in templates.iterdir()}
    yield from sorted(f"{name} is missing" for name in wanted - there)
    yield from sorted(f"{name} tells no type" for name in there - wanted)


def unsaid(types: Set[str], database: Path) -> set[str]:
    """Types that no SQL function says, whole or as a beginning and a state that a table's check names."""
    telling = [sql for sql in _texts(database / "functions") if TELLS.search(sql)]
    states = {word for sql in _texts(database / "migrations") for word in WORD.findall(sql)}
    said = {word for sql in telling for word in WORD.findall(sql)}
    said |= {start + state for sql in telling for start in BEGINNING.findall(sql) for state in states}
    return set(types) - said


def test_every_type_that_mails_has_the_template_of_its_name() -> None:
    assert list(misnamed(TEMPLATES, BUTTONS.keys())) == []


def test_every_type_that_mails_is_said_by_the_database() -> None:
    assert unsaid(BUTTONS.keys(), ROOT / "database") == set()


def test_what_is_told_of_a_campaign_names_it_for_the_subject() -> None:
    paths = [
        path for path in (ROOT / "database" / "functions").rglob("*.sql") if TELLS.search(path.read_text())
    ]
    of_campaigns = [path for path in paths if "'campaign_id'" in path.read_text()]
    assert len(of_campaigns) > 10
    assert [path.name for path in of_campaigns if "'campaign_name'" not in path.read_text()] == []


@pytest.mark.parametrize("end", [SOURCE, COMPILED, TEXT])
def test_a_template_under_another_name_is_found(tmp_path: Path, end: str) -> None:
    planted = shutil.copytree(TEMPLATES, tmp_path / "templates")
    (planted / f"invitation_sent{end}").rename(planted / f"campaign_invitation{end}")
    assert list(misnamed(planted, BUTTONS.keys())) == [
        f"invitation_sent{end} is missing", f"campaign_invitation{end} tells no type",
    ]  # fmt: skip


def test_a_type_without_a_template_is_found() -> None:
    assert [line.split(".")[0] for line in misnamed(TEMPLATES, BUTTONS.keys() | {"payout_failed"})] == [
        "payout_failed"
    ] * 3


@pytest.mark.parametrize("kind", ["earnings_available", "submission_reviewed", "campaign_invitation"])
def test_a_type_that_nothing_says_is_found(kind: str) -> None:
    assert unsaid({"invitation_sent", "submission_approved", kind}, ROOT / "database") == {kind}


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.sql")):
        yield path.read_text(encoding="utf-8")
