"""Bootstrap and migrate a database. dbmate applies the files; we add what it lacks: checksums."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from database_migrations import checksums

MIGRATIONS_TABLE = "schema_migrations.applied"
SECONDS_TO_WAIT_FOR_ANOTHER_RUN = 300


class MigrationFailed(RuntimeError):
    """dbmate refused or a statement failed; the message holds dbmate's own words."""


def migrations_directory() -> Path:
    """The folder of the SQL files: beside the package in Lambda, at the top of the repository elsewhere."""
    package = Path(__file__).resolve().parent
    for candidate in (package.parent / "migrations", package.parent.parent / "migrations"):
        if candidate.is_dir():
            return candidate
    raise MigrationFailed("The migrations folder is missing from this build.")


def bootstrap(
    superuser_url: str, *, passwords: Mapping[str, str] | None = None, directory: Path | None = None
) -> None:
    """Make roles, schemas and extensions, as superuser (laptop) or master user (Aurora).

    `passwords` maps login roles to their passwords; on a socket that trusts its users there are none.
    Two runs at once wait for each other. Raises `psycopg.Error`.
    """
    script = ((directory or migrations_directory()) / "bootstrap.sql").read_bytes()
    with psycopg.connect(superuser_url) as connection:
        connection.execute("select pg_advisory_xact_lock(hashtextextended('bootstrap', 0))")
        connection.execute(script)
        for role, password in (passwords or {}).items():
            connection.execute(
                sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(password))
            )


def migrate(owner_url: str, *, directory: Path | None = None) -> None:
    """Apply what is pending, as `app_owner`. A second run does nothing; two at once wait for each other.

    Raises `checksums.AppliedMigrationEdited` where a file differs from what this database has applied, and
    `MigrationFailed` where dbmate fails; each file is one transaction, so the files before it stay applied.
    """
    folder = directory or migrations_directory()
    checksums.refuse_edited(owner_url, folder)
    _dbmate(owner_url, folder, "--migration-lock", "--migration-lock-timeout",
            f"{SECONDS_TO_WAIT_FOR_ANOTHER_RUN}s", "migrate", "--strict")  # fmt: skip
    checksums.record(owner_url, folder)


def rollback(owner_url: str, *, directory: Path | None = None) -> None:
    """Undo the newest applied migration; used by tests and by developers, never by a deploy."""
    folder = directory or migrations_directory()
    _dbmate(owner_url, folder, "rollback")
    checksums.record(owner_url, folder)


def _dbmate(owner_url: str, folder: Path, *arguments: str) -> None:
    finished = subprocess.run(  # noqa: S603 - our own program with our own arguments
        [_dbmate_program(), "--env", "DBMATE_URL", "--env-file", os.devnull, "--no-dump-schema",
         "--migrations-dir", str(folder), "--migrations-table", MIGRATIONS_TABLE, *arguments],
        env={"DBMATE_URL": _dbmate_url(owner_url)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if finished.returncode != 0:
        raise MigrationFailed((finished.stderr or finished.stdout).strip())


def _dbmate_program() -> str:
    """Dbmate stands beside the interpreter in a virtual environment and beside this package in Lambda."""
    beside = (Path(sys.executable).parent, Path(__file__).resolve().parent.parent / "bin")
    program = shutil.which("dbmate", path=os.pathsep.join(map(str, beside)))
    if program is None:
        raise MigrationFailed("dbmate is missing from this build.")
    return program


def _dbmate_url(url: str) -> str:
    """Dbmate calls the folder of a socket `socket`, and asks for TLS on it unless told not to."""
    if "?host=/" not in url:
        return url
    return url.replace("postgresql://", "postgres://").replace("?host=/", "?socket=/") + "&sslmode=disable"
