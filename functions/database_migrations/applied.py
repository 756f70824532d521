"""What this database has of the sources: `schema_migrations.sources`, one row per function or view."""

from collections.abc import Iterable
from dataclasses import dataclass

import psycopg
from psycopg.rows import class_row

from database_migrations.sources import KERNEL, Source


@dataclass(frozen=True, slots=True)
class Applied:
    """A source as it was last applied. `former` are the SHA-256 of its earlier texts in this database."""

    name: str
    path: str
    sha256: str
    triggers_sha256: str
    former: list[str]

    @property
    def in_kernel(self) -> bool:
        """Whether it came before the migrations."""
        return self.path.startswith(KERNEL)


def ensure_table(connection: psycopg.Connection) -> None:
    """Make the table of a database that never had sources."""
    connection.execute(
        "create table if not exists schema_migrations.sources (name text primary key, path text not null,"
        " sha256 text not null, triggers_sha256 text not null, former text[] not null default '{}')"
    )


def read(connection: psycopg.Connection) -> dict[str, Applied]:
    """All rows by name."""
    with connection.cursor(row_factory=class_row(Applied)) as cursor:
        rows = cursor.execute("select * from schema_migrations.sources order by name").fetchall()
    return {row.name: row for row in rows}


def write(connection: psycopg.Connection, sources: Iterable[Source]) -> None:
    """Write down these sources as applied; a text that is replaced joins the former ones."""
    connection.cursor().executemany(
        "insert into schema_migrations.sources as s (name, path, sha256, triggers_sha256) values (%s, %s, %s, %s)"
        " on conflict (name) do update set path = excluded.path, sha256 = excluded.sha256,"
        " triggers_sha256 = excluded.triggers_sha256, former = case when s.sha256 = excluded.sha256 then s.former"
        " else array_append(array_remove(s.former, s.sha256), s.sha256) end",
        [(source.name, source.path, source.sha256, source.triggers_sha256) for source in sources],
    )


def forget(connection: psycopg.Connection, names: Iterable[str]) -> None:
    """Forget sources that are gone."""
    connection.execute("delete from schema_migrations.sources where name = any(%s)", ([*names],))
