"""Reports of a campaign over a span of days."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from common.database import Transaction
from common.errors import NotFound, Unprocessable
from common.money import decimal_text
from common.spreadsheets import csv_text
from tracking_redirect.links import repository as links
from tracking_redirect.performance import repository
from tracking_redirect.performance.models import Breakdown, DailySeries, Day, Dimension, Slice

DEFAULT_DAYS = 30
MOST_DAYS = 366
COUNTS: dict[Dimension, Callable[[Transaction, UUID, date, date], list[Slice]]] = {
    "referrer": repository.clicks_by_referrer,
    "device": repository.clicks_by_device,
    "country": repository.clicks_by_country,
}


def daily_series(tx: Transaction, campaign_id: UUID, since: date | None, until: date | None) -> DailySeries:
    """One row per day, from daily aggregates. Raises `NotFound`; `Unprocessable` for an impossible span."""
    first, last = _span(since, until)
    _require_campaign(tx, campaign_id)
    return DailySeries(data=repository.daily_series(tx, campaign_id, first, last))


def breakdown(
    tx: Transaction,
    campaign_id: UUID,
    by: Dimension,
    since: date | None,
    until: date | None,
) -> Breakdown:
    """Clicks by referrer, device or country, from the raw events (kept 90 days). Raises as `daily_series`."""
    first, last = _span(since, until)
    _require_campaign(tx, campaign_id)
    return Breakdown(by=by, data=COUNTS[by](tx, campaign_id, first, last))


def daily_csv(tx: Transaction, campaign_id: UUID, since: date | None, until: date | None) -> str:
    """The series as CSV (RFC 4180), money in the unit of its currency (`1234.56`). Raises as `daily_series`."""
    series = daily_series(tx, campaign_id, since, until)
    return as_csv(series, repository.currency(tx, campaign_id))


def as_csv(series: DailySeries, currency: str) -> str:
    """The series as CSV; its amounts are of that currency."""
    days = (day.model_dump() for day in series.data)
    rows = (day | {"conversion_value": decimal_text(day["conversion_value"], currency)} for day in days)
    return csv_text([*Day.model_fields, "currency"], ([*row.values(), currency] for row in rows))


def _span(since: date | None, until: date | None) -> tuple[date, date]:
    last = until or datetime.now(UTC).date()
    first = since or last - timedelta(days=DEFAULT_DAYS - 1)
    if not 0 <= (last - first).days < MOST_DAYS:
        raise Unprocessable(
            details=[{"field": "query.from", "message": f"from and to must span 1 to {MOST_DAYS} days"}]
        )
    return first, last


def _require_campaign(tx: Transaction, campaign_id: UUID) -> None:
    if not links.campaign_exists(tx, campaign_id):
        raise NotFound
