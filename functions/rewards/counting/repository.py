"""Statements of counting: one function, one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of a person's facts: how many were applied, the awards they brought, how many failed and why."""

    applied: int
    awards: int
    failed: int
    error: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many facts nobody has counted (no more than a limit), since when the oldest waits, whose facts fail."""

    facts: int
    since: datetime | None
    failing: int


def lock_next_person(tx: Transaction, after: UUID) -> UUID | None:
    """The next person with facts that are due, in the order of their ids, who is ours until the transaction ends."""
    person: UUID | None = tx.fetch_value("select app.next_reward_subject(%(after)s)", {"after": after})
    return person


def apply_facts(tx: Transaction, person: UUID, at_most: int) -> Counted:
    """Count the oldest facts of a person."""
    return tx.fetch_one(
        Counted,
        "select applied, awards, failed, error from app.apply_facts_of(%(person)s, %(at_most)s)",
        {"person": person, "at_most": at_most},
    )


def set_back(tx: Transaction, person: UUID, error: str, delays: Sequence[timedelta]) -> int | None:
    """Facts of a person are tried again after the delay of this attempt; which one it was (None: nobody's)."""
    attempt: int | None = tx.fetch_value(
        "select app.set_back_reward_subject(%(person)s, %(delays)s::interval[], %(error)s)",
        {"person": person, "delays": list(delays), "error": error},
    )
    return attempt


def count_waiting(tx: Transaction, at_most: int) -> Waiting:
    """What waits to be counted: up to `at_most` facts, and the people whose facts could not be."""
    return tx.fetch_one(
        Waiting,
        "select count(*)::integer as facts, min(f.created_at) as since,"
        " (select count(*)::integer from reward_subjects where attempts > 0) as failing"
        " from (select created_at from reward_facts where applied_at is null"
        " order by subject_user_id limit %(at_most)s) as f",
        {"at_most": at_most},
    )
