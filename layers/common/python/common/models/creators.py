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
    rank: int
    """The place in the search, from 1."""
    computed_at: datetime
    """When it was searched."""
    created_at: datetime
