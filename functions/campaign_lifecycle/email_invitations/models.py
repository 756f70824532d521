"""Bodies and answers of invitations by e-mail. Amounts are minor units."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from campaign_lifecycle.invitations.models import Terms
from common.models.base import Input, Output
from common.models.invitations import EmailInvitationStatus
from common.models.mailboxes import EmailAddress
from common.money import Amount


class EmailInvitationDraft(Input):
    """Whom to invite, for how much (minor units; without it, what the deliverables will pay together)."""

    email: EmailAddress
    agreed_amount: Amount | None = None
    message: Annotated[str, StringConstraints(max_length=5_000)] = ""
    terms: Terms = ""


class SentEmailInvitation(Output):
    """What was asked for. Whether the address has an account, or wants no mail, it does not tell."""

    id: UUID
    campaign_id: UUID
    email: str
    agreed_amount: int | None
    expires_at: datetime


class RedeemEmailInvitation(Input):
    """The token that came by e-mail."""

    token: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """What stands in the address of the mail's button."""


class RedeemedEmailInvitation(Output):
    """What has become of an invitation to the caller's address; null where the campaign takes nobody (now)."""

    campaign_id: UUID
    status: EmailInvitationStatus
    invitation_id: UUID | None
    """The invitation of the campaign; null: the campaign takes nobody, or nobody now."""


class SettledInvitations(Output):
    """What a pass of the clock did, and the last invitation that it looked at."""

    taken_up: int
    expired: int
    last_looked_at: UUID | None
