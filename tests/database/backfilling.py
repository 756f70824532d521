"""Triggers that go live with a backfill, and its batches."""

from typing import Any
from uuid import UUID

from tests.factories.deals import value
from tests.factories.rewards import make_trigger
from tests.typing import Connection

MANY = [1, 2, 3, 5, 8, 12, 20]
"""Levels, so that each count shows in what was granted."""


def draft(db: Connection, program: UUID, version: int = 1, **more: Any) -> UUID:
    return make_trigger(db, program, status="draft", live_at=None, version=version, **more)


def go_live(db: Connection, trigger: UUID, version: int = 1) -> None:
    """As its owner would, with a backfill."""
    db.execute("update reward_triggers set status = 'retired' where id = %s and status = 'live'", (trigger,))
    db.execute(
        "update reward_triggers set status = 'live', live_at = clock_timestamp() where id = %s and version = %s",
        (trigger, version),
    )
    db.execute(
        "insert into reward_backfills (trigger_id, version, live_at)"
        " select id, version, live_at from reward_triggers where id = %s and version = %s",
        (trigger, version),
    )


def apply_all(db: Connection) -> None:
    db.execute("select app.apply_fact(id, at) from reward_facts where applied_at is null order by at, id")


def replay(db: Connection, trigger: UUID, at_most: int = 2, *, until: int = 1_000) -> list[tuple[Any, ...]]:
    """Batches of the trigger's newest backfill, until it is over: status, facts, awards, told of each."""
    backfill = value(
        db, "select id from reward_backfills where trigger_id = %s order by version desc limit 1", trigger
    )
    batches: list[tuple[Any, ...]] = []
    while len(batches) < until:
        batch = db.execute("select * from app.run_backfill(%s, %s)", (backfill, at_most)).fetchone()
        assert batch is not None
        if batch[0] is None:
            break
        batches.append(batch)
        if batch[0] != "running":
            break
    return batches


def counted(db: Connection, trigger: UUID, version: int = 1) -> dict[UUID, int]:
    rows = db.execute(
        "select user_id, value from reward_counters where trigger_id = %s and version = %s",
        (trigger, version),
    )
    return dict(rows.fetchall())
