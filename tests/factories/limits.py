"""Limits that a test can reach, and a general limit that it does not reach by accident."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.typing import Connection

if TYPE_CHECKING:
    from tests.conftest import Database

MUCH = 1_000_000
"""Of what a tier may ask for: the most that a setting takes."""


def allow_much(db: Connection) -> None:
    """A suite asks from one address, as few people, more than anybody may: the general limit stays on, and far away.

    Without the triggers, as no administrator did this: nothing for the audit log.
    """
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        db.execute(
            "insert into admin_settings (key, value) select key, to_jsonb(%s) from app.setting_definitions()"
            " where key like 'rate\\_%%' on conflict (key) do nothing",
            (MUCH,),
        )


@contextmanager
def limits_of_production(db: Connection) -> Iterator[None]:
    """Inside, the general limit is what it is without settings; the audit log hears nothing of it."""
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        db.execute("delete from admin_settings where key like 'rate\\_%'")
    try:
        yield
    finally:
        allow_much(db)


def limit_in_general(database: "Database", burst: int, tier: str = "authenticated") -> None:
    """So many requests at once of a tier, and a hundred an hour."""
    with database.connect() as db:
        for key, value in ((f"rate_{tier}_hour", 100), (f"rate_{tier}_burst", burst)):
            db.execute(
                "insert into admin_settings (key, value) values (%s, to_jsonb(%s))"
                " on conflict (key) do update set value = excluded.value",
                (key, value),
            )


def limit(database: "Database", rate_class: str, burst: int, per: str = "%") -> None:
    """So much of the class at once, and one an hour; `per` names one of its limits."""
    with database.connect() as db:
        db.execute(
            "update rate_classes set rate = 1, burst = %s where key = %s and per like %s",
            (burst, rate_class, per),
        )


def allow_many_messages(db: Connection) -> None:
    """Two people write more than anybody may, and mark it as read: the limit stays on, and far away."""
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        db.execute("update rate_classes set rate = 100000, burst = 100000 where key in ('message', 'mark')")
