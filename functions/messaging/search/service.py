"""Use cases of the search."""

from uuid import UUID

from common.database import Transaction
from messaging.search import repository
from messaging.search.models import MessageHits

MOST = 100


def search_messages(tx: Transaction, search: str, *, conversation_id: UUID | None) -> MessageHits:
    """The newest hundred hits that the actor may see. Raises `SearchRefused`."""
    hits = repository.search_messages(tx, search, conversation_id=conversation_id, limit=MOST)
    return MessageHits(data=hits)
