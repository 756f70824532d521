"""Statements of closing: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.database import Transaction


@dataclass(frozen=True)
class Closed:
    """A lot of open conversations: how many were looked at, how many closed, and the last one (None: no more)."""

    looked_at: int
    closed: int
    last_id: UUID | None


def close_conversations(tx: Transaction, as_of: datetime, after: UUID, most: int) -> Closed:
    """Close, of the next open conversations behind `after`, those whose subject is over for long."""
    return tx.fetch_one(
        Closed,
        "select looked_at, closed, last_id from app.close_conversations(%(as_of)s, %(after)s, %(most)s)",
        {"as_of": as_of, "after": after, "most": most},
    )
