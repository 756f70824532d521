"""Statements of what waits: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import datetime

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class WaitingPass:
    """How many members were looked at, and how many of them were told."""

    looked: int
    told: int


def notify_waiting_messages(tx: Transaction, as_of: datetime, at_most: int) -> WaitingPass:
    """Tell those for whom messages have waited, of at most so many members for whom they may have."""
    return tx.fetch_one(
        WaitingPass,
        "select looked, told from app.notify_waiting_messages(%(as_of)s, %(limit)s)",
        {"as_of": as_of, "limit": at_most},
    )
