"""A dump of a running system: pg_restore brings it back elsewhere, each row, whatever checks and triggers there are."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import IsolationLevel, sql

from local.postgres import POSTGRES_BIN
from tests.e2e.system import RunningSystem

ELSEWHERE = "elsewhere"


@pytest.fixture
def elsewhere(system: RunningSystem) -> Iterator[str]:
    """An empty database; roles are the server's, as after a bootstrap."""
    name = sql.Identifier(ELSEWHERE)
    with psycopg.connect(system.database_url, autocommit=True) as db:
        db.execute(sql.SQL("create database {}").format(name))
        yield system.cluster.url(database=ELSEWHERE)
        db.execute(sql.SQL("drop database {} with (force)").format(name))


def postgres(program: str, *arguments: str) -> None:
    done = subprocess.run([POSTGRES_BIN / program, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def held(db: psycopg.Connection) -> dict[str, tuple[int, str]]:
    """Of each table how many rows there are, and a sum of all that they say."""
    tables = db.execute(
        "select format('%I.%I', schemaname, tablename) from pg_tables"
        " where schemaname not in ('pg_catalog', 'information_schema')"
    ).fetchall()
    found = {}
    for (table,) in tables:
        row = db.execute(
            f"select count(*), md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) from {table} as t".encode()
        ).fetchone()
        assert row is not None
        found[table] = row
    return found


def test_a_dump_that_is_restored_elsewhere_has_each_row(
    system: RunningSystem, elsewhere: str, tmp_path: Path
) -> None:
    file = str(tmp_path / "dump")
    with psycopg.connect(system.database_url) as db:
        db.isolation_level = IsolationLevel.REPEATABLE_READ
        [snapshot] = db.execute("select pg_export_snapshot()").fetchone() or []
        postgres(
            "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={file}", system.database_url
        )
        expected = held(db)
    postgres("pg_restore", "--exit-on-error", f"--dbname={elsewhere}", file)
    with psycopg.connect(elsewhere) as db:
        assert held(db) == expected
    assert expected["public.messages"][0] > 0
    assert expected["public.moderation_rules"][0] > 0
