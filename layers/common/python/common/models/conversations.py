"""Conversations, who takes part in them, and what is written there."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output
from common.models.brands import BrandCard


class ConversationKind(StrEnum):
    """What a conversation is about; a deal, an application to a gig and a participation have a subject."""

    DEAL = "deal"
    GIG = "gig"
    CAMPAIGN = "campaign"
    DIRECT = "direct"
    SUPPORT = "support"


class TalkingSide(StrEnum):
    """For whom something is said."""

    BRAND = "brand"
    PERSON = "person"
    SUPPORT = "support"
    SYSTEM = "system"


class MessageKind(StrEnum):
    """What a message is: words, files (with or without words), news of the system, or an offer."""

    TEXT = "text"
    FILE = "file"
    SYSTEM = "system"
    OFFER = "offer"


class Correspondent(Output):
    """Who says something, as both sides may call them."""

    user_id: UUID | None
    """By the account's id; null: their account is gone."""
    name: str
    """The person's; of a brand's people the brand's, of administrators "Support"."""
    avatar_url: str | None


class AttachedFile(Output):
    """A file of a message."""

    id: UUID
    file_name: str
    media_type: str
    size_bytes: int


class QuotedMessage(Output):
    """The beginning of a message: the last one of a conversation, or one that is answered."""

    seq: int
    """Its number in the conversation."""
    side: TalkingSide
    kind: MessageKind
    body: str
    """At most 200 characters."""
    redacted: bool
    """Whether an administrator has taken its text away."""
    created_at: datetime


class Message(Output):
    """A message. Its number is its place: they count from 1, without gaps."""

    conversation_id: UUID
    seq: int
    """Its number in the conversation."""
    id: UUID
    side: TalkingSide
    sender: Correspondent | None
    """None: the system itself."""
    client_id: UUID | None
    """Of one's own messages, as it was sent."""
    kind: MessageKind
    body: str
    deal_id: UUID | None
    """Of an offer: the deal that is offered."""
    warnings: list[str]
    """The rules of which the reader should be warned, by their keys."""
    attachments: list[AttachedFile]
    reply_to_seq: int | None
    """The number of the message that it answers."""
    reply_to: QuotedMessage | None
    """The beginning of that message."""
    redacted_at: datetime | None
    """When an administrator took its text away; null: it is as it was sent."""
    redaction_reason: str | None
    """Why; null: it is as it was sent."""
    created_at: datetime


class ConversationMember(Output):
    """What a conversation is to whoever asks."""

    last_read_seq: int
    """Up to this number they have read."""
    last_delivered_seq: int
    """Up to this number one of their devices has got it."""
    unread_count: int
    """Messages of others behind `last_read_seq`."""
    marked_unread: bool
    """Whether they want to come back to it; reading takes the mark away."""
    muted_until: datetime | None
    """Until then no mail tells of it; null: it is not muted."""
    archived_at: datetime | None
    """Since when it is out of the way; null: it is not."""


class Conversation(Output):
    """A conversation between a brand and a person, or a person and support."""

    id: UUID
    kind: ConversationKind
    brand_id: UUID | None
    """None: with support."""
    brand: BrandCard | None
    person_user_id: UUID
    """The creator, or whoever asks support, by the account's id."""
    person: Correspondent
    subject_id: UUID | None
    """The deal, the application, or the participation; null: direct, or with support."""
    last_seq: int
    """The number of the last message; 0: nothing was written yet."""
    last_message_at: datetime | None
    """When it was written; null: nothing was."""
    last_message: QuotedMessage | None
    """The beginning of the last message."""
    person_read_seq: int
    """Up to this number the person has read."""
    person_delivered_seq: int
    """Up to this number a device of the person has got it."""
    team_read_seq: int
    """Up to this number somebody of the brand, or of support, has read."""
    team_delivered_seq: int
    """Up to this number a device of somebody there has got it."""
    me: ConversationMember
    """What it is to whoever asks; without messages since they came, nothing is unread."""
    closed_at: datetime | None
    """Since then it can only be read."""
    created_at: datetime


class UserBlock(Output):
    """Somebody of whom one wants nothing."""

    blocked_user_id: UUID
    """Who is blocked, by the account's id."""
    name: str | None
    """What one calls them: their name, or their brand's; null: there is no conversation with them."""
    reason: str
    """Why; nobody else reads it."""
    created_at: datetime
