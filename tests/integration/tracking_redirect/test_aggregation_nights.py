"""Nights that were missed, run again or out of order: every day is counted in the end, and history is never lowered."""

from datetime import date, datetime, timedelta

import pytest

from common.database import Transaction
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import LambdaContext
from tests.factories.links import make_link
from tests.integration.tracking_redirect.events_of_days import TODAY, noon, record
from tests.typing import Connection
from tracking_redirect import schedule
from tracking_redirect.aggregation import repository, service


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def night(day: date) -> dict[str, int]:
    """The nightly job, as of two o'clock of that day; by hand a second time if need be."""
    event = {"job": "tracking-aggregation", "scheduled_time": f"{day}T02:00:00Z"}
    counts: dict[str, int] = schedule.lambda_handler(event, LambdaContext()).get("counts", {})
    return counts


def clicks(db: Connection) -> dict[int, int]:
    """Aggregated clicks by how many days ago."""
    found = db.execute("select aggregate_date, sum(total_clicks)::int from tracking_aggregates group by 1")
    return {(TODAY - day).days: count for day, count in found.fetchall()}


def click(db: Connection, code: str, *days: int) -> None:
    for day in days:
        db.execute("select app.make_tracking_partitions(%s, 1)", (days_ago(day),))
        record(db, code, at=noon(days_ago(day)))


def set_retention(db: Connection, days: int) -> None:
    db.execute(
        "insert into admin_settings (key, value) values ('conversion_window_days', '1'),"
        " ('conversion_report_days', '1') on conflict do nothing"
    )
    db.execute("delete from admin_settings where key = 'tracking_retention_days'")
    db.execute(
        "insert into admin_settings (key, value) values ('tracking_retention_days', %s::text::jsonb)", (days,)
    )


@pytest.fixture
def db(database: Database) -> Connection:
    return database.connect()


def test_every_day_that_no_night_has_counted_is_counted_by_the_next(db: Connection, code: str) -> None:
    click(db, code, 1, 3, 10)
    assert night(TODAY)["events"] == 3
    assert clicks(db) == {1: 1, 3: 1, 10: 1}


def test_a_missed_night_is_caught_up(db: Connection, code: str) -> None:
    click(db, code, 1, 2, 3)
    night(days_ago(2))
    assert clicks(db) == {3: 1}
    night(TODAY)
    assert clicks(db) == {1: 1, 2: 1, 3: 1}


def test_what_was_written_after_its_night_is_counted_by_the_next(db: Connection, code: str) -> None:
    click(db, code, 1, 5)
    night(days_ago(1))
    record(db, code, at=noon(days_ago(5)))  # past the worker, which would have marked the day
    night(TODAY)
    assert clicks(db) == {1: 1, 5: 2}


def test_history_stays_where_its_raw_events_are_gone(db: Connection, code: str) -> None:
    click(db, code, 89, 90, 91, 92)
    night(TODAY)
    counted = clicks(db)
    assert counted == {89: 1, 90: 1, 91: 1, 92: 1}
    assert db.execute("select count(*) from tracking_events").fetchone() == (2,), "retention did its work"
    for day in (91, 92, 93):
        db.execute("insert into tracking_late_days (day, visits) values (%s, true)", (days_ago(day),))
    night(days_ago(91))
    night(TODAY + timedelta(days=1))
    assert clicks(db) == counted
    assert db.execute("select count(*) from tracking_late_days").fetchone() == (0,)


def test_history_stays_when_retention_was_lowered_and_raised(db: Connection, code: str) -> None:
    click(db, code, *[10] * 11)
    night(days_ago(1))
    set_retention(db, 5)
    night(TODAY)
    set_retention(db, 90)
    click(db, code, 10)  # a partition of the same day again, with one event
    night(days_ago(9))
    night(TODAY + timedelta(days=1))
    assert clicks(db) == {10: 11}


def test_an_old_night_by_hand_makes_no_past_partition_and_a_future_one_drops_none(
    db: Connection, code: str
) -> None:
    click(db, code, 1)
    before = db.execute("select count(*) from app.kept_tracking_days()").fetchone()
    night(days_ago(200))
    assert db.execute("select count(*) from app.kept_tracking_days()").fetchone() == before
    night(TODAY + timedelta(days=300))
    assert db.execute("select min(d) from app.kept_tracking_days() as d").fetchone() == (days_ago(1),)


def test_a_day_that_is_not_counted_is_not_dropped(db: Connection, code: str) -> None:
    click(db, code, 95)
    assert db.execute("select app.drop_tracking_partitions(%s)", (days_ago(90),)).fetchone() == (0,)
    night(TODAY)
    assert clicks(db) == {95: 1}
    assert db.execute("select count(*) from tracking_events").fetchone() == (0,)


