"""What a role may do with one row, tried out: every verb in a savepoint that is rolled back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from tests.database.world import Key
from tests.typing import Connection

VERBS = ("select", "insert", "update", "delete")
AUTHORS = {"created_by", "invited_by", "uploaded_by", "sender_user_id", "proposed_by", "updated_by",
           "given_by"}  # fmt: skip
"""Columns in which people sign with their own name: an insert is tried with the actor's."""
TENANTS = {"brand_id", "creator_user_id"}

PAST_THE_POLICIES = (
    psycopg.errors.UniqueViolation, psycopg.errors.ForeignKeyViolation, psycopg.errors.CheckViolation,
    psycopg.errors.RestrictViolation,
)  # fmt: skip
"""Refusals that come after privileges and policies have said yes: our row exists, has children, and so on."""

COLUMNS: LiteralString = (
    "select a.attname, a.attnotnull and not a.atthasdef and a.attidentity = '',"
    " a.attgenerated <> '' or a.attidentity <> '',"
    " a.atttypid = 'jsonb'::regtype from pg_attribute as a"
    " where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum"
)


@dataclass(frozen=True)
class Row:
    """A row of the world: its values, and its table's columns."""

    table: str
    key: Key
    values: Mapping[str, object] = field(compare=False)
    image: object
    required: frozenset[str]
    generated: frozenset[str]


def read(db: Connection, table: str, key: Key) -> Row:
    """The row, as the superuser sees it: the counter-proof that it exists."""
    columns = db.execute(COLUMNS, (table,)).fetchall()
    cursor = db.execute(
        sql.SQL("select * from {} where {}").format(sql.Identifier(*table.split(".")), _where(key)), key
    )
    found = cursor.fetchone()
    assert found is not None, f"the row of {table} is gone"
    names = [column.name for column in cursor.description or ()]
    jsons = {name for name, _, _, is_json in columns if is_json}
    values = {
        name: Jsonb(value) if name in jsons and value is not None else value
        for name, value in zip(names, found, strict=True)
    }
    return Row(
        table, key, values, dict(zip(names, found, strict=True)),
        frozenset(name for name, required, _, _ in columns if required),
        frozenset(name for name, _, generated, _ in columns if generated),
    )  # fmt: skip


def may(db: Connection, verb: str, row: Row, actor: object = None) -> bool:
    """Whether the role and settings of this transaction let it `verb` the row; `actor` signs what is inserted."""
    target, where = sql.Identifier(*row.table.split(".")), _where(row.key)
    if verb == "insert":
        chosen = {
            name: actor if name in AUTHORS and actor else value
            for name, value in row.values.items()
            if name in row.required | AUTHORS | TENANTS
        }
        return _attempt(db, _insert(target, list(chosen)), chosen)
    if verb == "select":
        return _attempt(db, sql.SQL("select 1 from {} where {}").format(target, where), row.key)
    if verb == "delete":
        return _attempt(db, sql.SQL("delete from {} where {}").format(target, where), row.key)
    columns = [name for name in row.values if name not in row.generated]
    granted = db.execute(
        "select c from unnest(%s::text[]) as c where has_column_privilege(%s::text::regclass::oid, c, 'update')",
        (columns, row.table),
    ) if _sees(db, row.table) else ()  # fmt: skip
    return any(
        _attempt(
            db,
            sql.SQL("update {} set {c} = {c} where {}").format(target, where, c=sql.Identifier(name)),
            row.key,
        )
        for name in [granted_name for (granted_name,) in granted] or columns[:1]
    )


def _sees(db: Connection, table: str) -> bool:
    """Whether the role may use the table's schema at all."""
    found = db.execute(
        "select has_schema_privilege(%s, 'usage')", (table.split(".", maxsplit=1)[0],)
    ).fetchone()
    return bool(found and found[0])


def _where(key: Key) -> sql.Composed:
    return sql.SQL(" and ").join(
        sql.SQL("{} = {}").format(sql.Identifier(c), sql.Placeholder(c)) for c in key
    )


def _insert(target: sql.Identifier, names: list[str]) -> sql.Composed:
    return sql.SQL("insert into {} ({}) values ({})").format(
        target,
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join(map(sql.Placeholder, names)),
    )


def _attempt(db: Connection, statement: sql.Composed, values: Mapping[str, object]) -> bool:
    """Whether privileges, policies and guards let the statement have its row. It leaves no trace."""
    try:
        with db.transaction(force_rollback=True):
            return db.execute(statement, values).rowcount == 1
    except PAST_THE_POLICIES:
        return True
    except psycopg.errors.InsufficientPrivilege:
        return False
    except psycopg.Error as refused:
        if refused.sqlstate in (
            "IA003",
            "IG001",
            "428C9",
            "IU005",
        ):  # launched; append-only; generated; the last admin
            return False
        raise
