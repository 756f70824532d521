"""Use case of rate limits, for administrators."""

from datetime import datetime

from common.admins import require_admin
from common.database import Transaction
from common.models.base import Page
from common.pagination import decode_cursor, page
from user_management.rate_limits import repository
from user_management.rate_limits.models import TakenLimit


def list_taken(tx: Transaction, *, cursor: str | None, limit: int) -> Page[TakenLimit]:
    """Who has taken most lately. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    key = decode_cursor(cursor, datetime.fromisoformat, str)
    below: tuple[datetime, str] | None = key  # type: ignore[assignment]  # these are what the readers make
    rows = repository.list_taken(tx, below=below, limit=limit + 1)
    return page(rows, limit, lambda taken: (taken.full_at.isoformat(), taken.key))
