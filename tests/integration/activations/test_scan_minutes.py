"""The job `scan-minutes`, and `/api/v1/activations/{activation_id}/live`, which reads what it counted."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.factories.activations import make_activation, make_activation_code, make_scan
from tests.integration.activations.asking import run
from tests.integration.activations.people import People
from tests.typing import Connection

NOW = datetime.now(UTC).replace(second=0, microsecond=0)
NOW = NOW if NOW.minute else NOW + timedelta(minutes=1)
"""Not a full hour, at which the job counts more."""
MINUTE = timedelta(minutes=1)


@pytest.fixture
def code(db: Connection, people: People) -> UUID:
    return make_activation_code(db, make_activation(db, people.brand, people.campaign))


def count(at: datetime) -> int:
    """How many lines the job writes at that time."""
    written: int = run("scan-minutes", at)["minutes"]
    return written


def lines(db: Connection) -> list[tuple[object, ...]]:
    return db.execute("select minute, verdict, source, n from scan_minutes order by 1, 2, 3").fetchall()


def test_each_minute_the_last_ten_are_counted_anew(db: Connection, code: UUID) -> None:
    make_scan(db, code, at=NOW - 2 * MINUTE)
    make_scan(db, code, at=NOW - 2 * MINUTE + timedelta(seconds=59))
    make_scan(db, code, at=NOW - MINUTE, verdict="refused", reasons=["too_far"], source="staff")
    make_scan(db, code, at=NOW)  # of the minute that is not over
    assert count(NOW) == 2
    before = [(NOW - 2 * MINUTE, "accepted", "online", 2), (NOW - MINUTE, "refused", "staff", 1)]
    assert lines(db) == before
    make_scan(db, code, at=NOW - 9 * MINUTE)  # a queue brings it later
    make_scan(db, code, at=NOW - 2 * MINUTE)
    assert count(NOW + MINUTE) == 3
    assert lines(db) == [
        (NOW - 9 * MINUTE, "accepted", "online", 1), (NOW - 2 * MINUTE, "accepted", "online", 3), before[1],
        (NOW, "accepted", "online", 1),
    ]  # fmt: skip
    assert count(NOW + 2 * MINUTE) == 0


def test_a_job_that_stood_still_makes_up_for_it(db: Connection, code: UUID) -> None:
    count(NOW - 3 * timedelta(hours=1) + MINUTE)
    make_scan(db, code, at=NOW - timedelta(hours=2))
    assert count(NOW) == 1


def test_each_full_hour_a_day_is_counted_anew(db: Connection, code: UUID) -> None:
    hour = NOW.replace(minute=0)
    count(hour - MINUTE)
    make_scan(db, code, at=hour - timedelta(hours=20))
    assert count(hour - timedelta(seconds=30)) == 0
    assert count(hour) == 1


def test_a_screen_sees_totals_late_scans_apart_and_the_last_hour(
    db: Connection, people: People, code: UUID
) -> None:
    make_scan(db, code, at=NOW - timedelta(hours=2))
    make_scan(db, code, at=NOW - 2 * MINUTE)
    make_scan(db, code, at=NOW - 2 * MINUTE, verdict="flagged", reasons=["proof"])
    make_scan(db, code, at=NOW - MINUTE, claimed_at=NOW - timedelta(hours=5), source="offline")
    count(NOW)
    activation = db.execute("select id from activations").fetchone()
    assert activation is not None
    live = people.analyst.get(f"/activations/{activation[0]}/live")
    assert live["totals"] == {"accepted": 2, "flagged": 1, "refused": 0}
    assert live["late"] == {"accepted": 1, "flagged": 0, "refused": 0}
    assert [(line["verdict"], line["source"], line["n"]) for line in live["minutes"]] == [
        ("accepted", "online", 1), ("flagged", "online", 1), ("accepted", "offline", 1),
    ]  # fmt: skip
    assert people.stranger.refused("GET", f"/activations/{activation[0]}/live") == (404, "NOT_FOUND")


def test_scans_of_another_activation_are_not_among_them(db: Connection, people: People, code: UUID) -> None:
    other = make_activation(db, people.brand, people.campaign)
    make_scan(db, make_activation_code(db, other), at=NOW - MINUTE)
    make_scan(db, code, at=NOW - MINUTE)
    count(NOW)
    assert people.owner.get(f"/activations/{other}/live")["totals"]["accepted"] == 1
