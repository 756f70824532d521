"""app.payable_on: the day of the first run that may pay an earning."""

import pytest

from infra.topology import TOPOLOGY
from tests.database.sql_functions import call
from tests.typing import Connection


@pytest.mark.parametrize(
    ("available_at", "day"),
    [
        ("2026-12-07 00:00Z", "2026-12-07"), ("2026-12-07 05:30Z", "2026-12-07"),
        ("2026-12-07 05:30:00.000001Z", "2026-12-08"), ("2026-12-07 23:59Z", "2026-12-08"),
        ("2026-12-31 23:00-05:00", "2027-01-01"),
    ],
)  # fmt: skip
def test_it_is_that_day_until_the_run_and_the_next_one_after(
    db: Connection, available_at: str, day: str
) -> None:
    found = db.execute("select app.payable_on(%s::timestamptz)", (available_at,)).fetchone()
    assert str((found or [None])[0]) == day


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def test_the_zone_of_the_session_does_not_matter(db: Connection, zone: str) -> None:
    db.execute("select set_config('timezone', %s, true)", (zone,))
    assert str(call(db, "app.payable_on", "2026-12-07 05:30Z")) == "2026-12-07"


def test_the_run_is_when_the_map_says() -> None:
    [cron] = [
        schedule.cron
        for capability in TOPOLOGY.capabilities
        for function in capability.functions
        for schedule in function.schedules
        if schedule.job == "payouts"
    ]
    assert cron == "30 5 * * *"
