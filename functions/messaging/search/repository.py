"""Statements of the search."""

from uuid import UUID

from common.database import Transaction
from messaging.search.models import MessageHit


def search_messages(
    tx: Transaction, search: str, *, conversation_id: UUID | None, limit: int
) -> list[MessageHit]:
    """Messages that the actor may see and that hold these words, or this part of a text, newest first.

    Raises `SearchRefused`.
    """
    return tx.fetch_all(
        MessageHit,
        "select id, found_in as conversation_id, seq, side, sender_user_id, created_at, snippet"
        " from app.search_messages(%(search)s, %(conversation_id)s, %(limit)s)",
        {"search": search, "conversation_id": conversation_id, "limit": limit},
    )
