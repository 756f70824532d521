"""Compiles what was applied: unchecked bodies are what lets sources be made in any order."""

from collections.abc import Iterable

import psycopg
from psycopg import sql

from database_migrations.failures import SourceFailed, blaming
from database_migrations.sources import Source


def validate(connection: psycopg.Connection, sources: Iterable[Source], *, incomplete: bool = False) -> None:
    """Check these functions' bodies against the tables as they are: SQL wholly, plpgsql for its syntax.

    `incomplete` says that tables and functions are still to come: what misses something is passed over then.
    Raises `SourceFailed`.
    """
    by_name = {source.name: source for source in sources}
    for name, oid, validator, settings in _functions(connection, by_name):
        try:
            with connection.transaction(force_rollback=True), blaming(by_name[name].path):
                _validate(connection, oid, validator, settings, by_name[name].owner)
        except SourceFailed as failure:
            if not (incomplete and failure.may_wait_for_another):
                raise


def _functions(
    connection: psycopg.Connection, names: Iterable[str]
) -> list[tuple[str, int, str, list[str] | None]]:
    return connection.execute(
        "select nspname || '.' || proname, p.oid, lanvalidator::regproc::text, proconfig"
        " from pg_proc as p join pg_namespace as n on n.oid = pronamespace join pg_language as l on l.oid = prolang"
        " where lanvalidator <> 0 and nspname || '.' || proname = any(%s) order by 1",
        ([*names],),
    ).fetchall()


def _validate(
    connection: psycopg.Connection, oid: int, validator: str, settings: list[str] | None, owner: str
) -> None:
    """A validator, called by hand, does not put the function's own settings (its search_path) in force."""
    script = [
        sql.SQL("set local role {}").format(sql.Identifier(owner)),
        sql.SQL("set local check_function_bodies = on"),
        *(_set(*setting.split("=", 1)) for setting in settings or ()),
        sql.SQL("select {}({}::oid)").format(sql.Identifier("pg_catalog", validator), sql.Literal(oid)),
    ]
    connection.execute(sql.SQL("; ").join(script))  # in one message: there are hundreds of functions


def _set(name: str, value: str) -> sql.Composed:
    return sql.SQL("select set_config({}, {}, true)").format(sql.Literal(name), sql.Literal(value))
