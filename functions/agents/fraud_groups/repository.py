"""Statements of fraud groups: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from agents.fraud_groups.models import HeldCommissions
from common.database import Transaction
from common.filters import where
from common.models.fraud import FraudEvent, FraudGroup, FraudResolution, FraudStatus

GROUP: LiteralString = (
    "id, rule_key, subject_type, subject_id, severity, action, status, resolution, reason, resolved_by, resolved_at,"
    " last_event_at, reminded_at, created_at"
)
MOST_EVENTS = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many groups wait, and since when the oldest of them that holds money."""

    groups: int
    since: datetime | None


def list_groups(
    tx: Transaction, *, status: FraudStatus | None, rule: str | None, before: UUID | None, limit: int
) -> list[FraudGroup]:
    """The newest first."""
    given = where(("status = %(status)s", status), ("rule_key = %(rule)s", rule), ("id < %(before)s", before))
    return tx.fetch_all(
        FraudGroup,
        f"select {GROUP} from fraud_groups where {given} order by id desc limit %(limit)s",
        {"status": status, "rule": rule, "before": before, "limit": limit},
    )


def find_group(tx: Transaction, group_id: UUID) -> FraudGroup:
    """The group, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(FraudGroup, f"select {GROUP} from fraud_groups where id = %(id)s", {"id": group_id})


def list_events(tx: Transaction, group_id: UUID) -> list[FraudEvent]:
    """What was found, the latest first; at most a hundred."""
    return tx.fetch_all(
        FraudEvent,
        "select id, group_id, rule_key, subject_type, subject_id, evidence, created_at from fraud_events"
        " where group_id = %(id)s order by id desc limit %(limit)s",
        {"id": group_id, "limit": MOST_EVENTS},
    )


def list_held(tx: Transaction, group_id: UUID) -> list[HeldCommissions]:
    """What waits for the decision, by currency, less what was taken back."""
    return tx.fetch_all(
        HeldCommissions,
        "select c.currency, count(*) filter (where c.kind <> 'reversal') as commissions,"
        " sum(c.amount)::bigint as amount"
        " from commission_holds as h"
        " inner join commissions as c on (c.id = h.commission_id or c.reverses = h.commission_id)"
        " where h.group_id = %(id)s and h.released_at is null group by c.currency order by c.currency",
        {"id": group_id},
    )


def resolve_group(
    tx: Transaction, group_id: UUID, resolution: FraudResolution, reason: str, *, ban_agent: bool
) -> None:
    """Decide. Raises `Forbidden`, `NotFound`, `DeciderInvolved`, `FraudGroupDecided`."""
    tx.fetch_value(
        "select app.resolve_fraud_group(%(id)s, %(resolution)s, %(reason)s, %(ban_agent)s)",
        {"id": group_id, "resolution": resolution, "reason": reason, "ban_agent": ban_agent},
    )


def expire_groups(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Groups of which nothing came end undecided; how many."""
    expired: int = tx.fetch_value(
        "select app.expire_fraud_groups(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return expired


def remind(tx: Transaction, as_of: datetime) -> int:
    """Tell administrators of money that waits for more than 30 days; of how many groups."""
    reminded: int = tx.fetch_value("select app.remind_of_fraud(%(as_of)s)", {"as_of": as_of})
    return reminded


def hold_missed(tx: Transaction) -> int:
    """Hold commissions that were booked while a group opened; how many."""
    held: int = tx.fetch_value("select app.hold_what_was_missed()")
    return held


def waiting(tx: Transaction) -> Waiting:
    """All that nobody has decided on yet."""
    return tx.fetch_one(
        Waiting,
        "select count(*) as groups, min(g.created_at) filter (where exists ("
        "select from commission_holds as h where h.group_id = g.id and h.released_at is null)) as since"
        " from fraud_groups as g where g.status = 'pending'",
    )
