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


class CreatorProfile(Output):
    """What a creator says of themselves, and totals over their connected accounts.

    `avatar_url` is the picture of the person (`/api/v1/users/me`); `available_from` a day in UTC.
    """

    user_id: UUID
    display_name: str
    headline: str
    slug: str | None
    media_kit_public: bool
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


class CreatorScore(Output):
    """How well a creator fits a campaign: 0–100 of followers 40, engagement 30, category 20, location 10."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID
    score: Decimal
    followers_score: Decimal
    engagement_score: Decimal
    category_score: Decimal
    location_score: Decimal
    reason: str
    rank: int
    computed_at: datetime
    created_at: datetime
