"""Reports of a campaign: over its life, over a span of days, by link."""

from datetime import date

from common.database import Transaction
from common.errors import NotFound
from common.money import decimal_text
from common.pagination import decode_id_cursor, page
from common.spans import span_of
from common.spreadsheets import csv_text
from common.times import moment_text
from tracking_redirect.performance import repository
from tracking_redirect.performance.models import Breakdown, DailySeries, Dimension, LinkPage
from tracking_redirect.performance.scope import Scope

CSV_COLUMNS = (
    "day", "clicks", "unique_clicks", "views", "conversions", "conversion_value", "currency", "scans", "final", "as_of",
)  # fmt: skip


def daily_series(tx: Transaction, scope: Scope, since: date | None, until: date | None) -> DailySeries:
    """One row per day, today included. Raises `NotFound`; `Unprocessable` for an impossible span."""
    span = span_of(since, until)
    _require(tx, scope)
    fresh = repository.freshness(tx, span)
    return DailySeries(**fresh.model_dump(), data=repository.daily_series(tx, scope, span))


def breakdown(
    tx: Transaction, by: Dimension, scope: Scope, since: date | None, until: date | None
) -> Breakdown:
    """Clicks by referrer, device, browser or country, from raw events. Raises as `daily_series`."""
    span = span_of(since, until)
    _require(tx, scope)
    return Breakdown(
        **repository.freshness(tx, span).model_dump(), by=by, counted_from=repository.counted_from(tx, span),
        data=repository.break_down_clicks(tx, by, scope, span),
    )  # fmt: skip


def link_figures(tx: Transaction, scope: Scope, *, cursor: str | None, limit: int) -> LinkPage:
    """Links with their figures, newest first: a brand's all, a creator's own. Raises `NotFound`, `CursorInvalid`."""
    before = decode_id_cursor(cursor)
    _require(tx, scope)
    rows = repository.link_figures(tx, scope, before=before, limit=limit + 1)
    found = page(rows, limit, lambda link: link.tracking_link_id)
    return LinkPage(**found.model_dump(), **repository.life_freshness(tx).model_dump())


def daily_csv(tx: Transaction, scope: Scope, since: date | None, until: date | None) -> str:
    """The series as CSV (RFC 4180), money in the unit of its currency (`1234.56`). Raises as `daily_series`."""
    series = daily_series(tx, scope, since, until)
    currency = repository.currency(tx, scope.campaign_id)
    shared = {"currency": currency, "as_of": moment_text(series.as_of, timespec="seconds")}
    rows = (
        day.model_dump()
        | shared
        | {
            "conversion_value": decimal_text(day.conversion_value, currency),
            "final": "yes" if day.final else "no",
        }
        for day in series.data
    )
    return csv_text(CSV_COLUMNS, ([row[name] for name in CSV_COLUMNS] for row in rows))


def _require(tx: Transaction, scope: Scope) -> None:
    if not repository.sees(tx, scope):
        raise NotFound
