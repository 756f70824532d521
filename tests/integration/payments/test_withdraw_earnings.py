"""`POST /api/v1/payments/withdraw` of a creator: what is past its hold, whole and now."""

from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.stub import Magic
from payments.payouts.service import send_payouts
from tests.conftest import Database
from tests.factories.money import earn
from tests.factories.payments import allow_withdrawals, ask, assert_books_are_clean, request, wallet
from tests.factories.payouts import connect, let_time_pass, make_earning, payouts, transfers


def refused(user: UUID, **body: Any) -> tuple[int, str]:
    answer = ask(user, **body)
    return answer.status, answer.body["code"]


def test_a_creator_is_paid_all_that_is_available_at_once(database: Database) -> None:
    deal, _ = make_earning(database)
    answer = ask(deal.creator)
    assert answer.status == 201, answer.body
    assert (answer.body["amount"], answer.body["payout"]["status"]) == (54_000, "paid")
    (line,) = answer.body["transactions"]
    assert (line["transaction_type"], line["balance_effect"], line["status"]) == (
        "transfer",
        -54_000,
        "completed",
    )
    assert transfers() == [54_000]
    assert [one["id"] for one in payouts(deal.creator)] == [answer.body["payout"]["id"]]
    assert send_payouts() == 0
    assert_books_are_clean(database)


def test_another_amount_of_earnings_is_422_and_names_what_there_is(database: Database) -> None:
    deal, _ = make_earning(database)
    for amount in (1, 53_999, 54_001):
        answer = ask(deal.creator, amount=amount)
        assert (answer.status, answer.body["code"]) == (422, "EARNINGS_PAID_WHOLE")
        assert answer.body["details"] == [{"asked": amount, "available": 54_000}]
    assert transfers() == []
    assert ask(deal.creator, amount=54_000).status == 201


def test_who_is_barred_behind_the_commit_is_sent_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the payout that is written down and its transfer."""
    deal, _ = make_earning(database)

    def ban(payout_id: UUID) -> None:
        with database.connect() as db:
            db.execute("update auth.users set status = 'banned' where id = %s", (deal.creator,))

    with monkeypatch.context() as patch:
        patch.setattr("payments.withdrawals.ask.send_payout", ban)
        ask(deal.creator)
    send_payouts()
    assert transfers() == []
    with database.connect() as db:
        assert db.execute("select status, failure_code from payouts").fetchone() == ("failed", "payee_barred")
    assert_books_are_clean(database)


def test_a_payee_on_hold_hears_why(database: Database) -> None:
    deal, _ = make_earning(database, connected=False)
    assert refused(deal.creator) == (409, "PAYEE_NOT_READY")
    request("POST", "/connect/onboarding", user=deal.creator, body={})
    assert ask(deal.creator).body["details"] == [{"reason": "ACCOUNT_NOT_READY"}]
    connect(deal.creator)
    assert ask(deal.creator).status == 201


def test_a_transfer_without_an_answer_is_found_by_the_sweep(database: Database) -> None:
    net = 54_000 + Magic.TRANSFER_TIMES_OUT_AFTER
    deal, _ = make_earning(database, net)
    answer = ask(deal.creator)
    assert (answer.status, answer.body["payout"]["status"]) == (201, "manual_review")
    with database.connect() as db:
        earn(db, deal, 10_000)
        db.execute("update earnings set available_at = now() - interval '1 minute' where payout_id is null")
    assert ask(deal.creator).body["details"] == [{"reason": "EARLIER_PAYOUT_UNCLEAR"}]
    let_time_pass(database)
    assert send_payouts() == 1
    assert transfers() == [net]
    assert ask(deal.creator).body["amount"] == 9_000
    assert_books_are_clean(database)


def test_a_refused_transfer_leaves_the_earnings_and_is_no_withdrawal_of_the_day(database: Database) -> None:
    net = 54_000 + Magic.TRANSFER_REFUSED
    deal, _ = make_earning(database, net)
    with database.connect() as db:
        allow_withdrawals(db, 1)
    for _ in range(2):
        answer = ask(deal.creator)
        assert (answer.status, answer.body["payout"]["status"]) == (201, "failed")
    assert wallet(deal.creator)["available"] == net
    assert_books_are_clean(database)