def test_whatever_plan_is_taken_only_names_of_days_are_read_as_days(db: Connection) -> None:
    """Where the planner meets the names of all relations first, one that is no day failed the night."""
    db.execute("set enable_nestloop = off")
    db.execute("set enable_mergejoin = off")
    assert db.execute("select app.drop_tracking_partitions(%s)", (days_ago(90),)).fetchone() == (0,)


def test_orders_of_a_day_without_raw_events_are_added_and_corrected(db: Connection, code: str) -> None:
    click(db, code, 95)
    night(TODAY)
    order = (
        "insert into conversions (campaign_id, brand_id, tracking_link_id, order_id, value, currency, converted_at)"
        " select campaign_id, brand_id, id, 'late', 1250, 'usd', %s from tracking_links"
    )
    db.execute(order, (noon(days_ago(95)),))
    for value in (1250, 1000):
        db.execute("update conversions set value = %s, order_value = %s", (value, value))
        db.execute("insert into tracking_late_days (day) values (%s)", (days_ago(95),))
        hour = {"job": "tracking-hours", "scheduled_time": f"{TODAY}T{value // 100:02}:06:00Z"}
        assert schedule.lambda_handler(hour, LambdaContext())["counts"]["days_of_orders"] == 1
        assert db.execute(
            "select sum(total_clicks)::int, sum(total_conversions)::int, sum(conversion_value)::int"
            " from tracking_aggregates"
        ).fetchone() == (1, 1, value)
    db.execute("delete from conversions")
    db.execute("select app.aggregate_conversions(%s)", (days_ago(95),))
    assert clicks(db) == {95: 1}


def test_what_was_counted_without_its_link_keeps_its_sums(db: Connection, code: str) -> None:
    """As the release before left it, with raw events that are still there and with none."""
    for day in (3, 200):
        db.execute(
            "insert into tracking_aggregates (campaign_id, brand_id, aggregate_date, total_clicks, unique_clicks)"
            " select campaign_id, brand_id, %s, 2, 2 from tracking_links", (days_ago(day),),
        )  # fmt: skip
        db.execute("insert into tracking_days (day, visits) values (%s, 2)", (days_ago(day),))
    click(db, code, 3, 3)
    for day in (3, 200):
        service.aggregate_day(days_ago(day))
    assert clicks(db) == {3: 2, 200: 2}
    assert db.execute(
        "select aggregate_date from tracking_aggregates where tracking_link_id is not null"
    ).fetchall() == [(days_ago(3),)]


def test_a_night_that_breaks_between_its_steps_is_finished_by_the_next_attempt(
    db: Connection, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in range(-2, 3):
        db.execute("select app.make_tracking_partitions(%s, 1)", (days_ago(1),))
        record(db, code, at=noon(days_ago(1), hours=hour))
    count, steps = service.count_hour, []

    def break_in_the_middle(hour: datetime) -> None:
        steps.append(hour)
        if len(steps) == 13:
            raise RuntimeError("killed")
        count(hour)

    with monkeypatch.context() as killed, pytest.raises(RuntimeError):
        killed.setattr(service, "count_hour", break_in_the_middle)
        night(TODAY)
    assert clicks(db) == {}, "no report shows half a day"
    night(TODAY)
    assert clicks(db) == {1: 5}


def test_no_step_reads_more_than_an_hour(db: Connection, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an hour's count asks for, it asks for once: a day of ten times the events has no longer statements."""
    click(db, code, 1)
    asked: list[datetime] = []
    count = repository.count_hour

    def note(tx: Transaction, hour: datetime) -> int:
        asked.append(hour)
        return count(tx, hour)

    monkeypatch.setattr(repository, "count_hour", note)
    night(TODAY)
    assert asked == [noon(days_ago(1), hours=hour - 12) for hour in range(24)]
    assert db.execute("select count(*) from tracking_hours").fetchone() == (0,)


def test_hours_are_counted_when_they_are_over_and_once(db: Connection) -> None:
    code = make_link(db, make_campaign(db))
    click(db, code, 1)
    job = {"job": "tracking-hours", "scheduled_time": f"{TODAY}T00:06:00Z"}
    assert schedule.lambda_handler(job, LambdaContext())["counts"]["hours"] == 24
    assert db.execute("select count(*), max(hour) from tracking_hours").fetchone() == (
        24,
        noon(days_ago(1), hours=11),
    )
    again = {**job, "scheduled_time": f"{TODAY}T00:07:00Z"}
    assert schedule.lambda_handler(again, LambdaContext())["counts"]["hours"] == 0
    night(TODAY)
    assert clicks(db) == {1: 1}
