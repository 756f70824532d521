"""Use cases of blocks."""

from datetime import datetime
from uuid import UUID

from common.database import Transaction
from common.errors import NotFound
from common.models.base import Page
from common.models.conversations import UserBlock
from common.pagination import decode_cursor, page
from messaging.blocks import repository


def list_blocks(tx: Transaction, *, cursor: str | None, limit: int) -> Page[UserBlock]:
    """Of whom the actor wants nothing, the latest first. Raises `CursorInvalid`."""
    before = decode_cursor(cursor, datetime.fromisoformat, UUID)
    rows = repository.list_blocks(tx, before=before, limit=limit + 1)
    return page(rows, limit, lambda row: (row.created_at, row.blocked_user_id))


def delete_block(tx: Transaction, user_id: UUID) -> None:
    """Let somebody write again. Raises `NotFound`."""
    if repository.delete_block(tx, user_id) == 0:
        raise NotFound
