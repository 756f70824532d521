"""Bodies and answers of invites."""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from common.models.agent_invites import AgentInvite, InviteChannel
from common.models.base import Input, Output

Note = Annotated[str, StringConstraints(max_length=500)]
MOST_CONTACTS = 100


class InviteOutcome(StrEnum):
    """What became of inviting a contact.

    queued: there is an invite. share_only: we may not write there, the agent sends the text. no_address: the
    contact has no mail address. already_invited: by this agent, in the last 180 days. joined, opted_out, bounced: as
    the contact.
    """

    QUEUED = "queued"
    SHARE_ONLY = "share_only"
    NO_ADDRESS = "no_address"
    ALREADY_INVITED = "already_invited"
    JOINED = "joined"
    OPTED_OUT = "opted_out"
    BOUNCED = "bounced"


class InviteDraft(Input):
    """Whom to invite, and how: one contact or a list."""

    contact_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_CONTACTS)] | None = None
    """Contacts of one's own; one that is named twice is invited once."""
    contact_id: UUID | None = None
    """A contact of one's own, in place of a list."""
    channel: InviteChannel
    message: Note = ""
    """What the agent writes beside our text, without links."""

    @model_validator(mode="after")
    def names_somebody(self) -> Self:
        """One of both."""
        if (self.contact_ids is None) == (self.contact_id is None):
            raise ValueError("either contact_id or contact_ids is needed")
        return self

    @property
    def contacts(self) -> list[UUID]:
        """Whom to invite, each once."""
        named = [self.contact_id] if self.contact_id is not None else self.contact_ids or []
        return list(dict.fromkeys(named))


class Reminder(Input):
    """What a second mail says."""

    message: Note = ""
    """What the agent writes beside our text, without links."""


class ShareText(Output):
    """What an agent sends to somebody themselves."""

    text: str
    """A text with the link in it, to be changed as one likes."""
    link: str
    """Where it leads: of a referral code, or of the invite."""


class InvitedContact(Output):
    """What became of inviting one contact."""

    contact_id: UUID
    """Whom it is about."""
    outcome: InviteOutcome
    """What became of it."""
    invite: AgentInvite | None
    """What was made; null: nothing, the outcome says why."""
    share: ShareText | None
    """What to send oneself; null: we write, or there is nothing to send (no referral code that is good)."""


class InvitedContacts(Output):
    """What became of each contact, in no particular order."""

    data: list[InvitedContact]


class MadeInvite(Output):
    """What the database says of inviting one contact; the token only of what the agent shares."""

    contact_id: UUID
    outcome: InviteOutcome
    invite_id: UUID | None
    token: str | None
