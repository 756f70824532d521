"""Calls dbmate, which applies the files of `migrations/` and keeps the list of what it applied."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from database_migrations.folder import MigrationFailed

MIGRATIONS_TABLE = "schema_migrations.applied"
SECONDS_TO_WAIT_FOR_ITS_LOCK = 300
_AT_A_FILE = re.compile(r"^(?:Applying|Rolling back): (\S+)", re.MULTILINE)


def migrate(owner_url: str, folder: Path) -> None:
    """Apply what is pending, each file in a transaction of its own. Raises `MigrationFailed`.

    A file that is older than one already applied is refused; applied versions that the folder lacks are not.
    """
    _run(owner_url, folder, "--migration-lock", "--migration-lock-timeout", f"{SECONDS_TO_WAIT_FOR_ITS_LOCK}s",
         "migrate", "--strict")  # fmt: skip


def rollback(owner_url: str, folder: Path) -> None:
    """Undo the newest applied migration. Raises `MigrationFailed`."""
    _run(owner_url, folder, "rollback")


def _run(owner_url: str, folder: Path, *arguments: str) -> None:
    finished = subprocess.run(  # noqa: S603 - our own program with our own arguments
        [_program(), "--env", "DBMATE_URL", "--env-file", os.devnull, "--no-dump-schema",
         "--migrations-dir", str(folder / "migrations"), "--migrations-table", MIGRATIONS_TABLE, *arguments],
        env={"DBMATE_URL": _url(owner_url)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if finished.returncode != 0:
        raise MigrationFailed(_in_words(finished.stdout, finished.stderr))


def _in_words(told: str, error: str) -> str:
    """What dbmate refuses, with the file that it was at: it says that elsewhere."""
    files = _AT_A_FILE.findall(told)
    return f"migrations/{files[-1]}: {error.strip()}" if files else (error or told).strip()


def _program() -> str:
    """Dbmate stands beside the interpreter in a virtual environment and beside this package in Lambda."""
    beside = (Path(sys.executable).parent, Path(__file__).resolve().parent.parent / "bin")
    program = shutil.which("dbmate", path=os.pathsep.join(map(str, beside)))
    if program is None:
        raise MigrationFailed("dbmate is missing from this build.")
    return program


def _url(url: str) -> str:
    """Dbmate calls the folder of a socket `socket`, and asks for TLS on it unless told not to."""
    if "?host=/" not in url:
        return url
    return url.replace("postgresql://", "postgres://").replace("?host=/", "?socket=/") + "&sslmode=disable"
