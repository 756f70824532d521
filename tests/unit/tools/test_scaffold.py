"""`make capability` and `make resource` write rooms that work: what they write passes the parts of `make check`."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.scaffold.__main__ import add_resource
from tools.scaffold.lists import apply, edits_of_capability
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
RESOURCES = ("bouquets", "wallet_statement_archives")
"""The second is as long as a name may be."""
TESTS_OF_THE_HOUSE = (
    "tests/unit/test_routes.py", "tests/unit/test_openapi.py::test_the_document_is_current",
    "tests/unit/test_openapi_words.py",
    "tests/unit/test_error_codes.py", "tests/database/test_permission_matrix.py",
    "tests/database/test_constraints.py", "tests/database/test_access_rules.py",
    "tests/database/test_catalog_rules.py", "tests/database/test_entity_models.py",
    "tests/database/test_data_model.py", "tests/infra/test_stages_and_capacity.py",
)  # fmt: skip


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole tree with a new capability, its first resource, and a second one."""
    copy = tmp_path_factory.mktemp("scaffold") / "tree"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    first, second = RESOURCES
    run_in(copy, sys.executable, "-m", "tools.scaffold", "capability", "tried_out", "--resource", first)
    run_in(copy, sys.executable, "-m", "tools.scaffold", "resource", second, "tried_out")
    for document in CHANGED_DOCUMENTS:
        run_in(copy, sys.executable, "-m", document)
    return copy


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


def test_what_they_write_passes_the_checks(tree: Path) -> None:
    """In one test, as the tree is dear. Most rules of the architecture are held file by file: those of the new ones."""
    migrations = [str(path) for name in RESOURCES for path in tree.glob(f"database/migrations/*_{name}.sql")]
    assert len(migrations) == len(RESOURCES)
    for command in (
        [BIN / "ruff", "format", "--check", "."],
        [BIN / "ruff", "check", "."],
        [BIN / "mypy", "-p", "tried_out", "-p", "tests.integration.tried_out", "-p", "infra.topology"],
        [BIN / "lint-imports"],
        [BIN / "sqlfluff", "lint", "--disable-progress-bar", *migrations],
        [*PYTEST, "tests/architecture", "-k", "tried_out or forgotten or raise or short"],
        [*PYTEST, "tests/integration/tried_out", *TESTS_OF_THE_HOUSE],
    ):
        told = run_in(tree, *map(str, command))
        assert "pytest" not in command or re.search(r"^\d{2,} passed", told, re.MULTILINE), told


def test_the_checks_would_notice(tree: Path) -> None:
    """An import of another capability; and a policy that keeps nobody out, so that another brand sees too much."""
    door = tree / "functions/tried_out/app.py"
    door.write_text(f"{door.read_text()}\nimport matching.app\n")
    with pytest.raises(AssertionError, match=r"tried_out is not allowed to import matching"):
        run_in(tree, str(BIN / "lint-imports"))
    (migration,) = tree.glob("database/migrations/*_bouquets.sql")
    keeps_out = "using (brand_id = any((select auth.brand_ids())::uuid[]))"
    assert keeps_out in migration.read_text()
    migration.write_text(migration.read_text().replace(keeps_out, "using (true)"))
    run_in(tree, sys.executable, "-m", "database_migrations.checksums")
    with pytest.raises(AssertionError, match="test_another_brand_sees_nothing_of_it"):
        run_in(tree, *PYTEST, "tests/integration/tried_out/test_bouquets.py")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    context = {"capability": "bouquets", "about": "Bouquets."}
    write_rooms(tmp_path, "capability", context)
    with pytest.raises(Unfit, match=r"There is functions/bouquets/__init__.py, .* already"):
        write_rooms(tmp_path, "capability", context)


def test_a_resource_needs_its_capability(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="make capability NAME=nowhere"):
        add_resource(tmp_path, resource_names("nowhere", "bouquets"))


def test_a_list_without_the_place_for_a_line_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "infra/topology").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('root_packages = [\n  "local",\n]\n  infra \\\n')
    (tmp_path / "infra/topology/__init__.py").write_text("# another map\n")
    before = (tmp_path / "pyproject.toml").read_text()
    with pytest.raises(Unfit, match="There is no"):
        apply(edits_of_capability(tmp_path, "bouquets"))
    assert (tmp_path / "pyproject.toml").read_text() == before


@pytest.mark.parametrize(
    "name", ["Bouquets", "2bouquets", "bouquets_", "a b", "class", "payments", "json", "../x", "", "x" * 26]
)
def test_a_name_that_no_package_may_have_is_refused(name: str) -> None:
    with pytest.raises(Unfit):
        capability_name(name)


def test_the_singular_is_found_or_asked_for() -> None:
    assert resource_names("x", "bouquets").one == "bouquet"
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
    (tmp_path / "29990101007100_of_an_hour_that_is_none.sql").touch()
    assert next_version(tmp_path) == "29990101007200"
    (tmp_path / "29990101007100_of_an_hour_that_is_none.sql").unlink()
    (tmp_path / "29990101000000_future.sql").rename(tmp_path / "20010101000000_past.sql")
    assert next_version(tmp_path) > "20260101000000"


def test_a_template_that_wants_more_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="about"):
        write_rooms(tmp_path, "capability", {"capability": "bouquets"})
    assert not list(tmp_path.rglob("*.py"))
