"""Refunds made in the dashboard of Stripe: booked, or come to nothing, also while their deposit is disputed."""

from uuid import UUID

import pytest

from common.adapters.payments.port import Refund
from common.adapters.payments.stub import Magic, StubPaymentAdapter
from common.adapters.payments.stub_store import change, record_event, select_bodies
from common.database import transaction
from common.identity import SERVICE
from payments.balance.service import run_balance
from payments.events.service import handle_due_events
from payments.refunds.service import apply_refunds
from tests.conftest import Database
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    pay,
    request,
    stub_events,
    wallet,
    wallet_id,
)


def statement(user: UUID) -> list[tuple[str, str, int]]:
    """(type, status, effect) of each line, newest first."""
    lines = request("GET", f"/wallets/{wallet_id(user)}/transactions", user=user).body["data"]
    return [(line["transaction_type"], line["status"], line["balance_effect"]) for line in lines]


def refundable(database: Database) -> list[int]:
    """What is left of each deposit, oldest first."""
    with database.connect() as db:
        rows = db.execute(
            "select amount - refunded_amount from wallet_transactions"
            " where transaction_type = 'deposit' and status = 'completed' order by id"
        ).fetchall()
    return [row[0] for row in rows]


def withdraw(user: UUID, amount: int) -> list[tuple[str, int]]:
    """(status, amount) of each refund that a withdrawal was split into."""
    answer = request("POST", f"/wallets/{wallet_id(user)}/withdrawals", user=user, body={"amount": amount})
    assert answer.status == 201, answer.body
    return [(line["status"], line["amount"]) for line in answer.body["data"]]


def tell(*types: str) -> None:
    """Every event of these types, twice, and the worker's answer to them."""
    for event in [*stub_events(*types), *stub_events(*types)]:
        assert deliver(event).status == 200
    handle_due_events()


def apply(*refunds: Refund) -> bool:
    with transaction(SERVICE) as tx:
        return apply_refunds(tx, refunds)


def test_a_refund_of_the_dashboard_that_fails_is_the_brands_again(database: Database, owner: UUID) -> None:
    stub = StubPaymentAdapter()
    refund = stub.refund_in_dashboard(pay(owner, 5_000), 2_000)
    tell("charge.refunded")
    assert (wallet(owner)["available"], refundable(database)) == (3_000, [3_000])
    stub.fail_refund(refund.id)
    for _ in range(2):
        tell("refund.failed", "charge.refunded")
        assert (wallet(owner)["available"], refundable(database)) == (5_000, [5_000])
    assert statement(owner)[0] == ("release", "completed", 2_000)
    assert withdraw(owner, 5_000) == [("completed", 5_000)]
    assert_books_are_clean(database)


def test_a_refund_of_the_dashboard_that_is_cancelled_is_the_brands_again(
    database: Database, owner: UUID
) -> None:
    refund = StubPaymentAdapter().refund_in_dashboard(pay(owner, 5_000), 2_000)
    tell("charge.refunded")
    cancelled = Refund(refund.id, "canceled", refund.amount, refund.payment_intent_id, None)
    assert [apply(cancelled), apply(cancelled)] == [True, False]
    assert (wallet(owner)["available"], refundable(database)) == (5_000, [5_000])
    assert_books_are_clean(database)


def test_a_failure_that_is_heard_of_first_is_not_overtaken_by_the_success(
    database: Database, owner: UUID
) -> None:
    """The worker of the later event was faster than one that had asked Stripe before."""
    stub = StubPaymentAdapter()
    succeeded = stub.refund_in_dashboard(pay(owner, 5_000), 2_000)
    failed = stub.fail_refund(succeeded.id)
    assert [apply(failed), apply(failed), apply(succeeded), apply(failed)] == [True, False, False, False]
    assert (wallet(owner)["available"], refundable(database)) == (5_000, [5_000])
    assert statement(owner)[0] == ("withdrawal", "failed", 0)
    assert_books_are_clean(database)


def test_a_failed_refund_closes_the_gap_that_it_had_torn(database: Database, owner: UUID) -> None:
    """Only 1,000 of the 4,000 were left: what the wallet never gave, it does not get."""
    stub = StubPaymentAdapter()
    first, _ = pay(owner, 5_000), pay(owner, 1_000)
    stub.open_dispute(first, 5_000)
    refund = stub.refund_in_dashboard(first, 4_000)
    tell("charge.dispute.created", "charge.refunded")
    assert wallet(owner)["available"] == 0
    stub.fail_refund(refund.id)
    tell("refund.failed")
    assert wallet(owner)["available"] == 1_000
    pay(owner, 500)
    assert wallet(owner)["available"] == 1_500  # no debt is left
    assert_books_are_clean(database)


