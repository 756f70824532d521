"""Unspent money goes back to where it came from, and no further."""

from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.port import PaymentObjectUnknown, PaymentUnclear, Refund
from common.adapters.payments.stub import Magic, StubPaymentAdapter
from payments.events.service import handle_due_events
from payments.withdrawals import service
from payments.withdrawals.service import finish_withdrawals
from tests.conftest import Database
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    pay,
    request,
    stub_events,
    wallet,
    wallet_id,
    withdraw,
)
from tests.factories.people import make_user


def age(database: Database) -> None:
    """Ten minutes pass for every withdrawal."""
    with database.connect() as db, db.transaction():
        db.execute("alter table wallet_transactions disable trigger touch_updated_at")
        db.execute("update wallet_transactions set updated_at = now() - interval '10 minutes'")
        db.execute("alter table wallet_transactions enable trigger touch_updated_at")


def test_the_newest_deposit_is_refunded_first(database: Database, owner: UUID) -> None:
    older, newer = pay(owner, 10_000), pay(owner, 5_000)
    answer = withdraw(owner, 7_000)
    assert answer.status == 201, answer.body
    lines = [(line["status"], line["amount"], line["balance_effect"]) for line in answer.body["data"]]
    assert sorted(lines) == [("completed", 2_000, -2_000), ("completed", 5_000, -5_000)]
    stub = StubPaymentAdapter()
    assert [r.amount for r in stub.list_refunds(newer)] == [5_000]
    assert [r.amount for r in stub.list_refunds(older)] == [2_000]
    assert wallet(owner)["available"] == 8_000
    assert_books_are_clean(database)


def test_one_deposit_can_be_refunded_by_itself(database: Database, owner: UUID) -> None:
    older, _ = pay(owner, 10_000), pay(owner, 5_000)
    lines = request("GET", f"/wallets/{wallet_id(owner)}/transactions", user=owner).body["data"]
    oldest = next(line["id"] for line in lines if line["reference_id"] == older)
    assert withdraw(owner, 10_000, deposit_id=oldest).status == 201
    answer = withdraw(owner, 1, deposit_id=oldest)
    assert (answer.status, answer.body["code"]) == (409, "NOTHING_TO_REFUND")
    assert_books_are_clean(database)


def test_an_administrator_may_refund_too(database: Database, owner: UUID, admin: UUID) -> None:
    pay(owner, 10_000)
    assert withdraw(admin, 4_000, whose=owner).status == 201
    assert wallet(owner)["available"] == 6_000


def test_no_more_than_what_is_unspent(owner: UUID) -> None:
    pay(owner, 10_000)
    answer = withdraw(owner, 10_001)
    assert (answer.status, answer.body["code"]) in ((402, "INSUFFICIENT_FUNDS"), (409, "NOTHING_TO_REFUND"))
    assert wallet(owner)["available"] == 10_000


@pytest.mark.parametrize("amount", [0, -1, 1.5, "1", None, 10**13])
def test_an_impossible_amount_is_malformed(owner: UUID, amount: Any) -> None:
    assert withdraw(owner, amount).status == 422


def test_a_repeated_key_refunds_once(database: Database, owner: UUID) -> None:
    intent = pay(owner, 10_000)
    first, second = withdraw(owner, 4_000, key="k"), withdraw(owner, 4_000, key="k")
    assert first.body == second.body
    assert len(StubPaymentAdapter().list_refunds(intent)) == 1
    assert wallet(owner)["available"] == 6_000


