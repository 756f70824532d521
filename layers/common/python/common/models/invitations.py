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
    """An invitation; agreed_amount in minor units of the campaign's currency.

    `net_amount` is what the creator earns of it once all is approved, `fee_basis_points` what the platform takes
    (1000 is 10 %): by the fee of this moment; that of the approval counts.
    """

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
