"""What is looked for in messages, and what administrators decide about them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output
from common.models.conversations import TalkingSide


class PatternKind(StrEnum):
    """How a pattern is read: expressions of RE2 or words (a line each), domains, regions (ISO 3166), or nothing.

    Domains: `name.tld` and what lies under it; `~name.tld` what looks like it, `~own` like ours; `!name.tld` never.
    """

    REGEX = "regex"
    WORDS = "words"
    DOMAIN = "domain"
    PHONE = "phone"
    CARD = "card"


class Action(StrEnum):
    """What becomes of a message: delivered with a warning, kept for an administrator, refused."""

    WARN = "warn"
    HOLD = "hold"
    REMOVE = "remove"


class Scope(StrEnum):
    """When a rule holds: always, or until money of a deal between both is held."""

    ALWAYS = "always"
    BEFORE_DEAL = "before_deal"


class ModerationRule(Output):
    """A rule."""

    key: str
    """Its name, which never changes: messages name it."""
    pattern_kind: PatternKind
    pattern: str
    """What is looked for, as its kind says; of cards nothing."""
    action: Action
    scope: Scope
    sentence: str
    """What the sender is told."""
    active: bool
    """Whether messages are judged by it."""
    version: int
    """Raised with each change."""
    updated_by: UUID | None
    """Who changed it last; null: it came with the system."""
    created_at: datetime
    updated_at: datetime


class HeldStatus(StrEnum):
    """What became of a message that was kept back."""

    HELD = "held"
    RELEASED = "released"
    REFUSED = "refused"


class HeldMessage(Output):
    """A message that a rule has kept back."""

    id: UUID
    conversation_id: UUID
    brand_id: UUID | None
    """None: with support."""
    person_user_id: UUID
    """The person of the conversation, by the account's id."""
    sender_user_id: UUID
    """Who wrote it, by the account's id."""
    side: TalkingSide
    client_id: UUID
    """Which the sender's client chose for it."""
    body: str
    reply_to_seq: int | None
    """The number of the message that it answers."""
    attachment_ids: list[UUID]
    """The files that go with it."""
    rule: str
    """The key of the rule that kept it."""
    status: HeldStatus
    reviewed_by: UUID | None
    """Who decided, for administrators only."""
    reviewed_at: datetime | None
    """When it was decided; null: not yet."""
    reason: str | None
    """Why it was released or refused."""
    seq: int | None
    """Its number in the conversation, once it is released."""
    created_at: datetime


class ReportReason(StrEnum):
    """What is wrong with a message; off_platform: it leads away from here."""

    SPAM = "spam"
    ABUSE = "abuse"
    FRAUD = "fraud"
    OFF_PLATFORM = "off_platform"
    OTHER = "other"


class ReportStatus(StrEnum):
    """What an administrator says to a report."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class MessageReport(Output):
    """What somebody finds wrong with a message."""

    id: UUID
    conversation_id: UUID
    seq: int
    """The number of the message."""
    brand_id: UUID | None
    """None: with support."""
    person_user_id: UUID
    """The person of the conversation, by the account's id."""
    reporter_user_id: UUID
    """Who reports, by the account's id."""
    reason: ReportReason
    note: str
    """In the words of who reports."""
    status: ReportStatus
    reviewed_by: UUID | None
    """Who decided, for administrators only."""
    reviewed_at: datetime | None
    """When it was decided; null: not yet."""
    review_note: str | None
    """Why, for administrators only."""
    created_at: datetime


class WhyKept(StrEnum):
    """Why a text is shown no more."""

    REDACTION = "redaction"
    ERASURE = "erasure"


class MessageOriginal(Output):
    """The text of a message as it was, before it was taken away."""

    conversation_id: UUID
    seq: int
    """The number of the message."""
    body: str
    why: WhyKept
    created_at: datetime
    """When it was taken away."""
