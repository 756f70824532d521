"""Statements of balances below zero: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from agents.negative_balances.models import NegativeBalance
from common.database import Transaction


@dataclass(frozen=True, slots=True)
class Place:
    """Behind which row a page begins."""

    negative_since: datetime
    agent_user_id: UUID
    currency: str


def list_negative_balances(
    tx: Transaction, longer_than: timedelta, *, after: Place | None, limit: int
) -> list[NegativeBalance]:
    """Who owes for longer than that, the oldest first."""
    return tx.fetch_all(
        NegativeBalance,
        "select agent_user_id, display_name, currency, balance, commission_balance, negative_since"
        " from app.negative_payables(%(longer_than)s, %(limit)s, %(since)s, %(agent)s, %(currency)s)",
        {
            "longer_than": longer_than,
            "limit": limit,
            "since": after and after.negative_since,
            "agent": after and after.agent_user_id,
            "currency": after and after.currency,
        },
    )
