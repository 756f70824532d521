"""What the catalog says about our schemas: the raw material of the rules that nobody must remember."""

from typing import LiteralString

from tests.typing import Connection

SCHEMAS = ["public", "auth", "ledger", "local_identity"]
"""Schemas whose tables hold data of people; `app` holds functions only, `schema_migrations` is the runner's."""

OUR_SCHEMAS = [*SCHEMAS, "app"]


def names(db: Connection, query: LiteralString, *parameters: object) -> set[str]:
    """The first column of `query` as a set."""
    return {row[0] for row in db.execute(query, parameters or None).fetchall()}


def found(db: Connection, query: LiteralString) -> set[str]:
    """Offenders in our schemas; the query's only parameter is their list."""
    return names(db, query, OUR_SCHEMAS)


def tables(db: Connection) -> set[str]:
    """Every table as `schema.name`; the partitions of a table are not tables of their own."""
    return names(
        db,
        "select n.nspname || '.' || c.relname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
        " where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any(%s)",
        SCHEMAS,
    )  # fmt: skip


def constraints(db: Connection) -> set[str]:
    """Every CHECK, UNIQUE, EXCLUDE and FOREIGN KEY of our tables as `schema.table.constraint`."""
    return names(
        db,
        "select n.nspname || '.' || c.relname || '.' || k.conname from pg_constraint as k"
        " join pg_class as c on c.oid = k.conrelid join pg_namespace as n on n.oid = c.relnamespace"
        " where k.contype in ('c', 'u', 'f', 'x') and k.conparentid = 0 and not c.relispartition"
        " and n.nspname = any(%s)",
        SCHEMAS,
    )  # fmt: skip


def unique_indexes(db: Connection) -> set[str]:
    """Unique indexes that are no constraint (partial or on expressions), as `schema.table.index`."""
    return names(
        db,
        "select n.nspname || '.' || t.relname || '.' || i.relname from pg_index as x"
        " join pg_class as i on i.oid = x.indexrelid join pg_class as t on t.oid = x.indrelid"
        " join pg_namespace as n on n.oid = t.relnamespace"
        " where x.indisunique and not t.relispartition and n.nspname = any(%s)"
        " and not exists (select from pg_constraint as k where k.conindid = i.oid)",
        SCHEMAS,
    )  # fmt: skip
