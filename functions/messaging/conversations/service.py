"""Use cases of conversations."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from common.database import Transaction, read, transaction
from common.identity import Actor
from common.models.base import Page
from common.models.conversations import Conversation
from common.pagination import decode_id_cursor, page
from messaging.conversations import repository


@contextmanager
def looking(actor: Actor, reason: str | None, conversation_id: UUID | None = None) -> Iterator[Transaction]:
    """A transaction that reads; with a reason, an administrator's that sees what others write, and is audited.

    Raises `Forbidden` for a reason of anybody else, `ReasonMissing` for an empty one.
    """
    if reason is None:
        with read(actor) as tx:
            yield tx
    else:
        with transaction(actor) as tx:
            repository.look_because(tx, reason, conversation_id)
            yield tx


def list_conversations(tx: Transaction, *, cursor: str | None, limit: int) -> Page[Conversation]:
    """Those that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_conversations(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda conversation: conversation.id)
