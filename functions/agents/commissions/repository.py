"""Statements of commissions: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import LiteralString
from uuid import UUID

from agents.commissions.models import CommissionTotal
from common.database import Transaction
from common.filters import where
from common.models.commissions import Commission, CommissionStatus

DEAL: LiteralString = "base_fee, escrow_id, ledger_transaction_id"
NO_DEAL: LiteralString = (
    "null::bigint as base_fee, null::uuid as escrow_id, null::uuid as ledger_transaction_id"
)
"""What agents may not read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which commissions of an agent: days are UTC, both ends included; None takes all."""

    agent_id: UUID
    status: CommissionStatus | None = None
    currency: str | None = None
    since: date | None = None
    until: date | None = None


def list_commissions(
    tx: Transaction, wanted: Wanted, *, before: UUID | None, limit: int, oldest_first: bool = False
) -> list[Commission]:
    """Those wanted, newest first; of the deal and its fee nothing, but for administrators."""
    given, parameters = _conditions(wanted, before)
    order: LiteralString = "id" if oldest_first else "id desc"
    return tx.fetch_all(
        Commission,
        "select id, agent_user_id, kind, side, amount, currency, status, available_at, payout_id, paid_at, reverses,"
        " to_char(created_at at time zone 'UTC', 'YYYY-MM') as month,"
        f" {DEAL if tx.is_admin else NO_DEAL}"
        f" from commissions where {given} order by {order} limit %(limit)s",
        parameters | {"limit": limit},
    )


def sum_commissions(tx: Transaction, wanted: Wanted) -> list[CommissionTotal]:
    """What those wanted come to, by currency and status."""
    given, parameters = _conditions(wanted, None)
    return tx.fetch_all(
        CommissionTotal,
        "select currency, status, sum(amount)::bigint as amount, count(*)::integer as count"
        f" from commissions where {given} group by currency, status order by currency, status",
        parameters,
    )


def mature(tx: Transaction, as_of: datetime, at_most: int) -> int:
    """Commissions whose time has come are available; how many."""
    matured: int = tx.fetch_value(
        "select app.mature_commissions(%(as_of)s, %(at_most)s)", {"as_of": as_of, "at_most": at_most}
    )
    return matured


def note_missed_first_deals(tx: Transaction, since: datetime) -> int:
    """First deals that a release beside another one left out; how many."""
    noted: int = tx.fetch_value("select app.note_missed_first_deals(%(since)s)", {"since": since})
    return noted


def _conditions(wanted: Wanted, before: UUID | None) -> tuple[LiteralString, dict[str, object]]:
    given = where(
        ("agent_user_id = %(agent)s", wanted.agent_id),
        ("status = %(status)s", wanted.status),
        ("currency = %(currency)s", wanted.currency),
        ("created_at >= %(since)s::timestamp at time zone 'UTC'", wanted.since),
        ("created_at < (%(until)s::date + 1)::timestamp at time zone 'UTC'", wanted.until),
        ("id < %(before)s", before),
    )
    return given, {
        "agent": wanted.agent_id, "status": wanted.status, "currency": wanted.currency, "since": wanted.since,
        "until": wanted.until, "before": before,
    }  # fmt: skip
