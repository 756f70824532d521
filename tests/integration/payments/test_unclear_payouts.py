"""Payouts whose end nobody knows: a lost answer, a killed worker. Never paid twice, never forgotten."""

from typing import Any
from uuid import uuid4

import pytest

from common.adapters.payments.port import Transfer
from common.adapters.payments.stub import Magic, StubPaymentAdapter
from common.adapters.payments.stub_store import select_bodies
from payments.events.service import handle_due_events
from payments.payouts.service import run_payouts, send_payouts
from tests.conftest import Database
from tests.factories.ledger import fund_brand
from tests.factories.money import earn
from tests.factories.payments import assert_books_are_clean, deliver, request, stub_events, wallet
from tests.factories.payouts import LATER, let_time_pass, make_earning, payouts, transfers


def test_a_transfer_whose_answer_was_lost_is_found_and_not_paid_again(database: Database) -> None:
    """Killed between Stripe's answer and our commit."""
    deal, _ = make_earning(database, 54_000 + Magic.TRANSFER_TIMES_OUT_AFTER)
    run_payouts(LATER)
    assert [p["status"] for p in payouts(deal.creator)] == ["manual_review"]
    assert send_payouts() == 0  # too early to look again
    let_time_pass(database)
    assert send_payouts() == 1
    assert [p["status"] for p in payouts(deal.creator)] == ["paid"]
    assert transfers() == [54_000 + Magic.TRANSFER_TIMES_OUT_AFTER]
    assert_books_are_clean(database)


LOST = 54_000 + Magic.TRANSFER_TIMES_OUT_AFTER


@pytest.mark.parametrize("returned", [LOST, 10_000])
@pytest.mark.parametrize("told", ["before the answer is found", "twice", "never"])
def test_a_transfer_that_is_reversed_before_its_answer_is_owed_again_once(
    database: Database, returned: int, told: str
) -> None:
    deal, _ = make_earning(database, LOST)
    run_payouts(LATER)
    StubPaymentAdapter().reverse_transfer(select_bodies("transfer", None, None)[0]["id"], returned)
    for event in stub_events("transfer.reversed") if told != "never" else []:
        deliver(event)
        handle_due_events()
    let_time_pass(database)
    send_payouts()
    for event in stub_events("transfer.reversed") if told == "twice" else []:
        deliver({**event, "id": "evt_again"})
        handle_due_events()
    assert [(p["status"], p["reversed_amount"]) for p in payouts(deal.creator)] == [("paid", returned)]
    assert wallet(deal.creator)["available"] == returned
    assert transfers() == [LOST]
    assert_books_are_clean(database)


