"""Creators as brands look for them, what fits a brand, and how well both go together."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from common.models.base import Output
from common.models.deliverables import DeliverableType
from common.models.platform import Platform


class Availability(StrEnum):
    """Whether a creator takes new work. Who is closed is not suggested for campaigns."""

    OPEN = "open"
    LIMITED = "limited"
    CLOSED = "closed"


class CreatorRate(Output):
    """What a creator asks for one piece; `amount` in minor units of `currency`."""

    deliverable_type: DeliverableType
    currency: str
    amount: int


class CreatorCard(Output):
    """Who a creator is, wherever something of theirs is shown; `slug` is the address of a public media kit.

    Of an account that was erased only the id is left: its name is "Former creator".
    """

    id: UUID
    display_name: str
    avatar_url: str | None
    slug: str | None
    """The last part of the public media kit's address; null: there is none."""


class CreatorProfile(Output):
    """What a creator says of themselves, and totals over their connected accounts.

    `avatar_url` is the picture of the person (`/api/v1/users/me`); `available_from` a day in UTC.
    """

    user_id: UUID
    display_name: str
    headline: str
    slug: str | None
    """The last part of the media kit's address; null: none."""
    media_kit_public: bool
    """Whether the media kit is shown to everybody."""
    categories: list[str]
    languages: list[str]
    country_code: str | None
    city: str | None
    portfolio_links: list[str]
    availability: Availability
    available_from: date | None
    time_zone: str | None
    avatar_url: str | None
    verified: bool
    total_followers: int
    best_engagement_rate: Decimal
    platforms: list[Platform]
    created_at: datetime
    updated_at: datetime


class BrandFit(Output):
    """What fits a brand."""

    brand_id: UUID
    categories: list[str]
    tone: str
    target_locations: list[str]
    target_age_ranges: list[str]
    excluded_categories: list[str]
    created_at: datetime
    updated_at: datetime


class MatchScore(Output):
    """How well a creator fits what is asked for: 0–100 of followers 40, engagement 30, category 20, location 10."""

    score: Decimal
    """The sum of the parts: 0 to 100, a decimal number."""
    followers_score: Decimal
    """0 to 40: how near the followers are to the range that is wanted."""
    engagement_score: Decimal
    """0 to 30: 15 for what is usual at that size."""
    category_score: Decimal
    """0 to 20: 20 for a category that is asked for, 10 for a related one."""
    location_score: Decimal
    """0 to 10: 10 for a place that is asked for, 5 for its region."""
    reason: str
    """A sentence why."""


class CreatorScore(MatchScore):
    """How well a creator fits a campaign: 0–100 of followers 40, engagement 30, category 20, location 10."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID
    rank: int
    """The place in the search, from 1."""
    computed_at: datetime
    """When it was searched."""
    created_at: datetime
