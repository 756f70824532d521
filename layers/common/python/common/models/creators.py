"""Creators as brands look for them, what fits a brand, and how well both go together."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from common.models.base import Output
from common.models.platform import Platform


class CreatorProfile(Output):
    """A creator's public profile; totals over the connected accounts, `rates` in minor units per deliverable type."""

    user_id: UUID
    display_name: str
    categories: list[str]
    languages: list[str]
    country_code: str | None
    city: str | None
    rates: dict[str, int]
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
    computed_at: datetime
    created_at: datetime
