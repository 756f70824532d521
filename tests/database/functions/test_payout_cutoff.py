"""app.payout_cutoff: up to which end of a hold a run pays, by the schedule of the wallet."""

import pytest

from tests.database.sql_functions import call
from tests.typing import Connection

CASES = [
    ("daily", "2026-12-09 13:00Z", "2026-12-09 13:00Z"),
    ("weekly", "2026-12-07 05:30Z", "2026-12-07 05:30Z"),  # a Monday, at its run
    ("weekly", "2026-12-07 05:29:59.999999Z", "2026-11-30 05:30Z"),
    ("weekly", "2026-12-13 23:59Z", "2026-12-07 05:30Z"),
    ("weekly", "2027-01-02 05:30Z", "2026-12-28 05:30Z"),
    ("monthly", "2026-12-01 05:30Z", "2026-12-01 05:30Z"),
    ("monthly", "2026-12-01 05:29Z", "2026-11-01 05:30Z"),
    ("monthly", "2027-02-28 12:00Z", "2027-02-01 05:30Z"),
    ("manual", "2026-12-09 05:30Z", "-infinity"),
]


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
@pytest.mark.parametrize(("schedule", "as_of", "cutoff"), CASES)
def test_it_is_the_newest_run_of_the_schedule(
    db: Connection, zone: str, schedule: str, as_of: str, cutoff: str
) -> None:
    db.execute("select set_config('timezone', %s, true)", (zone,))
    found = db.execute(
        "select app.payout_cutoff(%s, %s) = %s::timestamptz", (schedule, as_of, cutoff)
    ).fetchone()
    assert found == (True,)


def test_an_unknown_schedule_pays_nothing(db: Connection) -> None:
    assert call(db, "app.payout_cutoff", "hourly", "2026-12-09 05:30Z") is None
