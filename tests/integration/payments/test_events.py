"""Stripe's events after they were kept: worked on later, once, and fetched where they never came."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import change
from common.backoff import MAXIMUM_ATTEMPTS
from payments.events.repository import StoredEvent
from payments.events.service import HANDLERS, Effect, handle_due_events, repair
from payments.reconciliation.service import BooksDoNotAgree, run_reconciliation
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    deposit,
    request,
    stub_events,
    wallet,
)

EVENT: dict[str, Any] = {
    "id": "evt_1", "type": "payment_intent.succeeded", "data": {"object": {"id": "pi_unknown"}}
}  # fmt: skip


def stored(database: Database) -> list[tuple[str, str, int]]:
    with database.connect() as db:
        return db.execute("select id, status, attempts from stripe_events order by id").fetchall()


def test_an_event_for_an_unknown_object_is_ignored(database: Database) -> None:
    deliver(EVENT)
    assert handle_due_events() == {"processed": 0, "ignored": 1, "postponed": 0}
    assert stored(database) == [("evt_1", "ignored", 1)]


def test_events_that_never_came_are_fetched(database: Database, owner: UUID) -> None:
    StubPaymentAdapter().play_payer(deposit(owner, 5_000))
    assert repair(datetime.now(UTC) - timedelta(days=1)) == 1
    assert repair(datetime.now(UTC) - timedelta(days=1)) == 0
    handle_due_events()
    assert wallet(owner)["available"] == 5_000
    assert_books_are_clean(database)


@pytest.mark.parametrize("text", ["\x00", "\ud800"])
def test_an_event_that_cannot_be_kept_stops_no_other(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    StubPaymentAdapter().play_payer(deposit(owner, 5_000))
    since = datetime.now(UTC) - timedelta(days=1)
    good = list(StubPaymentAdapter().list_events(since))
    bad = replace(good[0], id="evt_0", payload={"id": "evt_0", "note": text})
    monkeypatch.setattr(StubPaymentAdapter, "list_events", lambda *_: iter([bad, *good]))
    assert repair(since) == 1
    handle_due_events()
    assert wallet(owner)["available"] == 5_000


def test_an_event_that_is_given_up_turns_health_and_the_proof_red(
    database: Database, owner: UUID, admin: UUID
) -> None:
    """A deposit that was paid in another currency fits nothing, however often it is tried."""
    intent = deposit(owner, 5_000)
    StubPaymentAdapter().play_payer(intent)
    change(intent, {"currency": "eur"})
    for event in stub_events():
        deliver(event)
    health = partial(send, "GET", "/api/v1/system/health", user=admin)
    for _ in range(MAXIMUM_ATTEMPTS):
        assert (health().body["status"], health().body["failed_stripe_events"]) == ("ok", 0)
        assert handle_due_events()["postponed"] == 1
        with database.connect() as db:
            db.execute("update stripe_events set available_at = now()")
    (event_id, status, _) = stored(database)[0]
    assert status == "failed"
    assert (health().body["status"], health().body["failed_stripe_events"]) == ("degraded", 1)
    report = request("POST", "/reconciliations", user=admin).body
    assert report["is_clean"] is False
    assert report["findings"] == [
        {"check": "event of Stripe is worked on", "subject": event_id, "expected": 0, "found": 1}
    ]
    with pytest.raises(BooksDoNotAgree):
        run_reconciliation(datetime.now(UTC))


def test_what_a_former_release_ignored_is_driven_once_by_repair(database: Database, owner: UUID) -> None:
    """It had no handler for the type; that of today finds what is left to book, once."""
    StubPaymentAdapter().play_payer(deposit(owner, 5_000))
    (event,) = stub_events()
    with database.connect() as db:
        db.execute(
            "insert into stripe_events (id, type, object_id, payload, status) values"
            " (%(id)s, %(type)s, %(object)s, '{}', 'ignored'), ('evt_unknown', 'x.y', 'x_1', '{}', 'ignored')",
            {"id": event["id"], "type": event["type"], "object": event["data"]["object"]["id"]},
        )
    since = datetime.now(UTC) + timedelta(days=1)  # Stripe's list is not asked for these
    assert repair(since) == 1
    assert handle_due_events()["processed"] == 1
    assert wallet(owner)["available"] == 5_000
    with database.connect() as db:
        db.execute("update stripe_events set status = 'ignored' where id = %s", (event["id"],))
    assert repair(since) == 0
    assert_books_are_clean(database)


def test_an_event_of_a_release_that_was_rolled_back_waits_for_the_next(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(EVENT)
    with monkeypatch.context() as patched:
        patched.delitem(HANDLERS, EVENT["type"])
        assert handle_due_events() == {"processed": 0, "ignored": 1, "postponed": 0}
        assert repair(datetime.now(UTC)) == 0
    assert repair(datetime.now(UTC)) == 1
    assert handle_due_events()["ignored"] == 1
    assert repair(datetime.now(UTC)) == 0


def test_an_event_whose_worker_was_too_slow_causes_nothing_twice(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    StubPaymentAdapter().play_payer(deposit(owner, 5_000))
    for event in stub_events():
        deliver(event)
    handler = HANDLERS["payment_intent.succeeded"]

    def slow(adapter: Any, event: StoredEvent) -> Effect:
        monkeypatch.setitem(HANDLERS, event.type, handler)
        with database.connect() as db:
            db.execute("update stripe_events set available_at = now()")
        assert handle_due_events()["processed"] == 1
        return lambda tx: tx.execute("insert into outbox (topic, payload) values ('twice', '{}')") == 1

    monkeypatch.setitem(HANDLERS, "payment_intent.succeeded", slow)
    assert handle_due_events() == {"processed": 0, "ignored": 0, "postponed": 0, "taken_over": 1}
    with database.connect() as db:
        assert db.execute("select from outbox where topic = 'twice'").fetchall() == []
    assert wallet(owner)["available"] == 5_000
