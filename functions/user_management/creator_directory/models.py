"""What a brand asks of the directory, and what it sees of a creator."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self
from unicodedata import normalize
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from common.models.base import Input, Output
from common.models.campaigns import Category, CountryCode
from common.models.creators import Availability, CreatorRate
from common.models.deliverables import DeliverableType
from common.models.lines import visible
from common.models.platform import Platform

MOST_CHOICES = 20
"""Values of one filter, any of which will do."""
MOST = 2**63 - 1
LARGEST_RATE = 1_000_000_000_000
"""What a creator can ask at most, in minor units (`creator_rates_amount_is_payable`)."""


def _written(name: str) -> str:
    if not any(character.isalnum() for character in normalize("NFKD", name)):
        raise ValueError("must hold a letter or a digit")
    return name


SearchedName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(visible),
    AfterValidator(_written),
]
SearchedLanguage = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, max_length=35, pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$"
    ),
]


class CreatorOrder(StrEnum):
    """How a list of creators is sorted: the most, the best and the newest first, names from A on."""

    FOLLOWERS = "followers"
    ENGAGEMENT = "engagement"
    NEWEST = "newest"
    NAME = "name"


class CreatorFilters(Input):
    """Filters of the directory: all that are given must match; of several values of one, any.

    `search`: words of a name, each from its beginning, without regard to case and accents. Followers add up over the
    connected platforms; of engagement (a share: 0.03 is 3 %) the best platform counts. A rate is given whole:
    `rate_type`, `rate_currency` and `rate_max`, in minor units.
    """

    search: SearchedName | None = Field(
        None, description="Words of a name, each from its beginning, without regard to case and accents."
    )
    platform: list[Platform] | None = Field(
        None,
        max_length=MOST_CHOICES,
        description="Only who has an account on one of these platforms; several with commas between them.",
    )
    category: list[Category] | None = Field(
        None,
        max_length=MOST_CHOICES,
        description="Only who has one of these categories; several with commas between them.",
    )
    country: list[CountryCode] | None = Field(
        None,
        max_length=MOST_CHOICES,
        description="Only who is in one of these countries, ISO 3166-1 alpha-2; several with commas between them.",
    )
    language: list[SearchedLanguage] | None = Field(
        None,
        max_length=MOST_CHOICES,
        description="Only who speaks one of these languages, as `de`; several with commas between them.",
    )
    followers_min: int | None = Field(
        None, ge=0, le=MOST, description="At least so many followers on all platforms together."
    )
    followers_max: int | None = Field(
        None, ge=0, le=MOST, description="No more followers than this on all platforms together."
    )
    engagement_min: Decimal | None = Field(
        None,
        ge=0,
        lt=10,
        allow_inf_nan=False,
        max_digits=7,
        decimal_places=6,
        description="At least this engagement rate on the best platform: 0.03 is 3 %.",
    )
    rate_type: DeliverableType | None = Field(
        None, description="What the rate is for; with `rate_currency` and `rate_max`, or none of them."
    )
    rate_currency: str | None = Field(
        None, pattern=r"^[a-z]{3}$", description="The currency of the rate, ISO 4217 in lower case."
    )
    rate_max: int | None = Field(
        None, ge=1, le=LARGEST_RATE, description="Only who publishes a rate of at most this, in minor units."
    )

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        low, high = self.followers_min, self.followers_max
        if low is not None and high is not None and low > high:
            raise ValueError("followers_min must not be above followers_max")
        if len({part is None for part in (self.rate_type, self.rate_currency, self.rate_max)}) > 1:
            raise ValueError("rate_type, rate_currency and rate_max go together")
        return self


class CreatorSearch(CreatorFilters):
    """A page of the directory: what is looked for, and in which order."""

    sort: CreatorOrder = Field(
        CreatorOrder.FOLLOWERS,
        description="`followers`, `engagement` or `newest`: the most, the best or the newest first; `name`:"
        " names from A on.",
    )


class ListedCreator(Output):
    """A creator as the directory shows them; rates in minor units, `available_from` a day in UTC.

    `slug` is the address of a public media kit, null where there is none. Followers add up over the connected
    platforms, of engagement the best one counts.
    """

    id: UUID
    display_name: str
    headline: str
    avatar_url: str | None
    slug: str | None
    """The last part of the public media kit's address; null: there is none."""
    verified: bool
    categories: list[str]
    languages: list[str]
    country_code: str | None
    city: str | None
    availability: Availability
    available_from: date | None
    platforms: list[Platform]
    total_followers: int
    best_engagement_rate: Decimal
    rates: list[CreatorRate]
    joined_at: datetime
    """When they became a creator here."""


class FoundCreator(ListedCreator):
    """A creator, and where they stand in the order of a search."""

    sort_key: str

    def listed(self) -> ListedCreator:
        """The creator alone."""
        return ListedCreator(**self.model_dump(exclude={"sort_key"}))


class CreatorAccount(Output):
    """A connected account: its public figures, as they were `as_of` (null: not read yet)."""

    platform: Platform
    username: str
    profile_url: str | None
    followers: int
    """Followers, as the platform last told."""
    engagement_rate: Decimal
    as_of: datetime | None
    """When the platform told these figures; null: it was not read yet."""


class CreatorDetails(ListedCreator):
    """A creator with everything that brands may see of them."""

    portfolio_links: list[str]
    time_zone: str | None
    accounts: list[CreatorAccount]
