"""The nightly chore of touches: a place for those to come, none kept for longer than 120 days."""

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest

from agents import schedule
from agents.referral_touches.service import maintain
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.typing import Connection

TODAY = datetime.now(UTC).date()


def months(db: Connection) -> list[date]:
    """The first days of the months that have a place."""
    rows = db.execute(
        "select to_date(right(c.relname, 6), 'YYYYMM') from pg_inherits as i join pg_class as c on c.oid = i.inhrelid"
        " where i.inhparent = 'referral_touches'::regclass order by 1"
    ).fetchall()
    return [month for (month,) in rows]


def month_of(day: date, ahead: int = 0) -> date:
    """The first day of that day's month, or of one further on."""
    months_since_zero = day.year * 12 + day.month - 1 + ahead
    return date(months_since_zero // 12, months_since_zero % 12 + 1, 1)


def night(day: date) -> dict[str, int]:
    """The job's counts of a night."""
    return maintain(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))


def test_a_fresh_database_has_three_months(database: Database) -> None:
    with database.connect() as db:
        assert months(db) == [month_of(TODAY, ahead) for ahead in range(3)]


def test_the_job_makes_what_is_missing_once(database: Database) -> None:
    with database.connect() as db:
        db.execute(f"drop table referral_touches_{month_of(TODAY, 2):%Y%m}")
        event = {"job": "referral-touches", "scheduled_time": f"{TODAY}T02:50:00Z"}
        answer = schedule.lambda_handler(event, LambdaContext())
        assert answer == {"status": "succeeded", "counts": {"partitions_made": 1, "partitions_dropped": 0}}
        assert schedule.lambda_handler(event, LambdaContext()) == {"status": "done"}
        assert months(db) == [month_of(TODAY, ahead) for ahead in range(3)]


def test_a_month_goes_when_its_last_touch_is_older_than_120_days(database: Database) -> None:
    with database.connect() as db:
        oldest = TODAY - timedelta(days=120)
        db.execute("select app.make_touch_partitions(%s, 3)", (month_of(oldest, -2),))
        before = months(db)
        assert before[:3] == [month_of(oldest, -2), month_of(oldest, -1), month_of(oldest)]
        assert night(TODAY)["partitions_dropped"] == 2
        assert months(db) == before[2:], "the month of a touch that is 120 days old stays"


def test_a_night_of_another_year_makes_no_past_month_and_drops_none_that_is_kept(database: Database) -> None:
    with database.connect() as db:
        before = months(db)
        assert night(TODAY - timedelta(days=800)) == {"partitions_made": 0, "partitions_dropped": 0}
        assert night(TODAY + timedelta(days=800))["partitions_dropped"] == 0
        assert months(db)[:3] == before


@pytest.mark.parametrize("asked_for", [0, 25])
def test_nobody_makes_dozens_of_partitions(database: Database, asked_for: int) -> None:
    with database.connect() as db, pytest.raises(psycopg.errors.InvalidParameterValue):
        db.execute("select app.make_touch_partitions(current_date, %s)", (asked_for,))
