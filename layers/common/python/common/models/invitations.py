"""Invitations, offers about them, and those who came by them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


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
