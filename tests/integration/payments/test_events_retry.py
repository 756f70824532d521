"""Administrators see what Stripe told us, and have what came to nothing tried again."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import change
from common.backoff import MAXIMUM_ATTEMPTS
from payments.events.service import handle_due_events
from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    deposit,
    request,
    stub_events,
    wallet,
)

PATH = "/system/stripe-events"


def make_event(
    database: Database, name: str, status: str, *, kind: str = "charge.refunded", age: int = 0
) -> str:
    """An event in that status, so many minutes old; its id."""
    with database.connect() as db:
        db.execute(
            "insert into stripe_events (id, type, payload, status, created_at) values (%s, %s, %s, %s, %s)",
            (f"evt_{name}", kind, '{"data": {"object": {"email": "payer@example.com"}}}', status,
             datetime.now(UTC) - timedelta(minutes=age)),
        )  # fmt: skip
    return f"evt_{name}"


def retry(event_id: str, user: UUID | None, key: str | None = None) -> Answer:
    return request("POST", f"{PATH}/{event_id}/retry", user=user, key=key)


def row(database: Database, event_id: str) -> tuple[Any, ...]:
    with database.connect() as db:
        found = db.execute(
            "select status, attempts, processed_at from stripe_events where id = %s", (event_id,)
        ).fetchone()
    assert found is not None
    return found


def test_events_are_listed_newest_first_in_pages_without_what_they_hold(
    database: Database, admin: UUID
) -> None:
    names = [make_event(database, f"n{age}", "received", age=age) for age in range(5)]
    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        answer = request("GET", PATH, user=admin, query=query)
        assert answer.status == 200
        assert "payer@example.com" not in str(answer.body)
        seen += [event["id"] for event in answer.body["data"]]
        cursor = answer.body["next_cursor"]
        if cursor is None:
            break
    assert seen == names


def test_events_are_found_by_status_and_type(database: Database, admin: UUID) -> None:
    make_event(database, "1", "failed")
    make_event(database, "2", "failed", kind="payment_intent.succeeded")
    make_event(database, "3", "ignored", kind="payment_intent.succeeded")

    def found(**query: str) -> list[str]:
        events = request("GET", PATH, user=admin, query=query).body["data"]
        return sorted(event["id"] for event in events)

    assert found(status="failed") == ["evt_1", "evt_2"]
    assert found(type="payment_intent.succeeded") == ["evt_2", "evt_3"]
    assert found(status="failed", type="charge.refunded") == ["evt_1"]
    assert found(status="processed") == []


@pytest.mark.parametrize(
    ("query", "code"),
    [({"status": "lost"}, "VALIDATION_FAILED"), ({"limit": "101"}, "VALIDATION_FAILED"),
     ({"limit": "0"}, "VALIDATION_FAILED"), ({"cursor": "x"}, "CURSOR_INVALID"),
     ({"type": "x" * 256}, "VALIDATION_FAILED")],
)  # fmt: skip
@pytest.mark.usefixtures("database")
def test_a_query_that_makes_no_sense_is_refused(admin: UUID, query: dict[str, str], code: str) -> None:
    answer = request("GET", PATH, user=admin, query=query)
    assert (answer.status, answer.body["code"]) == (422, code)


def test_only_administrators_see_and_try_again(
    database: Database, owner: UUID, creator: UUID, admin: UUID
) -> None:
    event = make_event(database, "1", "failed")
    for person in (owner, creator, None):
        assert request("GET", PATH, user=person).status == 403
        assert retry(event, person).status == 403
    assert row(database, event) == ("failed", 0, None)
    assert retry(event, admin).status == 200


def test_an_event_that_failed_is_tried_again_and_books_what_it_should(
    database: Database, owner: UUID, admin: UUID
) -> None:
    intent = deposit(owner, 5_000)
    StubPaymentAdapter().play_payer(intent)
    change(intent, {"currency": "eur"})
    (told,) = stub_events()
    deliver(told)
    for _ in range(MAXIMUM_ATTEMPTS):
        handle_due_events()
        with database.connect() as db:
            db.execute("update stripe_events set available_at = now()")
    (event,) = request("GET", PATH, user=admin, query={"status": "failed"}).body["data"]
    assert (event["id"], event["attempts"]) == (told["id"], MAXIMUM_ATTEMPTS)
    assert "PaymentMismatch" in event["error"]
    assert retry(told["id"], admin).body["status"] == "received"
    assert handle_due_events()["postponed"] == 1  # not given up: it has as many tries again
    assert row(database, told["id"])[:2] == ("received", MAXIMUM_ATTEMPTS + 1)
    change(intent, {"currency": "usd"})
    with database.connect() as db:
        db.execute("update stripe_events set available_at = now()")
    assert handle_due_events()["processed"] == 1
    assert wallet(owner)["available"] == 5_000
    assert request("GET", PATH, user=admin, query={"status": "failed"}).body["data"] == []
    assert_books_are_clean(database)


def test_a_payment_that_fits_nothing_is_done_with_once_it_was_refunded(
    database: Database, owner: UUID, admin: UUID
) -> None:
    """What an administrator does about it: refund it in the dashboard, and have the event tried again."""
    intent = deposit(owner, 5_000)
    StubPaymentAdapter().play_payer(intent)
    change(intent, {"currency": "eur"})
    StubPaymentAdapter().refund_in_dashboard(intent, 3_000)
    for told in stub_events():
        deliver(told)
    assert handle_due_events() == {"processed": 0, "ignored": 0, "postponed": 2}  # a part of it is still here
    StubPaymentAdapter().refund_in_dashboard(intent, 2_000)
    with database.connect() as db:
        db.execute("update stripe_events set status = 'failed'")
    for told in stub_events():
        assert retry(told["id"], admin).status in (200, 404)
    assert handle_due_events() == {"processed": 0, "ignored": 2, "postponed": 0}
    assert wallet(owner)["available"] == 0
    assert_books_are_clean(database)


def test_an_event_that_was_ignored_before_its_time_is_driven_again(
    database: Database, owner: UUID, admin: UUID
) -> None:
    StubPaymentAdapter().play_payer(deposit(owner, 5_000))
    (told,) = stub_events()
    deliver(told)
    with database.connect() as db:
        db.execute("update stripe_events set status = 'ignored', attempts = 1, processed_at = now()")
    assert retry(told["id"], admin).status == 200
    assert handle_due_events()["processed"] == 1
    assert wallet(owner)["available"] == 5_000


@pytest.mark.parametrize("status", ["received", "processed"])
def test_an_event_that_waits_or_is_done_is_not_tried_again(
    database: Database, admin: UUID, status: str
) -> None:
    event = make_event(database, "1", status)
    answer = retry(event, admin)
    assert (answer.status, answer.body["code"]) == (409, "STRIPE_EVENT_TRANSITION_FORBIDDEN")
    assert answer.body["details"][0]["from"] == status
    assert row(database, event) == (status, 0, None)


def test_an_event_that_nobody_handles_is_not_tried_again(database: Database, admin: UUID) -> None:
    event = make_event(database, "1", "ignored", kind="customer.created")
    answer = retry(event, admin)
    assert (answer.status, answer.body["code"]) == (409, "STRIPE_EVENT_NOT_HANDLED")
    assert row(database, event)[0] == "ignored"


@pytest.mark.parametrize(
    ("event_id", "status"), [("evt_unknown", 404), ("unknown", 422), ("evt_" + "x" * 300, 422)]
)
@pytest.mark.usefixtures("database")
def test_an_unknown_event_is_not_found(admin: UUID, event_id: str, status: int) -> None:
    assert retry(event_id, admin).status == status


def test_a_retry_with_one_key_counts_once_and_is_in_the_audit_log(database: Database, admin: UUID) -> None:
    event = make_event(database, "1", "failed")
    first, again = retry(event, admin, "k"), retry(event, admin, "k")
    assert (first.status, first.body) == (again.status, again.body)
    with database.connect() as db:
        logged = db.execute(
            "select user_id, resource_id, metadata ->> 'from' from audit_logs where action = 'stripe_events.retry'"
        ).fetchall()
    assert logged == [(admin, event, "failed")]
    assert retry(event, admin).status == 409
