"""Use cases of messages between a brand and a participant."""

from uuid import UUID, uuid4

from campaign_lifecycle.messages import repository
from campaign_lifecycle.messages.models import CampaignMessageDraft, MessagesRead, UnreadMessages
from campaign_lifecycle.participants import repository as invitations
from common.brands import runs_campaigns_of
from common.database import Transaction
from common.errors import Forbidden
from common.errors.messaging import MessageRefused
from common.models.base import Page
from common.models.messages import CampaignMessage
from common.moderation.models import Action
from common.moderation.service import judge_message
from common.pagination import decode_id_cursor, page

SEND_IT_THERE = (
    "An administrator has to see this first. Send it in the conversation, where it can wait for that."
)


def send(tx: Transaction, participant_id: UUID, draft: CampaignMessageDraft) -> CampaignMessage:
    """Write to the other side, by the rules that hold in every conversation.

    What waits for an administrator has no place in the answer of this door: it is refused, and conversations take it.
    The participation is named and not the conversation: one that was opened for this message is gone with it.
    Raises `NotFound`, `Forbidden` for who may only read, `ConversationClosed`, `Blocked`, `MessageRefused`.
    """
    conversation_id = repository.open_conversation(tx, participant_id)
    verdict = judge_message(tx, conversation_id, draft.body)
    if verdict.action is Action.REMOVE:
        raise MessageRefused(verdict.sentence, details=[{"rule": verdict.rule}])
    if verdict.action is Action.HOLD:
        raise MessageRefused(
            SEND_IT_THERE, details=[{"rule": verdict.rule, "participant_id": str(participant_id)}]
        )
    seq = repository.send_message(
        tx, conversation_id, client_id=uuid4(), body=draft.body,
        warned=[warning.rule for warning in verdict.warnings],
    )  # fmt: skip
    return repository.find_message(tx, conversation_id, seq)


def list_messages(
    tx: Transaction, participant_id: UUID, *, cursor: str | None, limit: int
) -> Page[CampaignMessage]:
    """The conversation, newest first.

    Raises `NotFound`, and `Forbidden` for administrators: they look by `/conversations`, and say why.
    """
    invitations.find_participant(tx, participant_id)
    if tx.is_admin:
        raise Forbidden
    rows = repository.list_messages(tx, participant_id, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda message: message.id)


def mark_read(tx: Transaction, participant_id: UUID) -> MessagesRead:
    """Mark what the other side wrote as read, for all of one's side. Raises `NotFound`, `Forbidden` for a reader."""
    participant = invitations.find_participant(tx, participant_id)
    if participant.creator_user_id != tx.actor.user_id and not runs_campaigns_of(tx, participant.brand_id):
        raise Forbidden
    return MessagesRead(read=repository.mark_read(tx, participant_id))


def count_unread(tx: Transaction, *, cursor: str | None, limit: int) -> Page[UnreadMessages]:
    """Unread messages to the actor, per participant. Raises `CursorInvalid`."""
    rows = repository.count_unread(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda unread: unread.participant_id)
