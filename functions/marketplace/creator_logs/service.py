"""Use cases of creator logs."""

from common.database import Transaction
from common.models.base import Page
from common.models.deal_logs import CreatorLog
from common.pagination import decode_id_cursor, page
from marketplace.creator_logs import repository


def list_creator_logs(tx: Transaction, *, cursor: str | None, limit: int) -> Page[CreatorLog]:
    """Those that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_creator_logs(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda row: row.id)
