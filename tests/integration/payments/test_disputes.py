"""Disputes freeze money in any order of events, and a debt is settled by the next deposit."""

from uuid import UUID

import pytest

from common.adapters.payments.stub import StubPaymentAdapter
from payments.events.service import handle_due_events
from tests.conftest import Database
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    pay,
    stub_events,
    wallet,
)


@pytest.mark.parametrize("order", [("created", "closed"), ("closed", "created")])
@pytest.mark.parametrize(("outcome", "left"), [("won", 5_000), ("lost", 3_000)])
def test_a_dispute_freezes_and_then_debits_or_releases_in_any_order(
    database: Database, owner: UUID, order: tuple[str, str], outcome: str, left: int
) -> None:
    stub = StubPaymentAdapter()
    dispute = stub.open_dispute(pay(owner, 5_000), 2_000)
    if order[0] == "created":
        for event in stub_events("charge.dispute.created"):
            deliver(event)
        handle_due_events()
        assert wallet(owner)["available"] == 3_000
    stub.close_dispute(dispute.id, outcome)
    for name in order:
        for event in stub_events(f"charge.dispute.{name}"):
            deliver(event)
            deliver(event)
        handle_due_events()
    assert wallet(owner)["available"] == left
    assert_books_are_clean(database)


def test_a_dispute_of_spent_money_is_settled_by_the_next_deposit(database: Database, owner: UUID) -> None:
    stub = StubPaymentAdapter()
    first = pay(owner, 5_000)
    pay(owner, 1_000)
    stub.open_dispute(first, 5_000)
    stub.refund_in_dashboard(first, 4_000)  # more than is left: a debt
    for event in stub_events("charge.dispute.created", "charge.refunded"):
        deliver(event)
    handle_due_events()
    assert wallet(owner)["available"] == 0
    pay(owner, 10_000)
    assert wallet(owner)["available"] == 7_000
    assert_books_are_clean(database)
