"""Every constraint is broken once, alone, and refuses under its own name; a new one without a way to break it fails."""

from collections.abc import Iterator

import pytest

from tests.conftest import Database
from tests.database.catalog import OUR_SCHEMAS, constraints, unique_indexes
from tests.database.violations import CASES, PREPARED, UNBREAKABLE, refusal, refusal_of_domain
from tests.database.world import World, build
from tests.typing import Connection


@pytest.fixture(scope="module")
def world(shared_database: Database) -> Iterator[World]:
    with shared_database.connect() as superuser:
        yield build(superuser)


def broken(world: World, kind: str) -> dict[str, str | None]:
    """Each constraint of that kind whose row was not refused by itself, and what refused it instead."""
    rows = world.db.execute(
        "select n.nspname || '.' || c.relname, k.contype::text, k.conname from pg_constraint as k"
        " join pg_class as c on c.oid = k.conrelid join pg_namespace as n on n.oid = c.relnamespace"
        " where k.contype::text = %s and n.nspname || '.' || c.relname || '.' || k.conname = any(%s)",
        (kind, list(constraints(world.db))),
    ).fetchall()
    assert len(rows) > 40
    return _others(world.db, world, rows)


def _others(db: Connection, world: World, rows: list[tuple[str, str, str]]) -> dict[str, str | None]:
    seen = {name: refusal(db, table, world.keys[table], kind, name) for table, kind, name in rows}
    return {name: refused for name, refused in seen.items() if refused != name}


def test_every_check_refuses_under_its_name(world: World) -> None:
    assert sorted(broken(world, "c")) == sorted(UNBREAKABLE)


def test_every_foreign_key_refuses_what_is_not_there(world: World) -> None:
    assert broken(world, "f") == {}


def test_every_unique_constraint_refuses_a_twin(world: World) -> None:
    assert broken(world, "u") == {}


def test_every_unique_index_refuses_a_twin(world: World) -> None:
    rows = [(name.rpartition(".")[0], "i", name.rpartition(".")[2]) for name in unique_indexes(world.db)]
    assert rows
    assert _others(world.db, world, rows) == {}


def test_every_domain_refuses_under_its_name(world: World) -> None:
    rows = world.db.execute(
        "select n.nspname || '.' || t.typname, format_type(t.typbasetype, null), k.conname from pg_constraint as k"
        " join pg_type as t on t.oid = k.contypid join pg_namespace as n on n.oid = t.typnamespace"
        " where k.contype = 'c' and n.nspname = any(%s)",
        (OUR_SCHEMAS,),
    ).fetchall()
    assert rows
    seen = {name: refusal_of_domain(world.db, domain, kind, name) for domain, kind, name in rows}
    assert {name: refused for name, refused in seen.items() if refused != name} == {}


def test_no_case_is_left_over(world: World) -> None:
    names = {name.rpartition(".")[2] for name in constraints(world.db) | unique_indexes(world.db)}
    assert CASES.keys() | PREPARED.keys() | UNBREAKABLE.keys() <= names
