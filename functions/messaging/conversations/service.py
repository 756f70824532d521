"""Use cases of conversations."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from common.database import Transaction, read, transaction
from common.identity import Actor
from common.models.conversations import Conversation, ConversationKind
from common.pagination import decode_cursor, encode_cursor, page
from messaging.conversations import repository
from messaging.conversations.models import (
    ConversationDraft,
    ConversationPage,
    ConversationPatch,
    Marked,
)
from messaging.conversations.repository import Filters

LONGEST_TRANSACTION = timedelta(seconds=20)
"""What was written before a list is read is committed so much later at the latest: the database ends a request after 15
seconds, and what jobs write says when it was written, not when they began. What comes twice does no harm."""


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


def open_conversation(tx: Transaction, draft: ConversationDraft) -> tuple[Conversation, bool]:
    """The open one of that kind, or a new one; whether it is new.

    Raises `NotFound`, `Forbidden`, `OnBothSides`, `RequestsLimited`, `ConversationClosed`, `Blocked`, `NotConnected`.
    """
    is_own = draft.kind in (ConversationKind.DIRECT, ConversationKind.SUPPORT) and draft.user_id is None
    opened = repository.open_conversation(tx, draft, tx.actor.user_id if is_own else draft.user_id)
    return repository.find_conversation(tx, opened.conversation_id), opened.created


def list_conversations(
    tx: Transaction,
    *,
    kind: ConversationKind | None,
    archived: bool | None,
    changed_after: str | None,
    cursor: str | None,
    limit: int,
) -> ConversationPage:
    """Those that the actor may see, the latest message first. Raises `CursorInvalid`."""
    standing = repository.standing(tx)
    changed = decode_cursor(changed_after, datetime.fromisoformat)
    place = decode_cursor(cursor, datetime.fromisoformat, datetime.fromisoformat, UUID)
    # The pages of one list are read one after the other: what changes meanwhile is asked for from before the first.
    began = cast("datetime", place[0]) if place else standing.as_of - LONGEST_TRANSACTION
    rows = repository.list_conversations(
        tx,
        Filters(kind, archived, cast("datetime", changed[0]) if changed else None),
        before=cast("tuple[datetime, UUID]", place[1:]) if place else None,
        limit=limit + 1,
    )
    found = page(rows, limit, lambda row: (began, row.last_message_at or row.created_at, row.id))
    return ConversationPage(
        data=found.data,
        next_cursor=found.next_cursor,
        changed_after=encode_cursor(began),
        badge=standing.badge,
    )


def change_member(tx: Transaction, conversation_id: UUID, patch: ConversationPatch) -> Conversation:
    """Mute, archive, mark as unread, for oneself. Raises `NotFound`."""
    repository.set_member(tx, conversation_id, patch.model_dump(mode="json", include=patch.model_fields_set))
    return repository.find_conversation(tx, conversation_id)


def mark_read(tx: Transaction, conversation_id: UUID, seq: int) -> Marked:
    """The actor has read up to there. Raises `NotFound`, `MessageNotThereYet`."""
    repository.mark_read(tx, conversation_id, seq)
    return _marked(tx, conversation_id)


def mark_delivered(tx: Transaction, conversation_id: UUID, seq: int) -> Marked:
    """A device of the actor has got it up to there. Raises `NotFound`, `MessageNotThereYet`."""
    repository.mark_delivered(tx, conversation_id, seq)
    return _marked(tx, conversation_id)


def _marked(tx: Transaction, conversation_id: UUID) -> Marked:
    return Marked(me=repository.find_member(tx, conversation_id), badge=repository.standing(tx).badge)
