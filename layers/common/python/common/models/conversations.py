"""Conversations: what their table holds."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class ConversationKind(StrEnum):
    """What a conversation is about; a deal, an application to a gig and a participation in a campaign have a subject."""

    DEAL = "deal"
    GIG = "gig"
    CAMPAIGN = "campaign"
    DIRECT = "direct"
    SUPPORT = "support"


class Conversation(Output):
    """A row of `conversations`."""

    id: UUID
    kind: ConversationKind
    brand_id: UUID | None
    """None: with support."""
    person_user_id: UUID
    subject_id: UUID | None
    last_seq: int
    """The number of the last message."""
    last_message_at: datetime | None
    closed_at: datetime | None
    created_at: datetime
