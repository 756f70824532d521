"""One shape for every capability: doors at its top, a folder per resource below, files of a closed list of names.

A new name is a decision: it enters the list here, where a reviewer sees it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

DOORS = frozenset(
    {
        "api",
        "edge",
        "webhook",
        "worker",
        "exporter",
        "importer",
        "schedule",
        "socket",
        "redirect",
        "scan",
        "post_confirmation",
        "challenges",
        "custom_message",
        "push",
        "sms",
    }
)
OF_FANS = frozenset({"device_cookies", "fan_doors", "keys", "proofs", "tickets"})
"""What two doors of activations read: who a fan is, and what we signed."""
TOP = DOORS | OF_FANS | {"__init__", "app", "errors", "settings"}
SIDES = frozenset({"__init__", "routes", "service", "repository", "models"})
PARTS = frozenset({"apply", "ask", "cancel", "classify", "count", "plan", "read", "retry", "tell"})
"""Verbs: a part of a service that grew."""
HELPERS = frozenset({
    "access", "cards", "catalog", "choice", "clicks_queue", "clock", "columns", "dialect", "disclosure",
    "archive", "extras", "facts", "forwarding", "hashes", "known_codes", "known_links", "languages", "links", "lock",
    "operation", "pages", "peak", "people", "pictures", "port", "postgres", "queue", "readings", "reference",
    "rendering", "report", "samples", "scope", "shapes", "signature", "simulation", "snapshot", "states",
    "tokens",
})  # fmt: skip
"""Nouns: what a resource needs beside its sides."""
OF_ANOTHER_SHAPE = frozenset({"database_migrations"})
"""It serves nobody's resource: it applies what lies in database/, before anything else runs."""


def capabilities(functions: Path) -> Iterator[Path]:
    yield from (
        path.parent
        for path in sorted(functions.glob("*/__init__.py"))
        if path.parent.name not in OF_ANOTHER_SHAPE
    )


def misfits(capability: Path) -> list[str]:
    """What is not where a reader would guess it, relative to the capability's folder."""
    found = []
    for path in sorted(capability.rglob("*.py")):
        inside = path.relative_to(capability)
        allowed = TOP if len(inside.parts) == 1 else SIDES | PARTS | HELPERS
        is_alone = path.stem == "routes" and not any(
            path.with_stem(side).exists() for side in ("service", "repository")
        )
        if len(inside.parts) > 2 or path.stem not in allowed or is_alone:
            found.append(inside.as_posix())
    return found


def without_docstring(capability: Path) -> list[str]:
    """Folders of resources that do not say what they hold."""
    return [
        folder.name
        for folder in sorted(capability.iterdir())
        if folder.is_dir() and any(folder.glob("*.py"))
        and not (folder / "__init__.py").read_text().startswith('"""')
    ]  # fmt: skip


@pytest.mark.parametrize("capability", [*capabilities(ROOT / "functions")], ids=lambda path: path.name)
def test_a_capability_has_the_one_shape(capability: Path) -> None:
    assert misfits(capability) == []
    assert without_docstring(capability) == []


def test_every_name_of_the_list_is_in_use() -> None:
    used = {path.stem for one in capabilities(ROOT / "functions") for path in one.glob("*/*.py")}
    assert used >= PARTS | HELPERS


@pytest.mark.parametrize(
    "offender",
    [
        "models.py",
        "service.py",
        "deposits/deposit_service.py",
        "deposits/utils.py",
        "deposits/records.py",
        "deposits/repository/rows.py",
        "deposits/refunds/service.py",
    ],
)
def test_a_file_out_of_place_is_found(tmp_path: Path, offender: str) -> None:
    plant(
        tmp_path, "__init__.py", "app.py", "api.py", "deposits/__init__.py", "deposits/service.py", offender
    )
    assert misfits(tmp_path) == [offender]


def test_routes_that_lead_nowhere_are_found(tmp_path: Path) -> None:
    plant(tmp_path, "__init__.py", "deposits/__init__.py", "deposits/routes.py", "deposits/models.py")
    assert misfits(tmp_path) == ["deposits/routes.py"]
    plant(tmp_path, "deposits/repository.py")
    assert misfits(tmp_path) == []


def test_a_folder_that_does_not_say_what_it_holds_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "deposits/__init__.py", "wallets/__init__.py", text='"""Money."""\n')
    plant(tmp_path, "disputes/__init__.py")
    assert without_docstring(tmp_path) == ["disputes"]


def plant(folder: Path, *names: str, text: str = "") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
