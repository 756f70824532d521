"""Use cases of blocked attempts."""

from common.database import Transaction
from common.models.base import Page
from common.models.deal_logs import BlockedAttempt
from common.pagination import decode_id_cursor, page
from marketplace.blocked_attempts import repository


def list_blocked_attempts(tx: Transaction, *, cursor: str | None, limit: int) -> Page[BlockedAttempt]:
    """Those that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_blocked_attempts(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda row: row.id)
