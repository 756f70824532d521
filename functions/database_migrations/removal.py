"""Takes away what `create or replace` leaves standing, and what is gone from the tree. Never with CASCADE."""

from collections.abc import Collection, Iterable, Mapping

import psycopg
from psycopg import sql

from database_migrations import catalog
from database_migrations.catalog import Standing
from database_migrations.failures import SourceFailed, blaming
from database_migrations.sources import OWNER, Trigger


def set_role(connection: psycopg.Connection, role: str) -> None:
    """Work as `role` until the transaction ends or another call."""
    connection.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))


def revoke_grants_and_comments(connection: psycopg.Connection, standing: Iterable[Standing]) -> None:
    """Revoke what was granted on these and take their comments, so that only the file speaks."""
    for one in standing:
        set_role(connection, one.owner)
        kind = "table" if one.kind == "view" else one.kind
        for role in catalog.grantees(connection, one.oid):
            connection.execute(f"revoke all on {kind} {one.identity} from {role}".encode())
        for commented in catalog.comments(connection, one.oid):
            connection.execute(f"comment on {commented} is null".encode())


def drop_triggers(connection: psycopg.Connection, triggers: Iterable[Trigger]) -> None:
    """Drop these triggers, in order."""
    set_role(connection, OWNER)
    for trigger in sorted(triggers):
        table = sql.Identifier(*trigger.table.split("."))
        connection.execute(sql.SQL("drop trigger {} on {}").format(sql.Identifier(trigger.name), table))


def drop(connection: psycopg.Connection, paths: Mapping[str, str]) -> None:
    """Drop these functions and views (name → path) with the triggers that call them, each after what stands on it.

    A name that the catalog lacks is no error. Raises `SourceFailed` where something else stands on one of them.
    """
    waiting: Collection[str] = paths
    while waiting:
        failures: dict[str, SourceFailed] = {}
        for name in waiting:
            try:
                with connection.transaction(), blaming(paths[name]):
                    _drop(connection, name)
            except SourceFailed as failure:
                failures[name] = failure
        if len(failures) == len(waiting):
            raise next(iter(failures.values()))
        waiting = failures


def _drop(connection: psycopg.Connection, name: str) -> None:
    drop_triggers(connection, catalog.triggers(connection).get(name, ()))
    for one in catalog.standing(connection, [name]):
        set_role(connection, one.owner)
        connection.execute(f"drop {one.kind} {one.identity}".encode())
