"""Bodies of saved searches, and what a search of the directory may ask for."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from common.models.base import Input, left_out
from common.models.deliverables import DeliverableType
from common.models.lines import Line, ShortLine
from common.models.platform import Platform
from common.money import Amount, GivenWalletCurrency

Followers = Annotated[int, Field(ge=0, le=10**10, strict=True)]
Language = Annotated[str, StringConstraints(to_lower=True, pattern=r"^[A-Za-z]{2,3}$")]
Country = Annotated[str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{2}$")]


class CreatorSort(StrEnum):
    """What a search of the directory puts first."""

    FOLLOWERS = "followers"
    ENGAGEMENT = "engagement"
    NAME = "name"
    NEWEST = "newest"


class CreatorFilters(Input):
    """The query parameters of `GET /api/v1/creators`; `max_rate` in minor units of `rate_currency`."""

    search: ShortLine | None = None
    platform: Platform | None = None
    category: ShortLine | None = None
    country: Country | None = None
    min_followers: Followers | None = None
    max_followers: Followers | None = None
    min_engagement: Annotated[Decimal, Field(ge=0, le=9, decimal_places=6)] | None = None
    languages: Annotated[list[Language], Field(min_length=1, max_length=10)] | None = None
    rate_type: DeliverableType | None = None
    rate_currency: GivenWalletCurrency | None = None
    max_rate: Amount | None = None
    sort: CreatorSort | None = None

    @model_validator(mode="after")
    def _ask_for_something_possible(self) -> Self:
        if None not in (self.min_followers, self.max_followers) and self.min_followers > self.max_followers:  # type: ignore[operator]  # neither is None
            raise ValueError("min_followers must not be above max_followers")
        given = [self.rate_type, self.rate_currency, self.max_rate]
        if any(one is not None for one in given) and None in given:
            raise ValueError("rate_type, rate_currency and max_rate belong together")
        return self


class SearchDraft(Input):
    """A search to keep, for the caller's only brand unless one is named."""

    brand_id: UUID | None = None
    name: Line
    filters: CreatorFilters


class SearchPatch(Input):
    """What to change; filters are replaced as a whole."""

    name: Line = left_out()
    filters: CreatorFilters = left_out()