def test_a_reversal_that_overtakes_the_answer_is_not_lost(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made, reversed and told while the worker still holds the answer in its hands."""
    deal, _ = make_earning(database)
    original = StubPaymentAdapter.create_transfer

    def is_reversed_at_once(self: StubPaymentAdapter, *arguments: Any) -> Transfer:
        transfer = original(self, *arguments)
        self.reverse_transfer(transfer.id, 4_000)
        for event in stub_events("transfer.reversed"):
            deliver(event)
        assert handle_due_events() == {"processed": 1, "ignored": 0, "postponed": 0}
        return transfer

    monkeypatch.setattr(StubPaymentAdapter, "create_transfer", is_reversed_at_once)
    run_payouts(LATER)
    assert [(p["status"], p["reversed_amount"]) for p in payouts(deal.creator)] == [("paid", 4_000)]
    assert wallet(deal.creator)["available"] == 4_000
    assert_books_are_clean(database)


def test_a_reversed_transfer_of_nobody_is_ignored(database: Database) -> None:
    stub = StubPaymentAdapter()
    account = stub.create_account(uuid4(), uuid4(), "a@example.com", "DE")
    stub.create_account_link(account.id, "https://a", "https://b")
    stub.get_account(account.id)
    stub.reverse_transfer(stub.create_transfer(uuid4(), 5_000, "usd", account.id, "key").id, 5_000)
    for event in stub_events("transfer.reversed"):
        deliver(event)
    assert handle_due_events() == {"processed": 0, "ignored": 1, "postponed": 0}
    assert_books_are_clean(database)


def test_a_transfer_that_never_was_is_given_up_only_when_its_key_is_forgotten(database: Database) -> None:
    deal, _ = make_earning(database, 54_000 + Magic.TRANSFER_TIMES_OUT_BEFORE)
    run_payouts(LATER)
    for _ in range(3):
        let_time_pass(database)
        send_payouts()
        assert [p["status"] for p in payouts(deal.creator)] == ["manual_review"]
    assert run_payouts(LATER)["skipped"] == 0  # its earning is taken: nothing new to pay
    let_time_pass(database, "25 hours")
    send_payouts()
    assert [p["status"] for p in payouts(deal.creator)] == ["failed"]
    assert wallet(deal.creator)["available"] == 54_000 + Magic.TRANSFER_TIMES_OUT_BEFORE
    assert transfers() == []
    assert_books_are_clean(database)


@pytest.mark.parametrize("paid_again", [False, True], ids=["its earnings are free", "they were paid again"])
@pytest.mark.parametrize("returned", [0, 10_000])
def test_a_transfer_that_turns_up_after_it_was_given_up_is_booked_once(
    database: Database, monkeypatch: pytest.MonkeyPatch, paid_again: bool, returned: int
) -> None:
    """Stripe's list did not have it when we asked."""
    deal, _ = make_earning(database, LOST)
    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "find_transfer", lambda *_: None)
        run_payouts(LATER)
        let_time_pass(database, "25 hours")
        send_payouts()
    assert [p["status"] for p in payouts(deal.creator)] == ["failed"]
    stub = StubPaymentAdapter()
    if paid_again:
        with database.connect() as db:
            earn(db, deal, 10_000)
        run_payouts(LATER)
    if returned:
        stub.reverse_transfer(select_bodies("transfer", None, None)[0]["id"], returned)
    for event in stub_events("transfer.created", "transfer.reversed"):
        deliver(event)
    handle_due_events()
    assert [p["status"] for p in payouts(deal.creator)] == ["paid", "paid"] if paid_again else ["paid"]
    assert payouts(deal.creator)[-1]["reversed_amount"] == returned
    assert wallet(deal.creator)["available"] == returned - (LOST if paid_again else 0)
    assert_books_are_clean(database)
    with database.connect() as db:
        fund_brand(db, deal.brand, 100_000)
        earn(db, deal, 100_000)
    run_payouts(LATER)
    assert sum(transfers()) - returned == LOST + 90_000 + (9_000 if paid_again else 0), (
        "what was earned, once"
    )
    assert_books_are_clean(database)


def test_nothing_new_is_paid_while_an_earlier_payout_is_unclear(database: Database) -> None:
    deal, _ = make_earning(database, 54_000 + Magic.TRANSFER_TIMES_OUT_BEFORE)
    run_payouts(LATER)
    with database.connect() as db:
        earn(db, deal, 20_000)
    answer = run_payouts(LATER)
    assert (answer["paid"], answer["skipped"]) == (0, 1)
    status = request("GET", "/connect/status", user=deal.creator).body
    assert status["skipped_reason"] == "EARLIER_PAYOUT_UNCLEAR"


def test_a_worker_killed_before_it_asked_stripe_is_made_up_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between our commit and Stripe's call."""
    deal, _ = make_earning(database)

    def dies(*_: object, **__: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "create_transfer", dies)
        with pytest.raises(SystemExit):
            run_payouts(LATER)
    assert [p["status"] for p in payouts(deal.creator)] == ["pending"]
    let_time_pass(database)
    send_payouts()
    assert transfers() == [54_000]
    assert_books_are_clean(database)


def test_a_worker_killed_after_stripe_answered_pays_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between Stripe's answer and our commit."""
    deal, _ = make_earning(database)
    original = StubPaymentAdapter.create_transfer

    def answers_and_dies(self: StubPaymentAdapter, *arguments: Any) -> None:
        original(self, *arguments)
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "create_transfer", answers_and_dies)
        with pytest.raises(SystemExit):
            run_payouts(LATER)
    let_time_pass(database)
    send_payouts()
    assert transfers() == [54_000]
    assert [p["status"] for p in payouts(deal.creator)] == ["paid"]
    assert_books_are_clean(database)
