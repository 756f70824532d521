"""Statements of awards: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.reward_awards import AwardStatus, PointBalance, RewardAward

COLUMNS: LiteralString = (
    "id, program_id, brand_id, app.brand_card(brand_id) as brand, trigger_id, version, user_id, name, level, period_key,"
    " kind, reward, amount, currency, status, failure, reason, cause_fact_id, granted_at, claim_by, claimed_at, fulfilled_at,"
    " ended_at, created_at"
)
OWN: LiteralString = "user_id = auth.uid()"
MANAGED: LiteralString = "brand_id = any((select auth.campaign_brand_ids())::uuid[])"
MOST_PROGRAMS = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which awards; None takes all."""

    program_id: UUID | None = None
    trigger_id: UUID | None = None
    user_id: UUID | None = None
    status: AwardStatus | None = None


def list_own(
    tx: Transaction, status: AwardStatus | None, *, before: UUID | None, limit: int
) -> list[RewardAward]:
    """The actor's, newest first."""
    return _list(tx, OWN, Wanted(status=status), before, limit)


def list_managed(tx: Transaction, wanted: Wanted, *, before: UUID | None, limit: int) -> list[RewardAward]:
    """Those of brands whose campaigns the actor may run (administrators: all), newest first."""
    return _list(tx, "true" if tx.is_admin else MANAGED, wanted, before, limit)


def find_own(tx: Transaction, award_id: UUID) -> RewardAward:
    """One of the actor's. Raises `NotFound`."""
    return tx.fetch_one(
        RewardAward, f"select {COLUMNS} from reward_awards where id = %(id)s and {OWN}", {"id": award_id}
    )


def claim(tx: Transaction, award_id: UUID) -> RewardAward:
    """Take it.

    Raises `NotFound`, `Forbidden`, `RewardAlreadyClaimed`, `RewardExpired`, `RewardHeld`, `RewardStepNotAllowed`.
    """
    return tx.fetch_one(RewardAward, f"select {COLUMNS} from app.claim_award(%(id)s)", {"id": award_id})


def revoke(tx: Transaction, award_id: UUID, reason: str) -> RewardAward:
    """Take it back. Raises `NotFound`, `Forbidden`, `RewardStepNotAllowed`."""
    return tx.fetch_one(
        RewardAward,
        f"select {COLUMNS} from app.revoke_award(%(id)s, %(reason)s, now())",
        {"id": award_id, "reason": reason},
    )


def list_points(tx: Transaction) -> list[PointBalance]:
    """The actor's points by program, the most first."""
    return tx.fetch_all(
        PointBalance,
        "select user_id, program_id, points, updated_at from point_balances where user_id = auth.uid()"
        " order by points desc, program_id limit %(limit)s",
        {"limit": MOST_PROGRAMS},
    )


def keep_held(tx: Transaction, as_of: datetime) -> int:
    """What waits for a check has a week left; how many."""
    kept: int = tx.fetch_value("select app.keep_held_awards(%(as_of)s)", {"as_of": as_of})
    return kept


def expire(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """What nobody claimed in time is expired; how many."""
    expired: int = tx.fetch_value(
        "select app.expire_awards(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return expired


def tell_expiring(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Tell of what expires within a week; how many."""
    told: int = tx.fetch_value(
        "select app.tell_of_expiring_awards(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return told


def _list(
    tx: Transaction, whose: LiteralString, wanted: Wanted, before: UUID | None, limit: int
) -> list[RewardAward]:
    given = where(
        ("program_id = %(program)s", wanted.program_id),
        ("trigger_id = %(trigger)s", wanted.trigger_id),
        ("user_id = %(user)s", wanted.user_id),
        ("status = %(status)s", wanted.status),
        ("id < %(before)s", before),
    )
    return tx.fetch_all(
        RewardAward,
        f"select {COLUMNS} from reward_awards where {whose} and {given} order by id desc limit %(limit)s",
        {
            "program": wanted.program_id, "trigger": wanted.trigger_id, "user": wanted.user_id, "status": wanted.status,
            "before": before, "limit": limit,
        },
    )  # fmt: skip
