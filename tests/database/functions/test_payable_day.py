"""app.payable_day: the day of the first run that pays an earning under a schedule."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.database.sql_functions import call
from tests.typing import Connection


@pytest.mark.parametrize(
    ("schedule", "available_at", "day"),
    [
        ("daily", "2026-12-07 05:30Z", "2026-12-07"), ("daily", "2026-12-07 05:31Z", "2026-12-08"),
        ("manual", "2026-12-07 05:31Z", "2026-12-08"), (None, "2026-12-07 05:31Z", "2026-12-08"),
        ("weekly", "2026-12-07 05:30Z", "2026-12-07"), ("weekly", "2026-12-07 05:31Z", "2026-12-14"),
        ("weekly", "2026-12-13 23:00Z", "2026-12-14"), ("weekly", "2026-12-31 12:00Z", "2027-01-04"),
        ("monthly", "2026-12-01 05:30Z", "2026-12-01"), ("monthly", "2026-12-01 05:31Z", "2027-01-01"),
        ("monthly", "2027-01-31 06:00Z", "2027-02-01"),
    ],
)  # fmt: skip
def test_it_is_the_first_run_at_or_after_the_hold(
    db: Connection, schedule: str | None, available_at: str, day: str
) -> None:
    for zone in ("UTC", "Pacific/Kiritimati"):
        db.execute("select set_config('timezone', %s, true)", (zone,))
        assert str(call(db, "app.payable_day", available_at, schedule)) == day


@pytest.mark.parametrize("schedule", ["daily", "weekly", "monthly"])
def test_no_run_before_that_day_pays_and_the_one_of_that_day_does(db: Connection, schedule: str) -> None:
    """Held against app.payout_cutoff, run by run, for ends of holds at every hour of ten weeks."""
    start = datetime(2026, 12, 1, 0, 17, tzinfo=UTC)
    for hours in range(0, 24 * 70, 7):
        available_at = start + timedelta(hours=hours)
        row = db.execute(
            "select min(run)::date, app.payable_day(%(at)s, %(schedule)s) from generate_series("
            " date_trunc('day', %(at)s at time zone 'UTC') + interval '5 hours 30 minutes',"
            " (%(at)s at time zone 'UTC') + interval '40 days', interval '1 day') as run"
            " where run at time zone 'UTC' >= %(at)s"
            " and app.payout_cutoff(%(schedule)s, run at time zone 'UTC') >= %(at)s",
            {"at": available_at, "schedule": schedule},
        ).fetchone()
        assert row is not None
        assert row[0] == row[1], available_at
