"""Bodies and answers of conversations."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from common.models.base import Input, Moment, Output, Page, left_out
from common.models.conversations import Conversation, ConversationKind, ConversationMember

Seq = Annotated[int, Field(ge=0, lt=2**63)]
"""The number of a message, as large as the database's `bigint`."""


class ConversationDraft(Input):
    """Whom one wants to write to, and about what."""

    kind: ConversationKind
    subject_id: UUID | None = None
    """The deal, the application to a gig (`gig`) or the participation in a campaign; of `direct` and `support` none."""
    brand_id: UUID | None = None
    """Of `direct`: the brand."""
    user_id: UUID | None = None
    """Of `direct`, from the brand: the person. Of `support`, from an administrator: whom it is for. Else oneself."""

    @model_validator(mode="after")
    def _names_what_it_is_about(self) -> Self:
        has_subject = self.kind not in {ConversationKind.DIRECT, ConversationKind.SUPPORT}
        if has_subject != (self.subject_id is not None):
            raise ValueError("must name a subject where it is about one, and only there")
        if (self.kind is ConversationKind.DIRECT) != (self.brand_id is not None):
            raise ValueError("must name the brand where it is direct, and only there")
        return self


class ConversationPatch(Input):
    """What a conversation is to oneself; what is sent changes."""

    muted_until: Moment | None = None
    """Until then no mail tells of its messages; null: not muted."""
    archived: bool = left_out()
    """Whether it is out of the way until something is written; it does not count in the badge."""
    marked_unread: bool = left_out()
    """Whether to come back to it."""


class Mark(Input):
    """Up to which message."""

    seq: Seq
    """The number of the message; a smaller one than before changes nothing."""


class Badge(Output):
    """What is unread, over all conversations that are not archived."""

    unread: int
    """Messages of others that were not read."""
    conversations: int
    """Conversations that have any, or are marked as unread."""


class Marked(Output):
    """How it stands after a mark."""

    me: ConversationMember
    """What the conversation is to whoever asks."""
    badge: Badge


class ConversationPage(Page[Conversation]):
    """A page of conversations, and all that an open client needs to go on from here."""

    changed_after: str
    """What to ask with next time, for what has changed since; that of the first page is kept for all pages."""
    badge: Badge
