"""Bodies of deals. Amounts are minor units."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.base import Input
from common.models.texts import Written
from common.money import GivenWalletCurrency, PositiveAmount

Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), Written]


class MilestoneDraft(Input):
    """A part of an offer."""

    title: Title
    price: PositiveAmount
    """What the creator gets, in minor units; the fee comes on top for the brand."""
    due_days: Annotated[int, Field(ge=1, le=30)] = 14
    """Days for the work, from when its money is held."""


class OfferDraft(Input):
    """An offer to one creator, with up to twenty milestones that are done and paid in turn."""

    brand_id: UUID | None = None
    """The brand that offers; needed by members of several brands only."""
    creator_user_id: UUID
    currency: GivenWalletCurrency = "usd"
    title: Title
    description: Annotated[str, StringConstraints(max_length=20_000)] = ""
    revision_limit: Annotated[int, Field(ge=0, le=10)] = 2
    """How often rejected work may be done again."""
    review_hours: Annotated[int, Field(ge=24, le=336)] = 72
    """Hours for a review; then work is approved."""
    keep_live_days: Annotated[int, Field(ge=0, le=30)] = 0
    """Days that a post has to stay before it is paid."""
    milestones: Annotated[list[MilestoneDraft], Field(min_length=1, max_length=20)]

    def terms(self) -> dict[str, Any]:
        """What both sides accept, beside title, currency and milestones."""
        return self.model_dump(include={"description", "revision_limit", "review_hours", "keep_live_days"})
