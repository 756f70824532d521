"""What is uploaded, built for real: for Lambda's platform, with everything the handlers import."""

import _imp
import importlib.util
import json
import os
import shutil
from pathlib import Path

import pytest

from infra import bundling
from infra.topology import TOPOLOGY
from tests.infra.conftest import Assembly

AARCH64 = 183  # e_machine of an ELF file
UNCHECKED_HASH = (0b01).to_bytes(4, "little")  # hash-based, source not checked

compiled = pytest.mark.skipif(
    bundling.runtime_python() is None and "CI" not in os.environ,
    reason="no Python of the runtime's version here; CI has one",
)


def _machine(program: Path) -> int:
    header = program.read_bytes()[:20]
    assert header[:4] == b"\x7fELF"
    return int.from_bytes(header[18:20], "little")


def byte_code_of(module: Path) -> Path:
    """Where Python of the runtime's version looks for it."""
    tag = f"cpython-{bundling.PYTHON_VERSION.replace('.', '')}"
    return module.parent / "__pycache__" / f"{module.stem}.{tag}.pyc"


def without_byte_code(upload: Path) -> list[Path]:
    """Modules that a cold start would compile, or whose byte code it would compare with the source or its date.

    What counts is of today's text (PEP 552: magic number, flags, hash of the source) and trusted without looking.
    """
    return [module for module in sorted(upload.rglob("*.py")) if not _is_trusted(module)]


def _is_trusted(module: Path) -> bool:
    if not byte_code_of(module).exists():
        return False
    head = byte_code_of(module).read_bytes()[:16]
    of_today = _imp.source_hash(int.from_bytes(head[:4], "little"), module.read_bytes())
    return head[4:] == UNCHECKED_HASH + of_today


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The common layer, as it is uploaded."""
    target = tmp_path_factory.mktemp("layer")
    bundling.build_layer(target)
    return target / "python"


@pytest.fixture(scope="module")
def migrations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The migrations Lambda, as it is uploaded."""
    target = tmp_path_factory.mktemp("migrations")
    bundling.build_migrations(target)
    return target


def test_the_layer_holds_our_code_and_psycopg_for_arm(layer: Path) -> None:
    assert (layer / "common" / "database.py").is_file()
    for package in ("aws_lambda_powertools", "pydantic", "boto3", "stripe"):
        assert (layer / package / "__init__.py").is_file()
    (binary,) = (layer / "psycopg_binary").glob("_psycopg*.so")
    assert "cpython-313-aarch64" in binary.name
    assert _machine(binary) == AARCH64


def test_the_layer_fits_into_lambda(layer: Path) -> None:
    size = sum(path.stat().st_size for path in layer.rglob("*") if path.is_file())
    assert size < 250 * 1024 * 1024


@compiled
def test_every_module_of_an_upload_has_byte_code(layer: Path, migrations: Path, tmp_path: Path) -> None:
    """Without it a cold start takes 3.4 times as long."""
    for capability in TOPOLOGY.capabilities:
        bundling.build_package(capability.name, tmp_path)
    for upload in (layer, migrations, tmp_path):
        assert len([*upload.rglob("*.py")]) > 100
        assert without_byte_code(upload) == []


@compiled
def test_byte_code_that_is_missing_stale_or_checked_by_time_is_found(tmp_path: Path) -> None:
    bundling.build_package("matching", tmp_path)
    modules = sorted(path for path in tmp_path.rglob("*.py") if path.name != "__init__.py")
    missing, stale, by_time, empty = modules[:4]
    byte_code_of(missing).unlink()
    stale.write_text(stale.read_text(encoding="utf-8") + "\nMORE = 1\n", encoding="utf-8")
    byte_code_of(by_time).write_bytes(byte_code_of(by_time).read_bytes()[:4] + bytes(12))
    byte_code_of(empty).write_bytes(b"")
    assert without_byte_code(tmp_path) == [missing, stale, by_time, empty]


def test_the_migrations_carry_sql_psycopg_and_an_executable_dbmate(migrations: Path) -> None:
    assert (migrations / "database" / "bootstrap.sql").is_file()
    for folder in ("migrations", "functions", "views"):
        assert [*(migrations / "database" / folder).rglob("*.sql")]
    assert (migrations / "sqlparse" / "__init__.py").is_file()
    assert (migrations / "database_migrations" / "handler.py").is_file()
    assert (migrations / "psycopg" / "__init__.py").is_file()
    dbmate = migrations / "bin" / "dbmate"
    assert _machine(dbmate) == AARCH64
    assert dbmate.stat().st_mode & 0o111


def test_every_handler_of_the_map_is_in_its_upload(tmp_path: Path) -> None:
    from infra.capacity import deployed

    for function in deployed(TOPOLOGY):
        if importlib.util.find_spec(f"{function.capability}.{function.entry}") is None:
            pytest.fail(f"The map names {function.handler}, which is not there.")
        target = tmp_path / function.name
        bundling.build_package(function.capability, target)
        assert (target / function.capability / f"{function.entry}.py").is_file()


def test_a_fingerprint_follows_contents_and_names() -> None:
    once = bundling.fingerprint("database")
    assert once == bundling.fingerprint("database")
    assert once != bundling.fingerprint("database", "requirements/migrations.txt")


def test_a_fingerprint_of_nothing_is_refused() -> None:
    with pytest.raises(FileNotFoundError, match="migrations_of_old"):
        bundling.fingerprint("database", "migrations_of_old")


@pytest.mark.parametrize("part", ["bootstrap.sql", "migrations", "functions/kernel", "functions", "views"])
def test_whatever_changes_in_the_database_changes_the_fingerprint_of_its_deploy(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in bundling.MIGRATIONS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (bundling.ROOT / path).is_dir() else shutil.copy
        copy(bundling.ROOT / path, tmp_path / path)
    monkeypatch.setattr(bundling, "ROOT", tmp_path)
    once = bundling.fingerprint(*bundling.MIGRATIONS)
    top = tmp_path / "database" / part
    one = top if top.is_file() else max(top.rglob("*.sql"))
    one.write_text(one.read_text(encoding="utf-8") + "-- a line\n", encoding="utf-8")
    assert bundling.fingerprint(*bundling.MIGRATIONS) != once


def test_the_run_of_each_stage_has_the_fingerprint_of_the_whole_database(house: Assembly) -> None:
    """CloudFormation runs it again when a property changes, and never otherwise."""
    found = [
        resource["Properties"]["Fingerprint"]
        for template in house.directory.glob("*.template.json")
        for resource in json.loads(template.read_text())["Resources"].values()
        if "Fingerprint" in resource.get("Properties", {})
    ]
    assert found == [bundling.fingerprint(*bundling.MIGRATIONS)] * 2
    assert "database" in bundling.MIGRATIONS
