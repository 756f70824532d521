"""Statements of backfills: one function, one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.reward_backfills import BackfillStatus, RewardBackfill

BACKFILL: LiteralString = (
    "id, trigger_id, version, status, live_at, cursor_at, facts, awards, requested_by, finished_at, created_at,"
    " updated_at"
)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a batch came to: the state of the backfill (None: it was over), facts looked at, awards, people told."""

    status: BackfillStatus | None
    facts: int
    awards: int
    told: int


def request(tx: Transaction, trigger_id: UUID) -> RewardBackfill:
    """Ask for that of the live version. Raises `NotFound`, `Forbidden`, `BackfillRefused`."""
    return tx.fetch_one(
        RewardBackfill, f"select {BACKFILL} from app.request_backfill(%(trigger)s)", {"trigger": trigger_id}
    )


def find_newest(tx: Transaction, trigger_id: UUID) -> RewardBackfill:
    """That of the newest version that has one. Raises `NotFound`."""
    return tx.fetch_one(
        RewardBackfill,
        f"select {BACKFILL} from reward_backfills where trigger_id = %(trigger)s order by version desc limit 1",
        {"trigger": trigger_id},
    )


def lock_next(tx: Transaction) -> UUID | None:
    """The backfill at its turn, ours until the transaction ends."""
    backfill: UUID | None = tx.fetch_value("select app.next_backfill()")
    return backfill


def run_batch(tx: Transaction, backfill_id: UUID, at_most: int) -> Replayed:
    """Count its next facts, or tell people at its end."""
    return tx.fetch_one(
        Replayed,
        "select status, facts, awards, told from app.run_backfill(%(id)s, %(at_most)s)",
        {"id": backfill_id, "at_most": at_most},
    )


def set_back(
    tx: Transaction, backfill_id: UUID, error: str, delays: Sequence[timedelta]
) -> BackfillStatus | None:
    """It is tried again after the delay of this attempt, and given up at the last; its state."""
    status: BackfillStatus | None = tx.fetch_value(
        "select app.set_back_backfill(%(id)s, %(delays)s::interval[], %(error)s)",
        {"id": backfill_id, "delays": list(delays), "error": error},
    )
    return status


def count_failing(tx: Transaction) -> int:
    """How many are to be tried again after a batch that failed."""
    failing: int = tx.fetch_value(
        "select count(*) from reward_backfills where status in ('waiting', 'running') and attempts > 0"
    )
    return failing
