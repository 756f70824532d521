"""Answers of the reports. Amounts are minor units."""

from datetime import date
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
