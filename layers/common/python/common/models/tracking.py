"""Tracking links and what they count."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from common.models.base import Output


class TrackingLink(Output):
    """A link that counts who follows it; `url` is what visitors get."""

    id: UUID
    campaign_id: UUID
    creator_user_id: UUID | None
    short_code: str
    url: str
    destination_url: str
    disabled_at: datetime | None
    expires_at: datetime | None
    created_at: datetime


class CampaignPerformance(Output):
    """A campaign's figures over its life, from daily aggregates; money in minor units of `currency`.

    `return_on_investment` = (conversion_value - spend) / spend; null where nothing was spent.
    """

    total_clicks: int
    unique_clicks: int
    total_views: int
    total_conversions: int
    conversion_value: int
    spend: int
    currency: str
    cost_per_click: int | None
    return_on_investment: Decimal | None


class CreatorPerformance(Output):
    """A participant's figures; `conversion_rate` = conversions / unique clicks, null without clicks."""

    total_clicks: int
    unique_clicks: int
    total_views: int
    total_conversions: int
    conversion_value: int
    conversion_rate: Decimal | None


class CtaLink(Output):
    """A labelled link of a campaign."""

    id: UUID
    campaign_id: UUID
    label: str
    short_code: str
    url: str
    destination_url: str
    created_at: datetime
