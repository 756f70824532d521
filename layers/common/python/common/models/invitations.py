"""Invitations, offers about them, and those who came by them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output
from common.models.brands import BrandCard
from common.models.creators import CreatorCard


class InvitationStatus(StrEnum):
    """pending is answered once, expires, or is withdrawn by the brand."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Invitation(Output):
    """An invitation to a campaign, with what was agreed on so far, in the campaign's currency."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID
    creator: CreatorCard
    brand: BrandCard
    invited_by: UUID
    """Who of the brand invited, by the account's id."""
    status: InvitationStatus
    agreed_amount: int
    message: str
    terms: str
    invited_at: datetime
    """When the creator was invited."""
    responded_at: datetime | None
    expires_at: datetime
    decline_reason: str | None
    """Why the creator declined, where they say so."""
    withdrawn_at: datetime | None
    fee_basis_points: int
    net_amount: int


class EmailInvitationStatus(StrEnum):
    """pending becomes an invitation of the campaign, is withdrawn, lapses or expires."""

    PENDING = "pending"
    INVITED = "invited"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    EXPIRED = "expired"


class LapseReason(StrEnum):
    """What no longer held when somebody came by an invitation, or before."""

    CAMPAIGN_ENDED = "campaign_ended"
    BRAND_BARRED = "brand_barred"
    ON_BOTH_SIDES = "on_both_sides"
    ALREADY_INVITED = "already_invited"
    NOT_ALLOWED = "not_allowed"


class EmailInvitation(Output):
    """An invitation that went to an address; agreed_amount in minor units of the campaign's currency.

    Without an amount it is what the deliverables pay together when it becomes the invitation `invitation_id`.
    """

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    email: str
    invited_by: UUID
    """Who invited, by the account's id."""
    status: EmailInvitationStatus
    agreed_amount: int | None
    """What was offered before the fee, in minor units; null: what the deliverables pay together."""
    message: str
    terms: str
    expires_at: datetime
    ended_at: datetime | None
    """When it was taken up, withdrawn, or came to nothing; null: it is open."""
    lapse_reason: LapseReason | None
    invitation_id: UUID | None
    """The invitation of the campaign that it has become; null: none."""
    created_at: datetime
    updated_at: datetime
