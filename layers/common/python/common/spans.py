"""Spans of days that reports are asked for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from common.errors import Unprocessable

DEFAULT_DAYS = 30
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Span:
    """Days (UTC), both ends included."""

    first: date
    last: date


def span_of(since: date | None, until: date | None) -> Span:
    """The last thirty days, unless told otherwise. Raises `Unprocessable` for an impossible span."""
    last = until or datetime.now(UTC).date()
    first = since or last - timedelta(days=DEFAULT_DAYS - 1)
    if not 0 <= (last - first).days < MOST_DAYS:
        raise Unprocessable(
            details=[{"field": "query.from", "message": f"from and to must span 1 to {MOST_DAYS} days"}]
        )
    return Span(first, last)
