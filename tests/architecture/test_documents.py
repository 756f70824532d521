"""A path that a document names exists, be it in backquotes or behind a link."""

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, name

DOCUMENTS = (
    "*.md",
    "docs/**/*.md",
    "database/**/*.md",
    "tests/**/*.md",
    "benchmarks/**/*.md",
    "clients/**/*.md",
    ".github/**/*.md",
)
HISTORY = {"CHANGELOG.md"}
"""What was true when it was written."""
NOT_OURS = {
    ".git",
    ".venv",
    ".local",
    "cdk.out",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
}
MADE_WHEN_NEEDED = {".venv/localstripe"}
NAMED = re.compile(r"`([^`\s]+)`")
LINKED = re.compile(r"\]\(([^)\s#]+)")
FILE = re.compile(r"[\w*<>{}][\w.*<>{},/-]*\.(py|sql|md|toml|json|ya?ml|in|txt|html|j2|mjs|csv)")
FOLDER = re.compile(r"[\w.*<>{},-]+(/[\w.*<>{},-]+)*/")
FILE_OR_FOLDER = re.compile(r"\.?[a-z_]+(/[\w.*<>{},-]+)+")


def lost_paths(text: str, folder: Path) -> Iterator[str]:
    """What a document in `folder` names and nothing has; a part of a path is enough, `*` and `<x>` are anything."""
    for target in LINKED.findall(text):
        if "://" not in target and not target.startswith("mailto:") and not (folder / target).exists():
            yield target
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    for word in NAMED.findall(prose):
        if any(kind.fullmatch(word) for kind in (FILE, FOLDER, FILE_OR_FOLDER)) and not _exists(
            word.rstrip("/")
        ):
            yield word


@cache
def _tree() -> list[str]:
    """Every file and folder of ours, with a slash in front."""
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [each for each in folders if each not in NOT_OURS]
        place = "" if Path(folder) == ROOT else f"/{name(Path(folder))}"
        found += [f"{place}/{each}" for each in (*folders, *files)]
    return found


def _exists(word: str) -> bool:
    pattern = f"*/{re.sub(r'<[^>]*>|{[^}]*}', '*', word)}"
    return word in MADE_WHEN_NEEDED or any(fnmatchcase(path, pattern) for path in _tree())


def documents() -> list[Path]:
    found = {path for pattern in DOCUMENTS for path in ROOT.glob(pattern) if not NOT_OURS & {*path.parts}}
    return sorted(path for path in found if name(path) not in HISTORY)


@pytest.mark.parametrize("document", documents(), ids=name)
def test_paths_in_a_document_exist(document: Path) -> None:
    lost = [*lost_paths(document.read_text(encoding="utf-8"), document.parent)]
    assert lost == [], f"{name(document)} names what is not there"


@pytest.mark.parametrize(
    "word",
    [
        "`functions/payments/nothing.py`", "`common/nothing.py`", "`nothing.py`", "`nowhere/`", "`infra/nothing`",
        "`functions/<capability>/nothing.py`", "`requirements/*.nothing.in`", "[a page](docs/nothing.md)",
    ],
)  # fmt: skip
def test_a_path_that_leads_nowhere_is_found(word: str) -> None:
    assert len([*lost_paths(f"See {word}.", ROOT)]) == 1


@pytest.mark.parametrize(
    "word",
    [
        "`common/database.py`", "`service.py`", "`functions/<capability>/api.py`", "`requirements/*.in`", "`local/`",
        "`tests/integration`", "`DE/Berlin`", "`/t/*`", "`$BASE/docs`", "`make up`", "`<api_base_url>/webhooks/resend`",
        "[us](README.md)", "[out](https://example.com/nothing.md)", "`POST /webhooks/resend`",
    ],
)  # fmt: skip
def test_what_exists_or_is_no_path_passes(word: str) -> None:
    assert [*lost_paths(f"See {word}.", ROOT)] == []


def test_examples_in_fences_are_not_read() -> None:
    assert [*lost_paths("```\n`functions/nothing.py`\n```\n", ROOT)] == []
