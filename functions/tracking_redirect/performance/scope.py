"""What a report is about: a campaign, or what one creator or one link has of it, over a span of days."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from common.errors import Unprocessable

DEFAULT_DAYS = 30
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: of the campaign, and of it those of a creator or a link where one is named."""

    campaign_id: UUID
    creator_user_id: UUID | None = None
    tracking_link_id: UUID | None = None

    def parameters(self) -> dict[str, Any]:
        """As parameters of a statement."""
        return asdict(self)


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
