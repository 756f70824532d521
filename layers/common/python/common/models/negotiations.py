"""Offers about an invitation."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class NegotiationStatus(StrEnum):
    """proposed is answered once: by a counter-offer, yes or no of the other side, or withdrawn by its own."""

    PROPOSED = "proposed"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Negotiation(Output):
    """An offer about an invitation, in the campaign's currency."""

    id: UUID
    invitation_id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID
    proposed_by: UUID
    """Who made the offer, by the account's id."""
    from_creator: bool
    amount: int
    terms: str
    status: NegotiationStatus
    answered_at: datetime | None
    created_at: datetime
    fee_basis_points: int
    net_amount: int
