"""Deposits that nobody pays: called off by the brand, by the timer after a day; paid wins, and no money is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from common.adapters.payments.port import PaymentIntent, PaymentUnclear
from common.adapters.payments.stub import Magic, StubPaymentAdapter
from common.adapters.payments.stub_store import change, find, select_bodies
from payments import schedule
from payments.deposits.cancel import AWAITED_FOR, cancel_abandoned_deposits
from payments.events.service import handle_due_events
from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    deposit,
    edge,
    pay,
    request,
    stub_events,
    wallet,
)
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.payments.dying_workers import worker_dies

NOTHING = {"available": 0, "reserved": 0, "pending": 0}
DAY = timedelta(days=1)


class Unpaid:
    """A deposit that waits for its payer."""

    def __init__(self, database: Database, owner: UUID, amount: int = 5_000) -> None:
        self.database, self.owner = database, owner
        self.intent = deposit(owner, amount)
        with database.connect() as db:
            row = db.execute(
                "select wallet_id, id from wallet_transactions where reference_id = %s", (self.intent,)
            ).fetchone()
        assert row is not None
        self.wallet, self.id = row

    def cancel(self, *, user: UUID | None = None, key: str | None = None) -> Answer:
        """What the brand asks for."""
        path = f"/wallets/{self.wallet}/deposits/{self.id}/cancel"
        return request("POST", path, user=user or self.owner, key=key)

    @property
    def status(self) -> str:
        """Ours."""
        with self.database.connect() as db:
            row = db.execute("select status from wallet_transactions where id = %s", (self.id,)).fetchone()
        assert row is not None
        return str(row[0])

    @property
    def at_stripe(self) -> str:
        """Stripe's."""
        return str(find("payment_intent", self.intent)["status"])


@pytest.fixture
def unpaid(database: Database, owner: UUID) -> Unpaid:
    """Fifty dollars."""
    return Unpaid(database, owner)


def later(delay: timedelta = DAY + timedelta(minutes=1)) -> datetime:
    return datetime.now(UTC) + delay


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


def test_money_on_its_way_is_waited_for(database: Database, owner: UUID) -> None:
    unpaid = Unpaid(database, owner, 10_000 + Magic.DEPOSIT_DELAYED)
    StubPaymentAdapter().play_payer(unpaid.intent)
    assert unpaid.at_stripe == "processing"
    assert cancel_abandoned_deposits(later()) == {"cancelled": 0, "paid": 0, "left": 1}
    assert (unpaid.at_stripe, unpaid.status) == ("processing", "pending")
    StubPaymentAdapter().play_payer(unpaid.intent)
    assert cancel_abandoned_deposits(later(2 * DAY)) == {"cancelled": 0, "paid": 1, "left": 0}
    assert wallet(owner) == {"available": 10_901, "reserved": 0, "pending": 0}


def test_a_deposit_that_nobody_touched_for_a_day_ends(database: Database, owner: UUID) -> None:
    paid = pay(owner, 1_000)
    left, declined = Unpaid(database, owner), Unpaid(database, owner, 10_000 + Magic.DEPOSIT_DECLINED)
    edge("confirm-deposit", user=owner, payment_intent_id=declined.intent)
    event = {"job": "abandoned-deposits", "scheduled_time": (later(DAY - timedelta(hours=1))).isoformat()}
    assert schedule.lambda_handler(event, None)["counts"] == {"cancelled": 0, "paid": 0, "left": 0}
    event = {"job": "abandoned-deposits", "scheduled_time": later().isoformat()}
    assert schedule.lambda_handler(event, None)["counts"] == {"cancelled": 2, "paid": 0, "left": 0}
    assert schedule.lambda_handler(event, None)["status"] == "done"
    assert (left.status, declined.status) == ("cancelled", "cancelled")
    assert (left.at_stripe, declined.at_stripe) == ("canceled", "canceled")
    assert find("payment_intent", paid)["status"] == "succeeded"
    assert cancel_abandoned_deposits(later(30 * DAY)) == {"cancelled": 0, "paid": 0, "left": 0}
    assert wallet(owner) == {"available": 1_000, "reserved": 0, "pending": 0}
    assert_books_are_clean(database)


def test_a_deposit_whose_answer_was_lost_ends_too(database: Database, owner: UUID) -> None:
    """Nobody was given its secret, so nobody can pay it."""
    assert edge("deposit-funds", user=owner, amount=10_000 + Magic.DEPOSIT_TIMES_OUT, key="k").status == 503
    assert wallet(owner)["pending"] == 10_904
    assert cancel_abandoned_deposits(later())["cancelled"] == 1
    assert wallet(owner) == NOTHING
    answer = edge("deposit-funds", user=owner, amount=10_000 + Magic.DEPOSIT_TIMES_OUT, key="k")
    assert (answer.status, answer.body["code"]) == (409, "PAYMENT_REFUSED")


def test_a_payer_who_pays_elsewhere_has_a_fortnight(unpaid: Unpaid) -> None:
    """By bank transfer or with a voucher; its brand can call it off all the same."""
    change(unpaid.intent, {"status": "requires_action"})
    assert cancel_abandoned_deposits(later()) == {"cancelled": 0, "paid": 0, "left": 1}
    assert (unpaid.at_stripe, unpaid.status) == ("requires_action", "pending")
    assert cancel_abandoned_deposits(later(AWAITED_FOR + DAY)) == {"cancelled": 1, "paid": 0, "left": 0}
    assert (unpaid.at_stripe, unpaid.status) == ("canceled", "cancelled")


def test_a_payer_who_waits_elsewhere_can_be_called_off_at_once(unpaid: Unpaid) -> None:
    change(unpaid.intent, {"status": "requires_action"})
    assert unpaid.cancel().body["status"] == "cancelled"


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("paid_first", [False, True])
def test_a_cancellation_whose_worker_died_is_finished_by_the_timer(
    unpaid: Unpaid, when: str, paid_first: bool
) -> None:
    with worker_dies("cancel_payment_intent", when):
        unpaid.cancel()
    assert unpaid.status == "pending"
    if paid_first:
        StubPaymentAdapter().play_payer(unpaid.intent)
    counts = cancel_abandoned_deposits(later(timedelta(minutes=3)))
    is_paid = paid_first and when == "before"
    assert counts == {"cancelled": int(not is_paid), "paid": int(is_paid), "left": 0}
    assert wallet(unpaid.owner) == {**NOTHING, "available": 5_000 if is_paid else 0}
    assert_books_are_clean(unpaid.database)


def test_an_answer_that_is_lost_is_unclear_and_one_deposit_stops_no_other(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Unpaid(database, owner), Unpaid(database, owner)
    cancel = StubPaymentAdapter.cancel_payment_intent

    def lost(self: StubPaymentAdapter, intent: str, spared: frozenset[str]) -> PaymentIntent:
        if intent == first.intent:
            raise PaymentUnclear
        return cancel(self, intent, spared)

    with monkeypatch.context() as patched:
        patched.setattr(StubPaymentAdapter, "cancel_payment_intent", lost)
        answer = first.cancel()
        assert (answer.status, answer.body["code"]) == (503, "PAYMENT_UNCLEAR")
        assert cancel_abandoned_deposits(later()) == {"cancelled": 1, "paid": 0, "left": 1}
    assert (first.status, second.status) == ("pending", "cancelled")
    assert cancel_abandoned_deposits(later())["cancelled"] == 1
    assert wallet(owner) == NOTHING


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
