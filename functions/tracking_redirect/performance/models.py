"""Answers of the reports. Amounts are minor units."""

from datetime import date
from decimal import Decimal
from typing import Literal

from common.models.base import Output

Dimension = Literal["referrer", "device", "country"]


class Day(Output):
    """A campaign's figures of one day (UTC)."""

    day: date
    clicks: int
    unique_clicks: int
    views: int
    conversions: int
    conversion_value: int


class DailySeries(Output):
    """One row per day, none left out."""

    data: list[Day]


class Slice(Output):
    """Clicks of one referrer, device or country."""

    name: str
    clicks: int


class Breakdown(Output):
    """Clicks by referrer (host names), device or country (ISO 3166 alpha-2), most first."""

    by: Dimension
    data: list[Slice]


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
