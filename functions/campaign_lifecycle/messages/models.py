"""Bodies and answers of messages."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from common.models.base import Input, Output
from common.models.texts import Written


class CampaignMessageDraft(Input):
    """What to say."""

    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000), Written]


class UnreadMessages(Output):
    """How many messages to the caller are unread, for one participant."""

    participant_id: UUID
    campaign_id: UUID
    unread: int
    """How many nobody of one's own side has read."""


class MessagesRead(Output):
    """How many messages were marked as read."""

    read: int
    """How many were unread until now."""
