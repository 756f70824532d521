"""Deposits that nobody pays: called off by the brand at once; paid wins, and no money is lost."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from common.adapters.payments.port import PaymentIntent
from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import change, select_bodies
from payments.events.service import handle_due_events
from tests.conftest import Database
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    edge,
    request,
    stub_events,
    wallet,
)
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.payments.unpaid import Unpaid

NOTHING = {"available": 0, "reserved": 0, "pending": 0}


@pytest.fixture
def unpaid(database: Database, owner: UUID) -> Unpaid:
    """Fifty dollars."""
    return Unpaid(database, owner)


def test_a_brand_calls_off_what_is_not_paid(unpaid: Unpaid) -> None:
    assert wallet(unpaid.owner)["pending"] == 5_000
    answer = unpaid.cancel()
    assert answer.status == 200, answer.body
    assert answer.body == {
        "transaction_id": str(unpaid.id), "status": "cancelled", "amount": 5_000, "currency": "usd",
        "failure_reason": "canceled",
    }  # fmt: skip
    assert (unpaid.at_stripe, unpaid.status) == ("canceled", "cancelled")
    assert wallet(unpaid.owner) == NOTHING
    assert unpaid.cancel().body == answer.body
    for event in stub_events():
        deliver(event)
    handle_due_events()
    assert wallet(unpaid.owner) == NOTHING
    assert_books_are_clean(unpaid.database)


def test_the_same_key_calls_it_off_once(unpaid: Unpaid) -> None:
    first, again = unpaid.cancel(key="k"), unpaid.cancel(key="k")
    assert (first.status, first.body) == (again.status, again.body) == (200, first.body)


def test_what_was_paid_meanwhile_is_credited_and_not_cancelled(unpaid: Unpaid) -> None:
    StubPaymentAdapter().play_payer(unpaid.intent)
    answer = unpaid.cancel()
    assert (answer.status, answer.body["code"]) == (409, "WALLET_TRANSACTION_TRANSITION_FORBIDDEN")
    assert wallet(unpaid.owner) == {"available": 5_000, "reserved": 0, "pending": 0}
    assert unpaid.cancel().status == 409
    for event in stub_events():
        deliver(event)
    handle_due_events()
    assert wallet(unpaid.owner)["available"] == 5_000
    assert_books_are_clean(unpaid.database)


def test_a_payer_who_waits_elsewhere_can_be_called_off_at_once(unpaid: Unpaid) -> None:
    change(unpaid.intent, {"status": "requires_action"})
    assert unpaid.cancel().body["status"] == "cancelled"


def test_a_deposit_that_stripe_does_not_know_ends(unpaid: Unpaid) -> None:
    with unpaid.database.connect() as db:
        db.execute("delete from payment_stub_objects where id = %s", (unpaid.intent,))
    assert unpaid.cancel().body["status"] == "cancelled"


def test_what_is_paid_after_it_was_called_off_is_the_brands(unpaid: Unpaid) -> None:
    """As where Stripe's object and ours were told apart by a restore: only Stripe's word counts."""
    unpaid.cancel()
    change(unpaid.intent, {"status": "succeeded", "amount_received": 5_000, "charge_id": "ch_late"})
    assert (
        edge("confirm-deposit", user=unpaid.owner, payment_intent_id=unpaid.intent).body["status"]
        == "completed"
    )
    assert wallet(unpaid.owner) == {**NOTHING, "available": 5_000}
    assert_books_are_clean(unpaid.database)


def test_a_deposit_that_is_called_off_while_stripe_is_asked_for_it_is_not_collected(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = StubPaymentAdapter.create_payment_intent

    def meanwhile(self: StubPaymentAdapter, *arguments: Any) -> PaymentIntent:
        with database.connect() as db:
            row = db.execute("select wallet_id, id from wallet_transactions").fetchone()
        assert row is not None
        answer = request("POST", f"/wallets/{row[0]}/deposits/{row[1]}/cancel", user=owner)
        assert answer.body["status"] == "cancelled"
        return create(self, *arguments)

    monkeypatch.setattr(StubPaymentAdapter, "create_payment_intent", meanwhile)
    answer = edge("deposit-funds", user=owner, amount=5_000)
    assert (answer.status, answer.body["code"]) == (409, "PAYMENT_REFUSED")
    assert [body["status"] for body in select_bodies("payment_intent", None, None)] == ["canceled"]
    assert wallet(owner) == NOTHING


def test_another_intent_of_the_deposit_does_not_end_it(unpaid: Unpaid) -> None:
    """One whose answer was lost, under a customer that is gone since."""
    stub = StubPaymentAdapter()
    other = stub.create_customer(uuid4(), uuid4())
    lost = stub.create_payment_intent(unpaid.id, 5_000, "usd", other)
    stub.cancel_payment_intent(lost.id)
    for event in stub_events():
        deliver(event)
    assert handle_due_events()["ignored"] == 1
    assert (unpaid.status, unpaid.at_stripe) == ("pending", "requires_payment_method")


def test_only_who_moves_the_brands_money_calls_off(unpaid: Unpaid, creator: UUID) -> None:
    with unpaid.database.connect() as db:
        stranger = make_user(db, "brand")
        analyst = make_member(db, brand_of(db, unpaid.owner), "analyst")
    assert unpaid.cancel(user=stranger).status == 404
    assert unpaid.cancel(user=creator).status == 404
    assert unpaid.cancel(user=analyst).status == 403
    assert (unpaid.status, unpaid.at_stripe) == ("pending", "requires_payment_method")
    assert unpaid.cancel().status == 200


def test_a_deposit_of_another_wallet_and_what_is_no_deposit_are_not_found(
    unpaid: Unpaid, database: Database
) -> None:
    with database.connect() as db:
        other = Unpaid(database, make_user(db, "brand"))
    for deposit_id in (other.id, uuid4()):
        path = f"/wallets/{unpaid.wallet}/deposits/{deposit_id}/cancel"
        assert request("POST", path, user=unpaid.owner).status == 404
    assert (other.status, unpaid.status) == ("pending", "pending")
