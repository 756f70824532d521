"""Use cases of conversations."""

from common.database import Transaction
from common.models.base import Page
from common.models.conversations import Conversation
from common.pagination import decode_id_cursor, page
from messaging.conversations import repository


def list_conversations(tx: Transaction, *, cursor: str | None, limit: int) -> Page[Conversation]:
    """Those that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_conversations(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda conversation: conversation.id)
