"""When an order was: as its shop says, within reason, and its day counts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.links import ask
from tests.integration.tracking_redirect.events_of_days import TODAY
from tests.integration.tracking_redirect.orders import click, order, report
from tests.typing import Connection
from tracking_redirect.aggregation.service import aggregate_day


def make_click(db: Connection, code: str, days: float) -> str:
    """A click of so many days ago, with an id of its time."""
    first = TODAY - timedelta(days=int(days) + 1)
    db.execute("select app.make_tracking_partitions(%s, %s)", (first, int(days) + 3))
    row = db.execute(
        "insert into tracking_events (id, created_at, event_type, tracking_link_id, campaign_id, brand_id)"
        " select uuidv7(-%(ago)s::interval), now() - %(ago)s, 'click', id, campaign_id, brand_id"
        " from tracking_links where short_code = %(code)s returning id",
        {"ago": timedelta(days=days), "code": code},
    ).fetchone()
    assert row is not None
    return str(row[0])


def ago(**span: float) -> str:
    return (datetime.now(UTC) - timedelta(**span)).isoformat()


def converted_at(db: Connection) -> datetime:
    row = db.execute("select converted_at from conversions").fetchone()
    assert row is not None
    at: datetime = row[0]
    return at


def test_a_shop_that_reports_at_night_books_on_the_day_of_the_order(
    database: Database, owner: UUID, campaign: UUID, code: str
) -> None:
    with database.connect() as db:
        click_id = make_click(db, code, days=6)
        then = ago(days=5)
        assert report(owner, order(click_id, converted_at=then)).body["is_new"] is True
        assert converted_at(db) == datetime.fromisoformat(then)
        (late,) = db.execute("select day from tracking_late_days").fetchall()
    assert late == (datetime.fromisoformat(then).date(),), "the next night counts it"
    aggregate_day(late[0])
    span = {"from": str(late[0]), "to": str(late[0])}
    (day,) = ask("GET", f"campaigns/{campaign}/performance/daily", owner, query=span).body["data"]
    assert (day["conversions"], day["conversion_value"]) == (1, 4_999)
    again = report(owner, order(click_id, converted_at=ago(days=2)))
    assert again.body["is_new"] is False, "an order has one date: the first"


def test_an_order_of_now_needs_no_date_and_marks_no_day(database: Database, owner: UUID, code: str) -> None:
    report(owner, order(click(code)))
    with database.connect() as db:
        assert abs(converted_at(db) - datetime.now(UTC)) < timedelta(minutes=1)
        assert db.execute("select count(*) from tracking_late_days").fetchone() == (0,)


@pytest.mark.parametrize(
    ("clicked", "span"),
    [(2, {"days": -1}), (2, {"minutes": -2}), (2, {"days": 2, "minutes": 2}), (45, {"days": 31})],
)
def test_an_impossible_date_is_refused_with_what_is_possible(
    database: Database, owner: UUID, code: str, clicked: float, span: dict[str, float]
) -> None:
    ordered = ago(**span)
    with database.connect() as db:
        click_id = make_click(db, code, days=clicked)
        refused = report(owner, order(click_id, converted_at=ordered))
        assert (refused.status, refused.body["code"]) == (422, "CONVERSION_DATE_IMPOSSIBLE")
        (possible,) = refused.body["details"]
        given = datetime.fromisoformat(ordered)
        earliest, latest = (datetime.fromisoformat(possible[name]) for name in ("earliest", "latest"))
        assert not earliest <= given <= latest
        assert db.execute("select count(*) from conversions").fetchone() == (0,)


@pytest.mark.parametrize("given", ["2026-11-01", "2026-11-01T10:00:00", "yesterday", "1999-01-01T00:00:00Z"])
def test_a_date_without_time_or_zone_is_malformed(owner: UUID, code: str, given: object) -> None:
    refused = report(owner, order(click(code), converted_at=given))
    assert (refused.status, refused.body["code"]) == (422, "VALIDATION_FAILED")


@pytest.mark.parametrize("seconds", [-30, 30])
def test_a_clock_that_is_seconds_off_is_forgiven(
    database: Database, owner: UUID, code: str, seconds: int
) -> None:
    """Ahead of ours, or behind the click's."""
    click_id = click(code)
    assert report(owner, order(click_id, converted_at=ago(seconds=seconds))).status == 200
    with database.connect() as db:
        clicked = db.execute("select created_at from tracking_events where id = %s", (click_id,)).fetchone()
        assert clicked is not None
        assert clicked[0] <= converted_at(db) <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("days", "answer"),
    [((35, 6), "ok"), ((40, 6), "CLICK_TOO_OLD"), ((35, None), "CLICK_TOO_OLD"), ((58, 29), "ok")],
)
def test_the_window_is_between_click_and_order(
    database: Database, owner: UUID, code: str, days: tuple[int, int | None], answer: str
) -> None:
    clicked, ordered = days
    with database.connect() as db:
        click_id = make_click(db, code, days=clicked)
    dated = {} if ordered is None else {"converted_at": ago(days=ordered)}
    assert report(owner, order(click_id, **dated)).body.get("code", "ok") == answer


def test_an_order_that_is_known_is_known_after_the_window_too(
    database: Database, owner: UUID, code: str
) -> None:
    with database.connect() as db:
        click_id = make_click(db, code, days=35)
    assert report(owner, order(click_id, converted_at=ago(days=20))).body["is_new"] is True
    assert report(owner, order(click_id)).body["is_new"] is False
