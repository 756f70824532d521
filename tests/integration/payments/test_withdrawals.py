"""Unspent money goes back to where it came from, and no further."""

from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments import PaymentObjectUnknown, PaymentUnclear, Refund
from common.adapters.payments_stub import Magic, StubPaymentAdapter
from payments.deposits.service import finish_withdrawals
from payments.events.service import work_through
from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.payments import (
    assert_books_are_clean,
    deliver,
    deposit,
    pay,
    request,
    stub_events,
    wallet,
)
from tests.factories.people import make_user


def wallet_id(user: UUID) -> str:
    return str(request("GET", "/wallets", user=user).body["data"][0]["id"])


def withdraw(user: UUID, amount: object, *, key: str | None = None, deposit_id: str | None = None,
             whose: UUID | None = None) -> Answer:  # fmt: skip
    path = f"/wallets/{wallet_id(whose or user)}"
    path += f"/deposits/{deposit_id}/refunds" if deposit_id else "/withdrawals"
    return request("POST", path, user=user, body={"amount": amount}, key=key)


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
    work_through()
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


def test_a_line_that_came_to_nothing_has_no_effect(owner: UUID) -> None:
    pay(owner, 10_000)
    line = withdraw(owner, 1_000 + Magic.REFUND_REFUSED).body["data"][0]
    assert (line["amount"], line["balance_effect"], line["balance_after"]) == (1_921, 0, 10_000)
    text = request("GET", f"/wallets/{wallet_id(owner)}/statement.csv", user=owner).body
    assert (
        text.strip().splitlines()[-1].endswith("withdrawal,failed,Refund of a deposit,19.21,0.00,100.00,usd")
    )


def test_the_statement_runs_to_the_balance_and_pages(database: Database, owner: UUID) -> None:
    pay(owner, 10_000)
    withdraw(owner, 2_500)
    deposit(owner, 7_700)  # nobody pays it: it shows, without effect
    path = f"/wallets/{wallet_id(owner)}/transactions"
    lines, cursor = [], None
    while True:
        query = {"limit": "1"} | ({"cursor": cursor} if cursor else {})
        body = request("GET", path, user=owner, query=query).body
        lines += body["data"]
        if (cursor := body["next_cursor"]) is None:
            break
    shown = [(line["transaction_type"], line["status"], line["balance_after"]) for line in lines]
    assert shown == [
        ("deposit", "pending", 7_500), ("withdrawal", "completed", 7_500), ("deposit", "completed", 10_000)
    ]  # fmt: skip


def test_the_statement_as_csv_reads_in_major_units(database: Database, owner: UUID) -> None:
    pay(owner, 10_050)
    with database.connect() as db:
        db.execute("update wallet_transactions set description = '=1+1'")
    answer = request("GET", f"/wallets/{wallet_id(owner)}/statement.csv", user=owner)
    assert answer.headers["content-type"].startswith("text/csv")
    header, line = answer.body.strip().splitlines()
    assert header == "id,created_at,type,status,description,amount,effect,balance,currency"
    assert line.endswith("deposit,completed,'=1+1,100.50,100.50,100.50,usd")


@pytest.mark.parametrize(
    "wrong", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-01-01T00:00:00", "yesterday"]
)
def test_a_statement_is_of_a_span_of_this_century_with_its_time_zone(owner: UUID, wrong: str) -> None:
    pay(owner, 10_050)
    path = f"/wallets/{wallet_id(owner)}/statement.csv"
    for end in ("since", "until"):
        assert request("GET", path, user=owner, query={end: wrong}).status == 422
    everything = {"since": "2000-01-01T00:00:00Z", "until": "2099-12-31T23:59:59Z"}
    answer = request("GET", path, user=owner, query=everything)
    assert (answer.status, len(answer.body.strip().splitlines())) == (200, 2)
