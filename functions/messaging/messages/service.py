"""Use cases of messages."""

from http import HTTPStatus
from uuid import UUID

from common.database import Transaction
from common.errors import NotFound, Unprocessable
from common.errors.messaging import MessageRefused
from common.models.base import Page
from common.models.conversations import Message
from common.moderation.models import Action, RuleWarning
from common.moderation.names import with_names
from common.moderation.service import judge_message
from common.pagination import decode_cursor, page
from messaging.messages import repository
from messaging.messages.models import (
    ConversationMessageDraft,
    MessageWarning,
    SendingStatus,
    SentMessage,
)

AFTER, BEFORE = "after", "before"
"""Which way the pages of a list go."""


def send_message(
    tx: Transaction, conversation_id: UUID, draft: ConversationMessageDraft
) -> tuple[SentMessage, HTTPStatus]:
    """Write to the other side, once per client id; 201 where it was delivered, 202 where it waits.

    Raises `NotFound`, `Forbidden`, `ConversationClosed`, `Blocked`, `AttachmentNotStored`, `ClientIdReused`,
    `MessageNotThereYet`, `MessageRefused`, `TooManyHeld`.
    """
    earlier = repository.sent_before(tx, conversation_id, draft)
    names = (
        repository.names_of_files(tx, conversation_id, draft.attachment_ids) if draft.attachment_ids else []
    )
    verdict = judge_message(tx, conversation_id, with_names(draft.body, names))
    if earlier.held_id is not None:
        return _held(tx, earlier.held_id, verdict.warnings)
    if earlier.seq is not None:
        return _sent(tx, conversation_id, earlier.seq, verdict.warnings)
    if verdict.action is Action.REMOVE:
        raise MessageRefused(verdict.sentence, details=[{"rule": verdict.rule}])
    warned = [warning.rule for warning in verdict.warnings]
    if verdict.action is Action.HOLD:
        held_id = repository.hold_message(tx, conversation_id, draft, verdict.rule or "", warned)
        return _held(tx, held_id, verdict.warnings)
    seq = repository.send_message(tx, conversation_id, draft, warned)
    return _sent(tx, conversation_id, seq, verdict.warnings)


def list_messages(
    tx: Transaction,
    conversation_id: UUID,
    *,
    after: int | None,
    before: int | None,
    cursor: str | None,
    limit: int,
) -> Page[Message]:
    """Messages behind `after`, upwards; else the newest ones, or those before `before`, downwards.

    Raises `NotFound`, `CursorInvalid`, `Unprocessable` where both are given; a cursor says both itself.
    """
    if after is not None and before is not None:
        raise Unprocessable("Ask for what is after a message, or before one.")
    if place := decode_cursor(cursor, _direction, _number):
        after, before = (int(str(place[1])), None) if place[0] == AFTER else (None, int(str(place[1])))
    rows = repository.list_messages(tx, conversation_id, after=after, before=before, limit=limit + 1)
    if not rows and not repository.is_visible(tx, conversation_id):
        raise NotFound
    return page(rows, limit, lambda row: (BEFORE if after is None else AFTER, row.seq))


def _direction(text: str) -> str:
    if text not in {AFTER, BEFORE}:
        raise ValueError
    return text


def _number(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**63:
        raise ValueError
    return number


def _sent(
    tx: Transaction, conversation_id: UUID, seq: int, warnings: tuple[RuleWarning, ...]
) -> tuple[SentMessage, HTTPStatus]:
    message = repository.find_message(tx, conversation_id, seq)
    told = _told(warnings, message.warnings)
    sent = SentMessage(status=SendingStatus.SENT, message=message, held=None, warnings=told)
    return sent, HTTPStatus.CREATED


def _held(
    tx: Transaction, held_id: UUID, warnings: tuple[RuleWarning, ...]
) -> tuple[SentMessage, HTTPStatus]:
    held = repository.find_held(tx, held_id)
    told = _told(warnings, held.warnings)
    return SentMessage(status=held.status, message=None, held=held, warnings=told), HTTPStatus.ACCEPTED


def _told(warnings: tuple[RuleWarning, ...], kept: list[str]) -> list[MessageWarning]:
    """Those that it was sent with: a rule may have changed since."""
    return [MessageWarning(rule=one.rule, sentence=one.sentence) for one in warnings if one.rule in kept]
