"""Statements of messages: they are those of the conversation about a participation, which SQL functions write."""

from typing import LiteralString
from uuid import UUID

from campaign_lifecycle.messages.models import UnreadMessages
from common.database import Transaction
from common.models.messages import CampaignMessage

MESSAGE: LiteralString = (
    "m.id, p.id as participant_id, p.campaign_id, m.sender_user_id, m.side = 'person' as from_creator, m.body,"
    " app.message_read_at(m.conversation_id, m.seq) as read_at, m.created_at,"
    " app.creator_card(m.person_user_id) as creator, app.brand_card(m.brand_id) as brand"
)
TALKS: LiteralString = (
    "conversations as c join campaign_participants as p on p.id = c.participant_id"
    " join messages as m on m.conversation_id = c.id and m.sender_user_id is not null"
)
"""What people wrote; what the system says in between has no place in this shape."""


def open_conversation(tx: Transaction, participant_id: UUID) -> UUID:
    """The open conversation about a participation. Raises `NotFound`, `Forbidden`, `ConversationClosed`."""
    found: UUID = tx.fetch_value("select app.participation_conversation(%(id)s)", {"id": participant_id})
    return found


def send_message(
    tx: Transaction, conversation_id: UUID, *, client_id: UUID, body: str, warned: list[str]
) -> int:
    """Write for the actor; the number. Raises `Forbidden`, `ConversationClosed`, `Blocked`."""
    seq: int = tx.fetch_value(
        "select app.send_message(%(conversation)s, %(client_id)s, %(body)s, '{}', null, %(warned)s)",
        {"conversation": conversation_id, "client_id": client_id, "body": body, "warned": warned},
    )
    return seq


def find_message(tx: Transaction, conversation_id: UUID, seq: int) -> CampaignMessage:
    """One message of a conversation. Raises `NotFound`."""
    return tx.fetch_one(
        CampaignMessage,
        f"select {MESSAGE} from {TALKS} where m.conversation_id = %(conversation)s and m.seq = %(seq)s",
        {"conversation": conversation_id, "seq": seq},
    )


def list_messages(
    tx: Transaction, participant_id: UUID, *, before: UUID | None, limit: int
) -> list[CampaignMessage]:
    """Messages, newest first: by their numbers, the newest conversation first where an earlier one was closed."""
    return tx.fetch_all(
        CampaignMessage,
        f"select {MESSAGE} from {TALKS} where c.participant_id = %(id)s and (%(before)s::uuid is null"
        " or (m.conversation_id, m.seq) < (select b.conversation_id, b.seq from messages as b where b.id = %(before)s))"
        " order by m.conversation_id desc, m.seq desc limit %(limit)s",
        {"id": participant_id, "before": before, "limit": limit},
    )


def mark_read(tx: Transaction, participant_id: UUID) -> int:
    """Mark what the other side wrote as read; how many nobody had read. Raises `NotFound`, `Forbidden`."""
    read: int = tx.fetch_value("select app.read_participation(%(id)s)", {"id": participant_id})
    return read


def count_unread(tx: Transaction, *, before: UUID | None, limit: int) -> list[UnreadMessages]:
    """Unread messages to the actor, per participant, the newest participant first."""
    return tx.fetch_all(
        UnreadMessages,
        f"select p.id as participant_id, p.campaign_id, count(*) as unread from {TALKS} where"
        " case c.person_user_id when auth.uid() then m.side = 'brand' and m.seq > c.person_read_seq"
        " else auth.uid() is not null and m.side = 'person' and m.seq > c.team_read_seq end"
        " and c.last_seq > case c.person_user_id when auth.uid() then c.person_read_seq else c.team_read_seq end"
        " and (%(before)s::uuid is null or p.id < %(before)s)"
        " group by p.id, p.campaign_id order by p.id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )
