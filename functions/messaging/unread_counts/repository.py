"""Statements of the recount: one function, one statement, typed rows."""

from dataclasses import dataclass
from uuid import UUID

from common.database import Transaction


@dataclass(frozen=True)
class Recounted:
    """A lot of conversations: how many were looked at, how many counts were wrong, and the last one (None: no more)."""

    checked: int
    corrected: int
    last_id: UUID | None


def recount_unread(tx: Transaction, after: UUID, most: int) -> Recounted:
    """Count anew in the next conversations, and correct what differs."""
    return tx.fetch_one(
        Recounted,
        "select checked, corrected, last_id from app.recount_unread(%(after)s, %(most)s)",
        {"after": after, "most": most},
    )
