"""`make capability` and `make resource` write rooms that work: what they write passes the parts of `make check`."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.scaffold.names import Unfit, capability_name, resource_names
from tools.scaffold.rooms import next_version, write_rooms

ROOT = Path(__file__).parents[3]
BIN = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rN")
LEFT_OUT = (
    "docs/journeys",
    ".git",
    ".venv",
    ".local",
    ".build",
    "cdk.out",
    "__pycache__",
    "*_cache",
    ".hypothesis",
)
CHANGED_DOCUMENTS = ("tools.openapi", "tools.error_codes", "tools.data_model")
TESTS_OF_THE_HOUSE = (
    "tests/unit/test_routes.py", "tests/unit/test_openapi.py::test_the_document_is_current",
    "tests/unit/test_error_codes.py", "tests/database/test_permission_matrix.py",
    "tests/database/test_constraints.py", "tests/database/test_access_rules.py",
    "tests/database/test_catalog_rules.py", "tests/database/test_entity_models.py",
    "tests/database/test_data_model.py", "tests/infra/test_stages_and_capacity.py",
)  # fmt: skip
Run = Callable[..., str]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole tree with a new capability, its first resource, and a second one."""
    copy = tmp_path_factory.mktemp("scaffold") / "tree"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    run_in(copy, sys.executable, "-m", "tools.scaffold", "capability", "tried_out", "--resource", "gigs")
    run_in(copy, sys.executable, "-m", "tools.scaffold", "resource", "token_wallets", "tried_out")
    for document in CHANGED_DOCUMENTS:
        run_in(copy, sys.executable, "-m", document)
    return copy


@pytest.fixture(scope="module")
def run(tree: Path) -> Run:
    """Run a command there; what it printed. Fails where the command does."""
    return lambda *command: run_in(tree, *command)


def run_in(folder: Path, *command: str) -> str:
    paths = (folder, folder / "functions", folder / "layers/common/python")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))
    }
    done = subprocess.run(
        command, cwd=folder, env=environment | {"PYTHONPATH": os.pathsep.join(map(str, paths))},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_style_is_the_houses(run: Run) -> None:
    run(str(BIN / "ruff"), "format", "--check", ".")
    run(str(BIN / "ruff"), "check", ".")


def test_the_types_hold(run: Run) -> None:
    run(str(BIN / "mypy"), "-p", "tried_out", "-p", "tests.integration.tried_out", "-p", "infra.topology")


def test_the_import_contracts_know_the_package(tree: Path, run: Run) -> None:
    run(str(BIN / "lint-imports"))
    door = tree / "functions/tried_out/app.py"
    text = door.read_text()
    try:
        door.write_text(f"{text}\nimport matching.app\n")
        with pytest.raises(AssertionError, match=r"tried_out is not allowed to import matching"):
            run(str(BIN / "lint-imports"))
    finally:
        door.write_text(text)


def test_the_sql_is_in_style(tree: Path, run: Run) -> None:
    migrations = [
        str(path)
        for name in ("gigs", "token_wallets")
        for path in tree.glob(f"database/migrations/*_{name}.sql")
    ]
    assert len(migrations) == 2
    run(str(BIN / "sqlfluff"), "lint", "--disable-progress-bar", *migrations)


def test_its_own_tests_pass_and_those_that_concern_it(run: Run) -> None:
    told = run(*PYTEST, "tests/integration/tried_out", *TESTS_OF_THE_HOUSE)
    assert re.search(r"^\d{3,} passed", told, re.MULTILINE), told


def test_the_rules_of_the_architecture_hold(run: Run) -> None:
    """Most are held file by file: those of the new files."""
    told = run(*PYTEST, "tests/unit/test_architecture.py", "-k", "tried_out or forgotten")
    assert re.search(r"^\d{2,} passed", told, re.MULTILINE), told


def test_its_tests_would_notice(tree: Path, run: Run) -> None:
    """Without the policy that keeps brands apart, another brand sees what it must not."""
    (migration,) = tree.glob("database/migrations/*_gigs.sql")
    text = migration.read_text()
    try:
        migration.write_text(
            text.replace("using (brand_id = any((select auth.brand_ids())::uuid[]))", "using (true)")
        )
        run(sys.executable, "-m", "database_migrations.checksums")
        with pytest.raises(AssertionError, match="test_another_brand_sees_nothing_of_it"):
            run(
                sys.executable,
                "-m",
                "pytest",
                "-p",
                "no:cacheprovider",
                "tests/integration/tried_out/test_gigs.py",
            )
    finally:
        migration.write_text(text)
        run(sys.executable, "-m", "database_migrations.checksums")


def test_nothing_is_written_over(tree: Path) -> None:
    with pytest.raises(AssertionError, match=r"There is functions/tried_out/gigs/__init__.py, .* already"):
        run_in(tree, sys.executable, "-m", "tools.scaffold", "resource", "gigs", "tried_out")


def test_a_resource_needs_its_capability(tree: Path) -> None:
    with pytest.raises(AssertionError, match="make capability NAME=nowhere"):
        run_in(tree, sys.executable, "-m", "tools.scaffold", "resource", "gigs", "nowhere")


@pytest.mark.parametrize(
    "name", ["Gigs", "2gigs", "gigs_", "a b", "class", "payments", "json", "../x", "", "x" * 41]
)
def test_a_name_that_no_package_may_have_is_refused(name: str) -> None:
    with pytest.raises(Unfit):
        capability_name(name)


def test_the_singular_is_found_or_asked_for() -> None:
    assert resource_names("x", "gigs").one == "gig"
    assert resource_names("x", "bounties").as_context()["Model"] == "Bounty"
    assert resource_names("x", "press", "article").one == "article"
    for resource in ("press", "staff"):
        with pytest.raises(Unfit, match="ONE="):
            resource_names("x", resource)
    with pytest.raises(Unfit, match="both one and many"):
        resource_names("x", "series", "series")


def test_a_version_is_later_than_every_file(tmp_path: Path) -> None:
    (tmp_path / "bootstrap.sql").touch()
    (tmp_path / "29990101000000_future.sql").touch()
    assert next_version(tmp_path) == "29990101000100"
    (tmp_path / "29990101000000_future.sql").rename(tmp_path / "20010101000000_past.sql")
    assert next_version(tmp_path) > "20260101000000"


def test_a_template_that_wants_more_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="about"):
        write_rooms(tmp_path, "capability", {"capability": "gigs"})
    assert not list(tmp_path.rglob("*.py"))