def test_a_failed_refund_whose_gap_was_paid_meanwhile_is_the_brands_again(
    database: Database, owner: UUID
) -> None:
    stub = StubPaymentAdapter()
    first = pay(owner, 5_000)
    pay(owner, 1_000)
    stub.open_dispute(first, 5_000)
    refund = stub.refund_in_dashboard(first, 4_000)
    tell("charge.dispute.created", "charge.refunded")
    pay(owner, 10_000)
    assert wallet(owner)["available"] == 7_000
    stub.fail_refund(refund.id)
    tell("refund.failed")
    assert wallet(owner)["available"] == 11_000
    assert_books_are_clean(database)


def test_a_refund_of_a_payment_that_is_not_ours_is_ignored(database: Database) -> None:
    assert apply(Refund("re_1", "failed", 100, "pi_unknown", None)) is False
    assert apply(Refund("re_1", "failed", 100, None, None)) is False


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_a_dispute_does_not_make_an_earlier_refund_forgotten(
    database: Database, owner: UUID, outcome: str
) -> None:
    stub = StubPaymentAdapter()
    pay(owner, 10_000)
    newer = pay(owner, 10_000)
    withdraw(owner, 6_000)
    dispute = stub.open_dispute(newer, 10_000)
    tell("charge.dispute.created")
    assert refundable(database) == [10_000, 0]
    stub.close_dispute(dispute.id, outcome)
    tell("charge.dispute.closed")
    assert refundable(database) == [10_000, 4_000 if outcome == "won" else 0]
    if outcome == "won":
        assert sorted(withdraw(owner, 14_000)) == [("completed", 4_000), ("completed", 10_000)]
        assert wallet(owner)["available"] == 0
    assert_books_are_clean(database)


def test_a_refund_that_fails_during_a_dispute_leaves_nothing_to_refund(
    database: Database, owner: UUID
) -> None:
    stub = StubPaymentAdapter()
    intent = pay(owner, 10_000)
    withdraw(owner, 5_000 + Magic.REFUND_FAILS_LATER)
    dispute = stub.open_dispute(intent, 10_000)
    tell("charge.dispute.created")
    stub.fail_refund(str(select_bodies("refund", None, None)[0]["id"]))
    tell("refund.failed")
    assert refundable(database) == [0]
    stub.close_dispute(dispute.id, "won")
    tell("charge.dispute.closed")
    assert (refundable(database), wallet(owner)["available"]) == ([10_000], 10_000)
    assert_books_are_clean(database)


@pytest.mark.parametrize(("end", "left"), [("succeeded", 7_078), ("failed", 10_000), ("canceled", 10_000)])
def test_a_refund_of_the_dashboard_that_still_waits_is_gone_from_the_wallet_until_it_fails(
    database: Database, owner: UUID, end: str, left: int
) -> None:
    """Stripe takes the money when the refund is made: the brand must not spend it again in the meantime."""
    refund = StubPaymentAdapter().refund_in_dashboard(pay(owner, 10_000), 2_000 + Magic.REFUND_FAILS_LATER)
    tell("charge.refunded")
    assert (refund.status, wallet(owner)["available"], refundable(database)) == ("pending", 7_078, [7_078])
    assert run_balance() == {"movements": 2, "currencies": 1}
    with database.connect() as db:
        assert db.execute("select in_transit, difference from stripe_balances").fetchall() == [(0, 0)]
    record_event("refund.updated", change(refund.id, {"status": end}))
    for _ in range(2):
        tell("refund.updated", "charge.refunded")
        assert (wallet(owner)["available"], refundable(database)) == (left, [left])
    assert_books_are_clean(database)


def test_a_refund_made_in_the_dashboard_leaves_the_wallet(database: Database, owner: UUID) -> None:
    intent = pay(owner, 5_000)
    StubPaymentAdapter().refund_in_dashboard(intent, 2_000)
    for _ in range(2):
        for event in stub_events("charge.refunded"):
            deliver(event)
        handle_due_events()
    assert wallet(owner)["available"] == 3_000
    assert_books_are_clean(database)
