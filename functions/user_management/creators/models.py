"""Bodies and answers of creators' profiles."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from common.models.addresses import Destination
from common.models.base import Day, Input, Output
from common.models.campaigns import Language
from common.models.creators import Availability, CreatorProfile, CreatorRate
from common.models.deliverables import DeliverableType
from common.models.lines import Headline, Line, ShortLine
from common.models.names import Name
from common.models.time_zones import TimeZone
from common.money import GivenWalletCurrency, PositiveAmount

MOST_CATEGORIES = 20
MOST_LANGUAGES = 20
MOST_LINKS = 10
MOST_RATES = 144
"""One for each type of deliverable and currency."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=3, max_length=40)]
"""Small letters and digits of ASCII, with single hyphens between them."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1: `DE`."""


class RateDraft(Input):
    """What a creator asks for one piece, in minor units of the currency."""

    deliverable_type: DeliverableType
    currency: GivenWalletCurrency
    amount: PositiveAmount


class ProfileDraft(Input):
    """The whole profile: what is left out is empty from then on.

    `categories` are those of `GET /api/v1/creator-categories`, or other names of them. A public media kit needs a
    slug; `available_from` (a day, UTC) is for who is limited or closed until then.
    """

    display_name: Name
    headline: Headline = ""
    slug: Slug | None = None
    """The last part of the media kit's address; null: none."""
    media_kit_public: bool = False
    """Whether the media kit is shown to everybody, which needs a slug."""
    categories: Annotated[list[ShortLine], Field(max_length=MOST_CATEGORIES)] = Field(default_factory=list)
    """Those of `listCreatorCategories`, or other names of them."""
    languages: Annotated[list[Language], Field(max_length=MOST_LANGUAGES)] = Field(default_factory=list)
    country_code: Country | None = None
    city: Line | None = None
    rates: Annotated[list[RateDraft], Field(max_length=MOST_RATES)] = Field(default_factory=list)
    portfolio_links: Annotated[list[Destination], Field(max_length=MOST_LINKS)] = Field(default_factory=list)
    availability: Availability = Availability.OPEN
    available_from: Day | None = None
    """The day (UTC) from which on they take work again: for who is limited or closed until then."""
    time_zone: TimeZone | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.media_kit_public and self.slug is None:
            raise ValueError("a public media kit needs a slug")
        if self.available_from is not None and self.availability is Availability.OPEN:
            raise ValueError("who is open is not available from another day")
        priced = [(rate.deliverable_type, rate.currency) for rate in self.rates]
        if len(set(priced)) < len(priced):
            raise ValueError("one rate for each type and currency")
        return self


class ProfilePart(StrEnum):
    """What a whole profile consists of."""

    HEADLINE = "headline"
    AVATAR = "avatar"
    CATEGORIES = "categories"
    COUNTRY = "country"
    CITY = "city"
    LANGUAGES = "languages"
    RATES = "rates"
    PORTFOLIO_LINKS = "portfolio_links"
    ACCOUNT = "account"
    ENGAGEMENT = "engagement"


class ProfileGap(Output):
    """A part of a profile as `app.profile_gaps` judges it; `points` in hundredths of a point of a score."""

    part: ProfilePart
    is_missing: bool
    points: int


class MissingPart(Output):
    """What a profile lacks, and how many points of 100 that costs in a campaign that asks for it, at most."""

    part: ProfilePart
    matching_points: Decimal
    """How many points of 100 it costs in a campaign that asks for it, at most; a decimal number."""


class Completeness(Output):
    """How much of a whole profile there is, 0–100: every part counts alike. What costs most is named first."""

    percent: int
    """0 to 100: every part counts alike."""
    missing: list[MissingPart]
    """What costs most first."""


class StoredProfile(CreatorProfile):
    """The row, its rates, and how each part is judged."""

    rates: list[CreatorRate]
    gaps: list[ProfileGap]


class OwnProfile(CreatorProfile):
    """A creator's own profile. `media_kit_url` leads to the public page, while it is published."""

    rates: list[CreatorRate]
    completeness: Completeness
    media_kit_url: str | None
    """The public page's address; null while it is not published."""
