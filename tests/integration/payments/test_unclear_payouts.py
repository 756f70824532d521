"""Payouts whose end nobody knows: a lost answer, a killed worker. Never paid twice, never forgotten."""

from typing import Any

import pytest

from common.adapters.payments.stub import Magic, StubPaymentAdapter
from payments.payouts.service import run_payouts, send_payouts
from tests.conftest import Database
from tests.factories.money import earn
from tests.factories.payments import assert_books_are_clean, request, wallet
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
