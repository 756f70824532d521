"""Use cases of the search."""

from uuid import UUID

from common.database import Transaction
from messaging.search import repository
from messaging.search.models import MessageHits

MOST = 100


def search_messages(
    tx: Transaction, search: str, *, conversation_id: UUID | None, reason: str | None = None
) -> MessageHits:
    """The newest hundred hits that the actor may see; administrators see those of others for a reason.

    Raises `SearchRefused`, `Forbidden`, `ReasonMissing`.
    """
    if reason is not None:
        repository.look_because(tx, reason, conversation_id)
    hits = repository.search_messages(tx, search, conversation_id=conversation_id, limit=MOST)
    return MessageHits(data=hits)
