"""An applied migration is never edited: SHA-256 of each file, in `checksums.txt` and in the database.

`python -m database_migrations.checksums` writes the manifest anew; CI fails while it differs from the files.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import psycopg

MANIFEST = "checksums.txt"
MIGRATION_FILE = re.compile(r"(\d{14})_[a-z0-9_]+\.sql")


class AppliedMigrationEdited(RuntimeError):
    """A file differs from what was applied; the message names the versions."""

    def __init__(self, versions: list[str]) -> None:
        self.versions = versions
        super().__init__(f"Applied migrations were edited: {', '.join(versions)}. Write a new one instead.")


def of_files(folder: Path) -> dict[str, str]:
    """Version → SHA-256 (hexadecimal) of every migration in `folder`, in order."""
    files = {match[1]: path for path in folder.iterdir() if (match := MIGRATION_FILE.fullmatch(path.name))}
    return {version: hashlib.sha256(files[version].read_bytes()).hexdigest() for version in sorted(files)}


def write_manifest(folder: Path) -> None:
    """Write `checksums.txt` for the files as they are."""
    lines = [f"{version} {checksum}\n" for version, checksum in of_files(folder).items()]
    (folder / MANIFEST).write_text("# version sha256\n" + "".join(lines), encoding="utf-8")


def refuse_edited(owner_url: str, folder: Path) -> None:
    """Raise `AppliedMigrationEdited` if a file differs from what this database has applied."""
    with psycopg.connect(owner_url) as connection:
        _ensure_table(connection)
        applied = _applied(connection)
    files = of_files(folder)
    if edited := [
        version for version, checksum in applied.items() if files.get(version, checksum) != checksum
    ]:
        raise AppliedMigrationEdited(edited)


def record(owner_url: str, folder: Path) -> None:
    """Write down the checksums of what is applied now, and forget what was rolled back."""
    files = of_files(folder)
    with psycopg.connect(owner_url) as connection:
        _wait_for_another_run(connection)
        connection.execute(
            "delete from schema_migrations.checksums where version not in"
            " (select version from schema_migrations.applied)"
        )
        known = _applied(connection)
        versions = connection.execute("select version from schema_migrations.applied").fetchall()
        new = [(version, files[version]) for (version,) in versions if version in files.keys() - known.keys()]
        connection.cursor().executemany("insert into schema_migrations.checksums values (%s, %s)", new)


def _applied(connection: psycopg.Connection) -> Mapping[str, str]:
    rows = connection.execute("select version, sha256 from schema_migrations.checksums order by version")
    return dict(rows.fetchall())


def _ensure_table(connection: psycopg.Connection) -> None:
    """Two runners may arrive at once: CREATE TABLE IF NOT EXISTS alone would fail for the second."""
    _wait_for_another_run(connection)
    connection.execute(
        "create table if not exists schema_migrations.checksums"
        " (version text primary key, sha256 text not null)"
    )


def _wait_for_another_run(connection: psycopg.Connection) -> None:
    connection.execute("select pg_advisory_xact_lock(hashtextextended('migration checksums', 0))")


if __name__ == "__main__":
    from database_migrations.runner import migrations_directory

    write_manifest(migrations_directory())
