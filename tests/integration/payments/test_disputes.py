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
    withdraw,
)


def tell(*names: str) -> None:
    """Every event of a dispute by these names, twice, and the worker's answer to them."""
    types = [f"charge.dispute.{name}" for name in names]
    for event in [*stub_events(*types), *stub_events(*types)]:
        assert deliver(event).status == 200
    handle_due_events()


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


@pytest.mark.parametrize("told_by", ["updated", "funds_withdrawn"])
def test_an_inquiry_that_becomes_a_chargeback_freezes_at_once(
    database: Database, owner: UUID, told_by: str
) -> None:
    stub = StubPaymentAdapter()
    dispute = stub.open_dispute(pay(owner, 10_000), 10_000, "warning_needs_response")
    tell("created")
    assert wallet(owner)["available"] == 10_000
    stub.move_dispute(dispute.id, "needs_response", told_by)
    tell(told_by)
    assert wallet(owner)["available"] == 0
    assert withdraw(owner, 10_000).status == 409
    stub.close_dispute(dispute.id, "lost")
    tell("closed")
    assert wallet(owner)["available"] == 0
    assert_books_are_clean(database)


def test_money_that_is_reinstated_is_the_brands_before_the_dispute_is_told_closed(
    database: Database, owner: UUID
) -> None:
    stub = StubPaymentAdapter()
    dispute = stub.open_dispute(pay(owner, 10_000), 4_000)
    tell("created")
    assert wallet(owner)["available"] == 6_000
    stub.move_dispute(dispute.id, "won", "funds_reinstated")
    tell("funds_reinstated")
    assert wallet(owner)["available"] == 10_000
    assert_books_are_clean(database)


def test_an_inquiry_that_goes_on_takes_nothing(database: Database, owner: UUID) -> None:
    stub = StubPaymentAdapter()
    dispute = stub.open_dispute(pay(owner, 10_000), 10_000, "warning_needs_response")
    for status in ("warning_under_review", "warning_closed"):
        stub.move_dispute(dispute.id, status, "updated")
    tell("created", "updated")
    assert wallet(owner)["available"] == 10_000
    assert_books_are_clean(database)
