"""Rules of the house that import-linter cannot see: who commits, who reads the environment."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, RUNTIME, name, python_files

MIGRATIONS = "functions/database_migrations"
MAY_COMMIT = {"layers/common/python/common/database.py", f"{MIGRATIONS}/applied.py",
              f"{MIGRATIONS}/checksums.py", f"{MIGRATIONS}/dbmate.py", f"{MIGRATIONS}/runner.py"}  # fmt: skip
COMMIT_WORDS = {"commit", "rollback", "begin", "start transaction"}


def test_no_room_is_forgotten_by_the_checks() -> None:
    """The import contracts name each package; a new one must enter both lists."""
    rooms = {path.parent.name for path in (ROOT / "functions").glob("*/__init__.py")}
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert set(linter["root_packages"]) == rooms | {"common", "infra", "local"}
    (layers,) = (contract["layers"] for contract in linter["contracts"] if contract["type"] == "layers")
    assert [{name.strip() for name in layer.split("|")} for layer in layers] == [
        {"local"},
        rooms | {"infra"},
        {"common"},
    ]


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


@pytest.mark.parametrize("path", [*python_files(*RUNTIME)], ids=name)
def test_only_the_database_module_commits(path: Path) -> None:
    if name(path) in MAY_COMMIT:
        return
    for call in calls(ast.parse(path.read_text())):
        if isinstance(call.func, ast.Attribute):
            assert call.func.attr not in {"commit", "rollback"}, f"{name(path)}:{call.lineno} commits"
        for argument in call.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                assert argument.value.strip().lower() not in COMMIT_WORDS, (
                    f"{name(path)}:{call.lineno} commits"
                )


@pytest.mark.parametrize("path", [*python_files(*RUNTIME)], ids=name)
def test_only_settings_modules_read_the_environment(path: Path) -> None:
    if path.name == "settings.py":
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            assert node.attr not in {"environ", "getenv"}, f"{name(path)}:{node.lineno} reads the environment"


def test_whoever_gives_a_form_completes_what_comes_by_it_where_a_scanner_is_asked() -> None:
    """`complete_upload` is the only way from a form to a file that is shown; files of contacts never are."""
    forms = (".upload_form(", "links_of(")
    folders = {
        path.parent for path in python_files("functions") if any(form in path.read_text() for form in forms)
    }
    assert {folder.name for folder in folders} >= {"assets", "avatars", "contact_uploads", "uploads"}
    for folder in (folder for folder in folders if folder.name != "contact_uploads"):
        assert any("complete_upload(" in path.read_text() for path in folder.glob("*.py")), folder
        assert not any(".keep(" in path.read_text() for path in folder.glob("*.py")), folder


@pytest.mark.parametrize("path", [*python_files(*RUNTIME)], ids=name)
def test_only_one_module_writes_csv(path: Path) -> None:
    """It disarms what a spreadsheet would run; a second one forgets to."""
    if name(path) == "layers/common/python/common/spreadsheets.py":
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            assert "csv" not in [module.name for module in node.names], f"{name(path)}:{node.lineno}"
        if isinstance(node, ast.ImportFrom):
            assert node.module != "csv", f"{name(path)}:{node.lineno} writes CSV by itself"
