"""app.retry_stripe_event: what came to nothing is due again."""

import pytest

from tests.database.sql_functions import call, refusal
from tests.typing import Connection

STORED = "select status, attempts, available_at <= now(), processed_at from stripe_events"


def make_event(db: Connection, status: str) -> None:
    db.execute(
        "insert into stripe_events (id, type, payload, status, attempts, available_at, processed_at)"
        " values ('evt_1', 'x', '{}', %s, 12, now() + interval '1 day', now())",
        (status,),
    )


@pytest.mark.parametrize("status", ["failed", "ignored"])
def test_it_is_due_and_its_count_goes_on(db: Connection, status: str) -> None:
    make_event(db, status)
    call(db, "app.retry_stripe_event", "evt_1")
    assert db.execute(STORED).fetchone() == ("received", 12, True, None)
    again = refusal(db, "app.retry_stripe_event", "evt_1")
    assert (again.sqlstate, again.detail) == ("IM025", {"from": "received", "to": "received"})
    logged = db.execute("select action, resource_type, resource_id, metadata ->> 'from' from audit_logs"
                        " where resource_type = 'stripe_events'").fetchall()  # fmt: skip
    assert logged == [("stripe_events.retry", "stripe_events", "evt_1", status)]


@pytest.mark.parametrize("status", ["received", "processed"])
def test_what_waits_or_is_done_stays_so(db: Connection, status: str) -> None:
    make_event(db, status)
    before = db.execute(STORED).fetchone()
    assert refusal(db, "app.retry_stripe_event", "evt_1").detail["from"] == status
    assert db.execute(STORED).fetchone() == before


@pytest.mark.parametrize("event_id", ["evt_2", "", None])
def test_an_unknown_event_is_not_found(db: Connection, event_id: str | None) -> None:
    make_event(db, "failed")
    assert refusal(db, "app.retry_stripe_event", event_id).sqlstate == "IG003"
