"""A deal as its statement gives it, and what clients see of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from common.models.base import Output
from common.models.brands import BrandCard
from common.models.creators import CreatorCard
from common.models.deals import WHAT_HAPPENS_THEN, Deal, DealStatus, DealSummary, Milestone, NextStep

OFFER_EXPIRES = "The offer expires: nobody has answered it."


class DealRow(Output):
    """A row, with the deadline of its held funds that acts next."""

    id: UUID
    brand_id: UUID
    brand: BrandCard
    creator_user_id: UUID
    creator: CreatorCard
    gig_id: UUID | None
    application_id: UUID | None
    slot_id: UUID | None
    title: str
    currency: str
    price: int
    fee_basis_points: int
    fee: int
    total: int
    status: DealStatus
    offer_expires_at: datetime | None
    brand_accepted_at: datetime | None
    creator_accepted_at: datetime | None
    closed_at: datetime | None
    escrow_deadline: datetime | None
    next_step: NextStep | None
    created_at: datetime
    terms: dict[str, Any]
    terms_hash: str

    def _shown(self) -> dict[str, Any]:
        is_offer = self.status is DealStatus.OFFERED
        then = OFFER_EXPIRES if is_offer else WHAT_HAPPENS_THEN[self.next_step] if self.next_step else None
        return {
            name: getattr(self, name)
            for name in DealRow.model_fields
            if name not in ("escrow_deadline", "next_step")
        } | {
            "next_deadline": self.offer_expires_at if is_offer else self.escrow_deadline,
            "what_happens_then": then,
        }

    def summary(self) -> DealSummary:
        """As lists show it."""
        shown = self._shown()
        return DealSummary(**{name: shown[name] for name in DealSummary.model_fields})

    def whole(self, milestones: list[Milestone]) -> Deal:
        """As it is read alone."""
        return Deal(**self._shown(), milestones=milestones)
