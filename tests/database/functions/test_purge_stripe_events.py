"""app.purge_stripe_events: events of Stripe that are done with go, oldest first."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.database.sql_functions import call
from tests.typing import Connection

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def add(db: Connection, event: str, status: str = "processed", came: datetime = LONG_AGO) -> None:
    db.execute(
        "insert into stripe_events (id, type, payload, status, created_at) values (%s, 'x', '{}', %s, %s)",
        (f"evt_{event}", status, came),
    )


def left(db: Connection) -> set[str]:
    """The events that are still there."""
    return {event.removeprefix("evt_") for (event,) in db.execute("select id from stripe_events").fetchall()}


def test_what_came_by_then_goes_and_what_came_later_stays(db: Connection) -> None:
    for number in range(3):
        add(db, str(number), came=LONG_AGO + timedelta(seconds=number))
    assert call(db, "app.purge_stripe_events", LONG_AGO + timedelta(seconds=1), 10) == 2
    assert left(db) == {"2"}
    assert call(db, "app.purge_stripe_events", LONG_AGO + timedelta(seconds=1), 10) == 0


@pytest.mark.parametrize(
    ("status", "stays"), [("received", True), ("failed", True), ("processed", False), ("ignored", False)]
)
def test_what_waits_and_what_somebody_must_see_stays_however_old(
    db: Connection, status: str, stays: bool
) -> None:
    add(db, status, status)
    assert call(db, "app.purge_stripe_events", "2999-01-01", 10) == int(not stays)
    assert left(db) == ({status} if stays else set())


def test_a_pass_deletes_no_more_than_asked_the_oldest_first(db: Connection) -> None:
    for event, days in (("young", 3), ("oldest", 0), ("old", 1)):
        add(db, event, came=LONG_AGO + timedelta(days=days))
    assert call(db, "app.purge_stripe_events", "2999-01-01", 2) == 2
    assert left(db) == {"young"}