def test_another_brands_wallet_is_not_found(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    with database.connect() as db:
        stranger = make_user(db, "brand")
    assert withdraw(stranger, 100, whose=owner).status == 404
    assert wallet(owner)["available"] == 10_000


def test_a_refused_refund_leaves_the_money_in_the_wallet(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    answer = withdraw(owner, 1_000 + Magic.REFUND_REFUSED)
    assert [line["status"] for line in answer.body["data"]] == ["failed"]
    assert answer.body["data"][0]["metadata"]["failure_reason"] == "insufficient_funds"
    assert wallet(owner)["available"] == 10_000
    assert_books_are_clean(database)


def test_a_refund_that_comes_back_days_later_is_in_the_wallet_again(database: Database, owner: UUID) -> None:
    intent = pay(owner, 10_000)
    withdraw(owner, 4_000)
    stub = StubPaymentAdapter()
    stub.fail_refund(stub.list_refunds(intent)[0].id)
    for event in stub_events("refund.failed", "charge.refunded"):
        deliver(event)
    handle_due_events()
    assert wallet(owner)["available"] == 10_000
    assert_books_are_clean(database)
    assert withdraw(owner, 10_000).status == 201


@pytest.mark.parametrize("magic", [Magic.REFUND_FAILS_LATER])
def test_a_slow_refund_is_pending_until_stripe_decides(database: Database, owner: UUID, magic: Magic) -> None:
    intent = pay(owner, 10_000)
    assert [line["status"] for line in withdraw(owner, 1_000 + magic).body["data"]] == ["pending"]
    assert wallet(owner)["available"] == 10_000 - 1_000 - magic
    stub = StubPaymentAdapter()
    stub.fail_refund(stub.list_refunds(intent)[0].id)
    age(database)
    assert finish_withdrawals() == 1
    assert wallet(owner)["available"] == 10_000
    assert_books_are_clean(database)


def test_a_lost_answer_is_found_by_the_sweep(database: Database, owner: UUID) -> None:
    """Killed between Stripe's answer and our commit."""
    intent = pay(owner, 10_000)
    answer = withdraw(owner, 1_000 + Magic.REFUND_TIMES_OUT)
    assert [line["status"] for line in answer.body["data"]] == ["pending"]
    age(database)
    finish_withdrawals()
    assert len(StubPaymentAdapter().list_refunds(intent)) == 1
    assert wallet(owner)["available"] == 10_000 - 1_000 - Magic.REFUND_TIMES_OUT
    assert_books_are_clean(database)


def test_a_worker_killed_before_it_asked_stripe_is_made_up_for(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between our commit and Stripe's call."""
    intent = pay(owner, 10_000)

    def dies(*_: object) -> None:
        raise PaymentUnclear

    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "create_refund", dies)
        withdraw(owner, 4_000)
    assert StubPaymentAdapter().list_refunds(intent) == []
    age(database)
    finish_withdrawals()
    assert [r.amount for r in StubPaymentAdapter().list_refunds(intent)] == [4_000]
    assert wallet(owner)["available"] == 6_000
    assert_books_are_clean(database)


def test_refunds_that_a_bank_takes_days_for_hold_up_no_lost_one(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep does so many at a time, and those that stay open were always the first."""
    monkeypatch.setattr(service, "WITHDRAWALS_A_SWEEP", 2)
    pay(owner, 10_000)
    for _ in range(2):
        withdraw(owner, 1_000 + Magic.REFUND_FAILS_LATER)
    with monkeypatch.context() as patch:
        patch.setattr(service, "_send_each", lambda _: None)
        lost = withdraw(owner, 4_000).body["data"][0]["id"]
    age(database)
    assert finish_withdrawals() == 2
    with database.connect() as db:
        found = db.execute("select status from wallet_transactions where id = %s", (lost,)).fetchone()
    assert found == ("completed",)
    assert_books_are_clean(database)


@pytest.mark.parametrize("method", ["list_refunds", "create_refund"])
def test_a_refund_of_a_payment_that_stripe_does_not_know_fails(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    pay(owner, 10_000)

    def knows_nothing(*_: object) -> None:
        raise PaymentObjectUnknown

    monkeypatch.setattr(StubPaymentAdapter, method, knows_nothing)
    line = withdraw(owner, 4_000).body["data"][0]
    assert (line["status"], line["metadata"]["failure_reason"]) == ("failed", "payment_unknown")
    assert wallet(owner)["available"] == 10_000
    assert_books_are_clean(database)


def test_a_withdrawal_that_cannot_be_finished_does_not_stop_the_others(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = pay(owner, 10_000), pay(owner, 5_000)
    original = StubPaymentAdapter.list_refunds
    # the newest deposit goes first
    broken = {older, newer}

    def breaks(self: StubPaymentAdapter, intent: str) -> list[Refund]:
        if intent in broken:
            raise RuntimeError
        return original(self, intent)

    monkeypatch.setattr(StubPaymentAdapter, "list_refunds", breaks)
    answer = withdraw(owner, 7_000)
    assert [line["status"] for line in answer.body["data"]] == ["pending", "pending"]
    broken.remove(older)
    age(database)
    assert finish_withdrawals() == 2
    assert [r.amount for r in original(StubPaymentAdapter(), older)] == [2_000]
    broken.clear()
    age(database)
    assert finish_withdrawals() == 1
    assert [r.amount for r in original(StubPaymentAdapter(), newer)] == [5_000]
    assert_books_are_clean(database)
