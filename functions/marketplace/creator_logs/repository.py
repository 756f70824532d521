"""Statements of creator logs."""

from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.deal_logs import CreatorLog


def list_creator_logs(tx: Transaction, *, before: UUID | None, limit: int) -> list[CreatorLog]:
    """Those that the actor may see, newest first."""
    given = where(("id < %(before)s", before))
    return tx.fetch_all(
        CreatorLog,
        "select id, creator_user_id, deal_id, kind, data, created_at from creator_logs"
        f" where {given} order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )
