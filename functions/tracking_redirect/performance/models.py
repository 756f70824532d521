"""Answers of the reports. Amounts are minor units; `docs/figures.md` says what each figure means."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from common.models.base import Output, Page

Dimension = Literal["referrer", "device", "browser", "country"]


class Freshness(Output):
    """How fresh an answer is."""

    as_of: datetime
    final: bool
    final_through: date


class Figures(Output):
    """What visitors did. Scans are among the clicks."""

    clicks: int
    unique_clicks: int
    scans: int
    views: int
    """Pixels of the links' content that people loaded."""
    conversions: int
    conversion_value: int


class Day(Figures):
    """Figures of one day (UTC)."""

    day: date
    """The day (UTC)."""
    final: bool


class DailySeries(Freshness):
    """One row per day, none left out."""

    data: list[Day]


class LinkFigures(Figures):
    """Figures of one link over its life."""

    tracking_link_id: UUID
    creator_user_id: UUID | None
    """Whose link it is; null: the campaign's own."""
    short_code: str
    label: str | None
    """Of a labelled link, for its brand; null: it has none."""
    disabled_at: datetime | None
    converted_clicks: int
    conversion_rate: Decimal | None


class LinkPage(Page[LinkFigures], Freshness):
    """Links with their figures, newest first."""


class Slice(Output):
    """Clicks of one referrer, device, browser or country."""

    name: str
    clicks: int


class Breakdown(Freshness):
    """Clicks by referrer (host names), device, browser or country (ISO 3166 alpha-2), most first."""

    by: Dimension
    counted_from: date
    """The first day of the span that is counted: of days before it there are no clicks one by one any more."""
    data: list[Slice]


class Totals(Freshness):
    """Figures over a campaign's life, today included."""

    total_clicks: int
    unique_clicks: int
    total_scans: int
    total_views: int
    total_conversions: int
    conversion_value: int
    converted_clicks: int
    conversion_rate: Decimal | None


class CampaignPerformance(Totals):
    """A campaign's figures over its life, in its currency."""

    spend: int
    currency: str
    cost_per_click: int | None
    return_on_investment: Decimal | None


class CreatorPerformance(Totals):
    """A participant's figures over the campaign's life."""
