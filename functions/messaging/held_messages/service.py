"""Use cases of messages that a rule has kept back."""

from uuid import UUID

from common.database import Transaction
from common.models.base import Page
from common.models.moderation import HeldMessage, HeldStatus
from common.pagination import decode_id_cursor, page
from messaging.held_messages import repository


def list_held(
    tx: Transaction,
    *,
    status: HeldStatus | None,
    conversation_id: UUID | None,
    cursor: str | None,
    limit: int,
) -> Page[HeldMessage]:
    """Those that the actor may see, newest first. Raises `CursorInvalid`."""
    rows = repository.list_held(
        tx, status=status, conversation_id=conversation_id, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda held: held.id)


def release_held(tx: Transaction, held_id: UUID, reason: str) -> HeldMessage:
    """Let it be sent now.

    Raises `Forbidden`, `NotFound`, `DeciderInvolved`, `ReportReviewedAlready`, `ConversationClosed`, `Blocked`,
    `AttachmentNotStored`, `SenderCannotWrite`.
    """
    repository.release_held(tx, held_id, reason)
    return repository.find_held(tx, held_id)


def refuse_held(tx: Transaction, held_id: UUID, reason: str) -> HeldMessage:
    """Never deliver it; its sender is told why.

    Raises `Forbidden`, `NotFound`, `DeciderInvolved`, `ReportReviewedAlready`.
    """
    repository.refuse_held(tx, held_id, reason)
    return repository.find_held(tx, held_id)
