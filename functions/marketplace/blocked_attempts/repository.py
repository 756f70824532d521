"""Statements of blocked attempts."""

from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.deal_logs import BlockedAttempt


def list_blocked_attempts(tx: Transaction, *, before: UUID | None, limit: int) -> list[BlockedAttempt]:
    """Those that the actor may see, newest first."""
    given = where(("id < %(before)s", before))
    return tx.fetch_all(
        BlockedAttempt,
        "select id, actor_user_id, source, action, sqlstate, constraint_name, data, at from blocked_attempts"
        f" where {given} order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )
