"""docs/decisions: every page follows the template and stands in the index."""

import re
import shutil
from pathlib import Path

import pytest

from tools.decisions import DOCUMENT, FOLDER, HEADINGS, Unreadable, pages, render

EXAMPLE = "0011-shops-sign-in-the-query.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the decisions, to be spoiled."""
    shutil.copytree(FOLDER, tmp_path / "decisions")
    return tmp_path / "decisions"


def test_the_index_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == render(), "run: make docs"


def test_every_page_follows_the_template_and_is_in_the_index() -> None:
    index = DOCUMENT.read_text(encoding="utf-8")
    files = {path.name for path in FOLDER.glob("*.md")} - {"README.md", "template.md"}
    assert {page.path.name for page in pages()} == files
    assert all(f"({name})" in index for name in files)


def test_the_template_has_the_headings_that_it_asks_for() -> None:
    text = (FOLDER / "template.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^## (.+)$", text, re.MULTILINE)) == HEADINGS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# 11. ", "# 12. "),
        ("- Status: accepted", "- Status: fine"),
        ("- Status: accepted", "- Status: superseded by 9999"),
        ("- Date: 2026-11-21", "- Date: yesterday"),
        ("- Area: tracking", "- Area: elsewhere"),
        ("- Area: tracking\n", ""),
        ("## Consequences", "**Cost.**"),
        ("## Context", "## Open"),
    ],
)
def test_a_page_that_leaves_the_template_is_refused(folder: Path, old: str, new: str) -> None:
    page = folder / EXAMPLE
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Unreadable):
        pages(folder)


def test_two_pages_with_one_number_are_refused(folder: Path) -> None:
    shutil.copy(folder / EXAMPLE, folder / "0011-again.md")
    with pytest.raises(Unreadable, match="same number"):
        pages(folder)


def test_a_superseded_page_names_the_one_that_stands_in_its_place(folder: Path) -> None:
    page = folder / EXAMPLE
    page.write_text(
        page.read_text(encoding="utf-8").replace("- Status: accepted", "- Status: superseded by 26"),
        encoding="utf-8",
    )
    assert "superseded by 26 |" in render(folder)


def test_a_file_without_number_is_no_decision(folder: Path) -> None:
    before = render(folder)
    (folder / "notes.md").write_text("# Notes\n", encoding="utf-8")
    assert render(folder) == before
