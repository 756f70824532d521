"""An applied migration is never edited: SHA-256 of each file, in `checksums.txt` and in the database.

`python -m database_migrations.checksums` writes the manifest anew; CI fails while it differs from the files.
Sources are no migrations: theirs stand in `schema_migrations.sources` and may change (`applied.py`).
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import psycopg

from database_migrations.folder import MigrationFailed, database_directory

MANIFEST = "checksums.txt"
MIGRATION_FILE = re.compile(r"(\d{14})_[a-z0-9_]+\.sql")


class AppliedMigrationEdited(MigrationFailed):
    """A file differs from what was applied; the message names the versions."""

    def __init__(self, versions: list[str]) -> None:
        self.versions = versions
        super().__init__(f"Applied migrations were edited: {', '.join(versions)}. Write a new one instead.")


class MadeBeforeTheSquash(MigrationFailed):
    """The database was made by migrations that a single set has replaced."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"This database was made before the migrations were squashed (it begins with {version}):"
            " start with a new DATA_DIR, or an empty database."
        )


def of_files(folder: Path) -> dict[str, str]:
    """Version → SHA-256 (hexadecimal) of every migration of the tree in `folder`, in order."""
    paths = (folder / "migrations").iterdir()
    files = {match[1]: path for path in paths if (match := MIGRATION_FILE.fullmatch(path.name))}
    return {version: hashlib.sha256(files[version].read_bytes()).hexdigest() for version in sorted(files)}


def write_manifest(folder: Path) -> None:
    """Write `checksums.txt` for the files as they are."""
    lines = [f"{version} {checksum}\n" for version, checksum in of_files(folder).items()]
    (folder / MANIFEST).write_text("# version sha256\n" + "".join(lines), encoding="utf-8")


def refuse_unsquashed_database(connection: psycopg.Connection, folder: Path) -> None:
    """Raise `MadeBeforeTheSquash` where a migration was applied that is older than the first of the tree.

    Later versions than the tree's are no reason: they are those of a release that is being rolled back.
    """
    if not _has_been_migrated(connection):
        return
    (oldest,) = connection.execute("select min(version) from schema_migrations.applied").fetchone() or (None,)
    if oldest is not None and oldest < min(of_files(folder), default=oldest):
        raise MadeBeforeTheSquash(oldest)


def refuse_edited(connection: psycopg.Connection, folder: Path) -> None:
    """Raise `AppliedMigrationEdited` if a file differs from what this database has applied."""
    connection.execute(
        "create table if not exists schema_migrations.checksums"
        " (version text primary key, sha256 text not null)"
    )
    files = of_files(folder)
    applied = _applied(connection).items()
    if edited := [version for version, checksum in applied if files.get(version, checksum) != checksum]:
        raise AppliedMigrationEdited(edited)


def record(connection: psycopg.Connection, folder: Path) -> None:
    """Write down the checksums of what is applied now, and forget what was rolled back."""
    if not _has_been_migrated(connection):
        return
    files = of_files(folder)
    with connection.transaction():
        connection.execute(
            "delete from schema_migrations.checksums where version not in"
            " (select version from schema_migrations.applied)"
        )
        known = _applied(connection)
        versions = connection.execute("select version from schema_migrations.applied").fetchall()
        new = [(version, files[version]) for (version,) in versions if version in files.keys() - known.keys()]
        connection.cursor().executemany("insert into schema_migrations.checksums values (%s, %s)", new)


def has_migrations(connection: psycopg.Connection) -> bool:
    """Whether any migration is applied."""
    if not _has_been_migrated(connection):
        return False
    return connection.execute("select from schema_migrations.applied").fetchone() is not None


def _has_been_migrated(connection: psycopg.Connection) -> bool:
    """Whether dbmate was ever here: it makes its table at its first run."""
    return connection.execute("select to_regclass('schema_migrations.applied')").fetchone() != (None,)


def _applied(connection: psycopg.Connection) -> Mapping[str, str]:
    rows = connection.execute("select version, sha256 from schema_migrations.checksums order by version")
    return dict(rows.fetchall())


if __name__ == "__main__":
    write_manifest(database_directory())
