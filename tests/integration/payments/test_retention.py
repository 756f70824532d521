"""Events of Stripe go when nobody can need them any more; what waits or failed stays."""

from datetime import UTC, datetime, timedelta

from payments.retention.service import EVENTS_KEPT
from payments.schedule import lambda_handler
from tests.conftest import Database

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
OLD = NOON - EVENTS_KEPT


def test_events_that_are_done_with_go_and_the_others_stay(database: Database) -> None:
    events = {
        "evt_processed": ("processed", OLD), "evt_ignored": ("ignored", OLD),
        "evt_young": ("processed", OLD + timedelta(seconds=1)),
        "evt_failed": ("failed", OLD - timedelta(days=900)), "evt_waiting": ("received", OLD),
    }  # fmt: skip
    with database.connect() as db:
        for event, (status, came) in events.items():
            db.execute(
                "insert into stripe_events (id, type, payload, status, created_at)"
                " values (%s, 'charge.refunded', '{}', %s, %s)",
                (event, status, came),
            )
    fired = {"job": "payments-retention", "scheduled_time": NOON.isoformat()}
    assert lambda_handler(fired, None) == {"status": "succeeded", "counts": {"stripe_events": 2}}
    with database.connect() as db:
        left = {event for (event,) in db.execute("select id from stripe_events").fetchall()}
    assert left == {"evt_young", "evt_failed", "evt_waiting"}
