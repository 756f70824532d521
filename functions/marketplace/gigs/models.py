"""Bodies of gigs. Amounts are minor units."""

from enum import StrEnum
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from common.models.base import Input, Moment, Output
from common.models.campaigns import CountryCode, Language
from common.models.gigs import GigMode
from common.models.platform import Platform
from common.money import Amount, GivenWalletCurrency, PositiveAmount
from marketplace.deals.models import Title

Question = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class GigSort(StrEnum):
    """In which order gigs are found."""

    NEW = "new"
    PRICE = "price"


class GigDraft(Input):
    """What a gig says. A gig that is claimed takes its prices from its budget when it is opened."""

    brand_id: UUID | None = None
    """The brand whose gig it is; needed by members of several brands only."""
    mode: GigMode = GigMode.APPLICATION
    title: Title
    description: Annotated[str, StringConstraints(max_length=20_000)] = ""
    category: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = None
    currency: GivenWalletCurrency = "usd"
    price_min: PositiveAmount | None = None
    """The least that a creator gets, in minor units; needed to open a gig by application."""
    price_max: PositiveAmount | None = None
    """The most that a creator gets, in minor units; needed to open a gig by application."""
    slots_total: Annotated[int, Field(ge=1, le=1_000)] = 1
    """How many deals it takes."""
    followers_min: Annotated[int, Field(ge=0, le=10**12)] | None = None
    """The fewest followers that a creator has; null: any number."""
    followers_max: Annotated[int, Field(ge=0, le=10**12)] | None = None
    """The most followers that a creator may have; null: any number."""
    platforms: Annotated[list[Platform], Field(max_length=5, default_factory=list)]
    countries: Annotated[list[CountryCode], Field(max_length=60, default_factory=list)]
    """Countries (ISO 3166) that the creator has to live in one of; empty: any."""
    languages: Annotated[list[Language], Field(max_length=60, default_factory=list)]
    questions: Annotated[list[Question], Field(max_length=10, default_factory=list)]
    """What applicants are asked."""
    due_days: Annotated[int, Field(ge=1, le=30)] = 14
    """Days for the work, from when its money is held."""
    revision_limit: Annotated[int, Field(ge=0, le=10)] = 2
    """How often rejected work may be done again."""
    review_hours: Annotated[int, Field(ge=24, le=336)] = 72
    """Hours for a review; then work is approved."""
    keep_live_days: Annotated[int, Field(ge=0, le=30)] = 0
    """Days that a post has to stay before it is paid."""
    applications_close_at: Moment | None = None
    """Until when one may apply; null: as long as it is open."""
    ends_at: Moment | None = None
    """When it closes by itself, at most 60 days after it opens; without it, as late as that."""
    budget_total: Amount | None = None
    """What the slots' prices add up to, or the lid of what deals by application may cost; fees come on top."""

    @model_validator(mode="after")
    def prices_are_in_order(self) -> Self:
        """The least is not above the most."""
        if self.price_min is not None and self.price_max is not None and self.price_min > self.price_max:
            raise ValueError("price_min is above price_max")
        if None not in (self.followers_min, self.followers_max) and self.followers_min > self.followers_max:  # type: ignore[operator]
            raise ValueError("followers_min is above followers_max")
        return self

    def columns(self) -> dict[str, Any]:
        """What the table holds of it."""
        return self.model_dump(exclude={"brand_id", "budget_total"})


class GigClosing(Input):
    """Why it is closed, for the brand's own record."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    """Why, in a few words; empty: nothing was said."""


class GigClosed(Output):
    """What closing gave back of slots that nobody took, in minor units."""

    gig_id: UUID
    """The gig."""
    refunded_amount: int
    currency: str


class Claimed(Output):
    """The running deal of a claim; its money is held."""

    deal_id: UUID
    """The deal."""
