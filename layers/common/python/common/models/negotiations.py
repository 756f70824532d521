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
    """An offer about an invitation; amount in minor units.

    `net_amount` is what the creator earns of it once all is approved, `fee_basis_points` what the platform takes
    (1000 is 10 %): by the fee of this moment; that of the approval counts.
    """

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
