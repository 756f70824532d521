"""Statements of what waits for administrators: one function, one statement, typed rows."""

from dataclasses import dataclass
from datetime import datetime

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many messages are kept back, how many reports open, and since when the oldest of them waits."""

    held: int
    reported: int
    since: datetime | None


def waiting(tx: Transaction) -> Waiting:
    """All that nobody has decided on yet."""
    return tx.fetch_one(
        Waiting,
        "select count(*) filter (where is_held) as held, count(*) filter (where not is_held) as reported,"
        " min(created_at) as since from ("
        " select true as is_held, created_at from held_messages where status = 'held'"
        " union all select false, created_at from message_reports where status = 'open') as waits",
    )
