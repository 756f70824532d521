"""app.settle_payout: Stripe made the transfer."""

from uuid import uuid4

import pytest

from tests.database.sql_functions import call
from tests.factories.ledger import account, balance
from tests.factories.money import Deal, make_payout
from tests.typing import Connection


@pytest.mark.parametrize("unclear", [False, True], ids=["pending", "manual review"])
def test_it_is_paid_with_its_earnings_and_the_money_is_at_stripe_no_more(
    db: Connection, deal: Deal, unclear: bool
) -> None:
    payout = make_payout(db, deal, 60_000)
    if unclear:
        db.execute("select app.review_payout(%s, 'no answer')", (payout,))
    assert call(db, "app.settle_payout", payout, "tr_1") is True
    assert db.execute(
        "select status, stripe_transfer_id, paid_at is not null, failure_reason from payouts"
    ).fetchall() == [("paid", "tr_1", True, None)]
    assert db.execute("select status, paid_at is not null from earnings").fetchall() == [("paid", True)]
    assert balance(db, account(db, "payout_in_transit", user_id=deal.creator)) == 0
    assert balance(db, account(db, "stripe_clearing")) == -100_000 + 54_000
    assert db.execute(
        "select status, completed_at is not null from wallet_transactions where reference_id = %s",
        (f"payout:{payout}",),
    ).fetchall() == [("completed", True)]
    told = db.execute(
        "select user_id, metadata -> 'amount' from notifications where type = 'payment_received'"
    ).fetchall()
    assert told == [(deal.creator, 54_000)]


def test_a_second_word_of_stripe_changes_nothing(db: Connection, deal: Deal) -> None:
    payout = make_payout(db, deal)
    assert [call(db, "app.settle_payout", payout, transfer) for transfer in ("tr_1", "tr_1", "tr_2")] == [
        True, False, False,
    ]  # fmt: skip
    assert db.execute("select stripe_transfer_id from payouts").fetchall() == [("tr_1",)]
    assert balance(db, account(db, "stripe_clearing")) == -100_000 + 54_000


def test_one_that_was_given_up_is_paid_after_all_and_one_that_never_was_is_not(
    db: Connection, deal: Deal
) -> None:
    payout = make_payout(db, deal)
    db.execute("select app.fail_payout(%s, 'no transfer was made')", (payout,))
    assert [call(db, "app.settle_payout", payout, "tr_1") for _ in range(2)] == [True, False]
    assert call(db, "app.settle_payout", uuid4(), "tr_1") is False
    assert db.execute(
        "select status, stripe_transfer_id, failure_reason, failure_code from payouts"
    ).fetchall() == [("paid", "tr_1", None, None)]
    assert db.execute("select status, payout_id from earnings").fetchall() == [("paid", payout)]
    assert balance(db, account(db, "creator_payable", user_id=deal.creator)) == 0
    assert balance(db, account(db, "payout_in_transit", user_id=deal.creator)) == 0
    assert balance(db, account(db, "stripe_clearing")) == -100_000 + 54_000
    lines = db.execute(
        "select status, balance_effect from wallet_transactions where reference_id like 'payout%' order by id"
    ).fetchall()
    assert lines == [("failed", -54_000), ("completed", -54_000)]


def test_a_trouble_that_is_over_is_news_when_it_comes_back(db: Connection, deal: Deal) -> None:
    payout = make_payout(db, deal)
    db.execute("update connected_accounts set told_reason = 'restricted'")
    call(db, "app.settle_payout", payout, "tr_1")
    assert db.execute("select told_reason from connected_accounts").fetchall() == [(None,)]
