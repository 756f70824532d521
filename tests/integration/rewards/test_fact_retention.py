"""The nightly chore of facts: a place for those to come, and none kept much longer than 400 days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rewards import schedule
from rewards.fact_retention.service import maintain
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.typing import Connection

TODAY = datetime.now(UTC).date()
NOTHING = {"partitions_made": 0, "partitions_dropped": 0, "facts_waiting": 0, "facts_lost": 0}


def months(db: Connection) -> list[date]:
    """The first days of the months that have a place."""
    rows = db.execute(
        "select to_date(right(c.relname, 6), 'YYYYMM') from pg_inherits as i join pg_class as c on c.oid = i.inhrelid"
        " where i.inhparent = 'reward_facts'::regclass order by 1"
    ).fetchall()
    return [month for (month,) in rows]


def month_of(day: date, ahead: int = 0) -> date:
    """The first day of that day's month, or of one further on."""
    months_since_zero = day.year * 12 + day.month - 1 + ahead
    return date(months_since_zero // 12, months_since_zero % 12 + 1, 1)


def night(day: date) -> dict[str, int]:
    """The job's counts of a night."""
    return maintain(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))


def test_a_fresh_database_has_a_place_for_all_facts_that_there_may_be(database: Database) -> None:
    with database.connect() as db:
        assert month_of(TODAY - timedelta(days=400)) in months(db)
        assert months(db)[-1] >= month_of(TODAY, 3)


def test_the_job_makes_what_is_missing_once(database: Database) -> None:
    with database.connect() as db:
        db.execute(f"drop table reward_facts_{month_of(TODAY, 3):%Y%m}")
        event = {"job": "reward-facts", "scheduled_time": f"{TODAY}T02:55:00Z"}
        first = schedule.lambda_handler(event, LambdaContext())
        assert (first["status"], first["counts"]["partitions_made"]) == ("succeeded", 1)
        assert schedule.lambda_handler(event, LambdaContext()) == {"status": "done"}
        assert month_of(TODAY, 3) in months(db)


def test_a_month_goes_when_its_last_fact_is_older_than_400_days(database: Database) -> None:
    with database.connect() as db:
        oldest = TODAY - timedelta(days=400)
        db.execute("select app.make_fact_partitions(%s, 3)", (month_of(oldest, -2),))
        assert month_of(oldest, -2) in months(db)
        assert night(TODAY)["partitions_dropped"] >= 2
        assert months(db)[0] == month_of(oldest), "the month of a fact that is 400 days old stays"
        assert night(TODAY) == NOTHING


@pytest.mark.parametrize(("months_over", "told"), [(-1, (0, 1, 0)), (-3, (1, 0, 1))])
def test_a_month_with_an_uncounted_fact_stays_for_a_month_and_then_goes_with_a_word(
    database: Database, months_over: int, told: tuple[int, int, int]
) -> None:
    with database.connect() as db:
        month = month_of(TODAY - timedelta(days=400), months_over)
        night(TODAY)
        db.execute("select app.make_fact_partitions(%s, 1)", (month,))
        db.execute(
            "insert into reward_facts (type, subject_user_id, at) values ('login.day', %s, %s)",
            (make_user(db), datetime(month.year, month.month, 2, tzinfo=UTC)),
        )
        counts = night(TODAY)
        assert (counts["partitions_dropped"], counts["facts_waiting"], counts["facts_lost"]) == told
        assert (month in months(db)) == (told[0] == 0)
        db.execute("update reward_facts set applied_at = now()")
        assert night(TODAY)["facts_waiting"] == 0
        assert month not in months(db)


def test_a_night_of_another_year_makes_no_past_month_and_drops_none_that_is_kept(database: Database) -> None:
    with database.connect() as db:
        night(TODAY)
        before = months(db)
        assert night(TODAY - timedelta(days=800)) == NOTHING
        assert night(TODAY + timedelta(days=800))["partitions_dropped"] == 0
        assert months(db)[: len(before)] == before
        db.execute("select app.drop_fact_partitions(current_date + 800)")
        assert months(db)[0] == before[0]
