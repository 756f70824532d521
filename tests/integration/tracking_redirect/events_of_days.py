"""Events of chosen days, inserted past the redirect, and what the nightly job makes of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.factories.links import PHONE
from tests.typing import Connection

TODAY = datetime.now(UTC).date()
BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def record(
    db: Connection,
    code: str,
    *,
    at: datetime,
    visitor: UUID | None = None,
    agent: str = PHONE,
    kind: str = "click",
    click_id: UUID | None = None,
) -> None:
    """An event of the link; of a new visitor, unless told whose, and with an id of now, unless told which."""
    db.execute(
        "insert into tracking_events (id, tracking_link_id, campaign_id, brand_id, creator_user_id, event_type,"
        " visitor_ip_hash, user_agent, created_at) select coalesce(%s, uuidv7()), id, campaign_id, brand_id,"
        " creator_user_id, %s, %s, %s, %s from tracking_links where short_code = %s",
        (click_id, kind, visitor or uuid4(), agent, at, code),
    )  # fmt: skip


def noon(day: date = TODAY, **shift: int) -> datetime:
    """Twelve o'clock (UTC), shifted by `timedelta`'s words."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(**shift)


def aggregates(db: Connection) -> list[tuple[Any, ...]]:
    """(creator, clicks, unique clicks, views, conversions, their value) of each day and creator, none first."""
    return db.execute(
        "select creator_user_id, sum(total_clicks)::int, sum(unique_clicks)::int, sum(total_views)::int,"
        " sum(total_conversions)::int, sum(conversion_value)::int from tracking_aggregates"
        " group by aggregate_date, creator_user_id order by creator_user_id nulls first, aggregate_date"
    ).fetchall()


def id_of(at: datetime) -> UUID:
    """An id that was made at that moment (UUIDv7)."""
    return UUID(int=int(at.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62 | uuid4().int >> 66)
