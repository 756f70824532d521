"""Stripe's events after they were kept: worked on later, once, and fetched where they never came."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from common.adapters.payments.stub import StubPaymentAdapter
from payments.events.service import handle_due_events, repair
from tests.conftest import Database
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    deposit,
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
