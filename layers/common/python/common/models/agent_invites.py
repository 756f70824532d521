"""Invites that agents make, and where they may be sent by mail."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class InviteStatus(StrEnum):
    """How far an invite got, as its agent is shown it.

    `sent` from the first moment, also where its mail waits, fails, or never goes out because the address wants none,
    had one of another agent or has an account. `joined`: somebody signed up by it.
    """

    SENT = "sent"
    OPENED = "opened"
    CLICKED = "clicked"
    JOINED = "joined"
    BOUNCED = "bounced"


class InviteChannel(StrEnum):
    """email: we write; share: the agent sends the text; sms: not there yet."""

    EMAIL = "email"
    SMS = "sms"
    SHARE = "share"


class AgentInvite(Output):
    """An invite of an agent to one of their contacts."""

    id: UUID
    agent_user_id: UUID
    """Whose it is, by the account's id."""
    contact_id: UUID | None
    """Whom it went to; null: the contact is forgotten."""
    channel: InviteChannel
    template: str
    """What was sent: `agent_invite`, or `share_text` for the agent to send."""
    status: InviteStatus
    reminder_of: UUID | None
    """The invite that it reminds of; null: it is a first one."""
    created_at: datetime


class EmailDecision(StrEnum):
    """allowed: one mail and one reminder; one_message: no reminder; share_only: we send none."""

    ALLOWED = "allowed"
    ONE_MESSAGE = "one_message"
    SHARE_ONLY = "share_only"


class SmsDecision(StrEnum):
    """opted_in: to those who agreed themselves; share_only: we send none."""

    OPTED_IN = "opted_in"
    SHARE_ONLY = "share_only"


class InvitePolicy(Output):
    """What we may send to a country. A country without one: nothing."""

    country: str
    """As ISO 3166 names it in two letters."""
    email: EmailDecision
    sms: SmsDecision
    note: str
    """The law that says so."""
    updated_by: UUID | None
    """Who changed it last; null: it came with the system."""
    created_at: datetime
    updated_at: datetime
