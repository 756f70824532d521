"""What every table looks like: rules of 2-architecture.md that hold for those there are, and for the next one."""

from collections.abc import Iterator

import pytest

from tests.conftest import Database
from tests.database.catalog import found, names
from tests.typing import Connection

FOREIGN_KEYS_THAT_DO_NOTHING: dict[str, str] = {}
"""Foreign keys without an `on delete` of their own, and why."""

WRITTEN_BY_THEIR_ONLY_WRITER = {"ledger.accounts": "ledger.post sets updated_at in the statement that posts"}
"""Tables whose updated_at needs no trigger."""


@pytest.fixture(scope="module")
def db(shared_database: Database) -> Iterator[Connection]:
    with shared_database.connect() as connection:
        yield connection


def test_every_foreign_key_has_an_index_that_starts_with_its_columns(db: Connection) -> None:
    """The index may hold more columns, and the key's columns in any order, but not a predicate."""
    assert not found(
        db,
        "select k.conrelid::regclass || '.' || k.conname from pg_constraint as k"
        " where k.contype = 'f' and k.conparentid = 0"
        " and k.connamespace::regnamespace::text = any(%s)"
        " and not exists (select from pg_index as i where i.indrelid = k.conrelid and i.indisvalid"
        "  and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid)"
        "   in (select format('(%%s IS NOT NULL)', a.attname) from pg_attribute as a"
        "    where a.attrelid = k.conrelid and a.attnum = any(k.conkey)))"
        "  and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)",
    )


def test_every_foreign_key_says_what_happens_on_delete(db: Connection) -> None:
    silent = found(
        db,
        "select k.conrelid::regclass || '.' || k.conname from pg_constraint as k"
        " where k.contype = 'f' and k.conparentid = 0 and k.connamespace::regnamespace::text = any(%s)"
        " and k.confdeltype = 'a'",
    )
    assert silent == FOREIGN_KEYS_THAT_DO_NOTHING.keys()


def test_every_constraint_is_named_by_hand(db: Connection) -> None:
    """PostgreSQL's own names end in the kind of constraint; ours state the rule. Primary keys may end in _pkey."""
    assert not found(
        db,
        "select k.conrelid::regclass || '.' || k.conname from pg_constraint as k"
        " join pg_class as c on c.oid = k.conrelid"
        " where k.connamespace::regnamespace::text = any(%s) and not c.relispartition"
        " and k.contype in ('c', 'u', 'f', 'x') and k.conparentid = 0"
        " and k.conname ~ '_(check|key|fkey|excl)[0-9]*$'",
    )


def test_every_table_says_when_its_rows_were_made(db: Connection) -> None:
    assert not found(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p') and not c.relispartition and not exists ("
        "  select from pg_attribute as a where a.attrelid = c.oid and a.attname = 'created_at')",
    )


def test_every_table_with_updated_at_keeps_it_by_trigger(db: Connection) -> None:
    without = found(
        db,
        "select c.oid::regclass::text from pg_class as c join pg_attribute as a on a.attrelid = c.oid"
        " where c.relnamespace::regnamespace::text = any(%s) and c.relkind in ('r', 'p')"
        " and not c.relispartition and a.attname = 'updated_at' and not exists ("
        "  select from pg_trigger as t where t.tgrelid = c.oid and t.tgfoid = 'app.touch_updated_at'::regproc)",
    )
    assert without == WRITTEN_BY_THEIR_ONLY_WRITER.keys()


def test_every_table_is_described(db: Connection) -> None:
    assert not found(
        db,
        "select c.oid::regclass::text from pg_class as c where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p', 'v') and not c.relispartition"
        " and obj_description(c.oid, 'pg_class') is null",
    )


def test_money_is_a_whole_number(db: Connection) -> None:
    assert not found(
        db,
        "select a.attrelid::regclass || '.' || a.attname from pg_attribute as a"
        " join pg_class as c on c.oid = a.attrelid where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p') and not a.attisdropped"
        " and a.attname ~ '(^|_)(amount|balance|budget|fee|spent|reserved|compensation)(_|$)'"
        " and a.atttypid in ('numeric'::regtype, 'float8'::regtype, 'float4'::regtype, 'integer'::regtype)",
    )


def test_times_know_their_zone(db: Connection) -> None:
    assert not found(
        db,
        "select a.attrelid::regclass || '.' || a.attname from pg_attribute as a"
        " join pg_class as c on c.oid = a.attrelid where c.relnamespace::regnamespace::text = any(%s)"
        " and c.relkind in ('r', 'p') and a.atttypid = 'timestamp'::regtype",
    )


def test_every_trigger_of_a_status_machine_names_a_sqlstate_of_ours(db: Connection) -> None:
    definitions = names(
        db,
        "select pg_get_triggerdef(t.oid) from pg_trigger as t"
        " where t.tgfoid = 'app.guard_status_machine'::regproc and not t.tgisinternal",
    )
    assert definitions
    assert not {text for text in definitions if "guard_status_machine('I" not in text}
