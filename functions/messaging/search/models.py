"""Answers of the search."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output


class MessageHit(Output):
    """A message that was found; `snippet` is plain text around the first place with what was looked for."""

    id: UUID
    conversation_id: UUID
    """Where it was written."""
    seq: int
    """Its number: `before_seq` and `after_seq` of `listMessages` lead to what stands around it."""
    side: str
    """Who wrote it: brand, person, support or system."""
    sender_user_id: UUID | None
    """Who wrote it, by the account's id; null: the system."""
    created_at: datetime
    snippet: str
    """What stands around the place, at most 262 characters."""


class MessageHits(Output):
    """Messages that were found, newest first; a hundred at most, so that who finds too many looks for more words."""

    data: list[MessageHit]
