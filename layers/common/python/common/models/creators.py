"""Creators as brands look for them, what fits a brand, and how well both go together."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from common.models.base import Output


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
