"""Deposits that nobody pays end by the timer: after a day, and what a lost answer left open."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from common.adapters.payments.port import PaymentIntent, PaymentUnclear
from common.adapters.payments.stub import Magic, StubPaymentAdapter
from common.adapters.payments.stub_store import change, find
from payments import schedule
from payments.deposits.cancel import AWAITED_FOR, cancel_abandoned_deposits
from tests.conftest import Database
from tests.factories.payments import (
    assert_books_are_clean,
    edge,
    pay,
    wallet,
)
from tests.integration.payments.dying_workers import worker_dies
from tests.integration.payments.unpaid import Unpaid

NOTHING = {"available": 0, "reserved": 0, "pending": 0}
DAY = timedelta(days=1)


@pytest.fixture
def unpaid(database: Database, owner: UUID) -> Unpaid:
    """Fifty dollars."""
    return Unpaid(database, owner)


def later(delay: timedelta = DAY + timedelta(minutes=1)) -> datetime:
    return datetime.now(UTC) + delay


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
