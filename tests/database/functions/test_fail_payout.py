"""app.fail_payout: Stripe certainly refused, and the earnings are free for the next run."""

from uuid import uuid4

import pytest

from tests.database.sql_functions import call
from tests.factories.ledger import account, balance
from tests.factories.money import Deal, make_payout
from tests.typing import Connection


@pytest.mark.parametrize("unclear", [False, True], ids=["pending", "manual review"])
def test_the_money_is_payable_again_and_the_earnings_are_free(
    db: Connection, deal: Deal, unclear: bool
) -> None:
    payout = make_payout(db, deal, 60_000)
    if unclear:
        db.execute("select app.review_payout(%s, 'no answer')", (payout,))
    assert call(db, "app.fail_payout", payout, "balance_insufficient") is True
    [(status, code, words)] = db.execute(
        "select status, failure_code, failure_reason from payouts"
    ).fetchall()
    assert (status, code) == ("failed", "balance_insufficient")
    assert "We are on it" in words
    assert db.execute("select status, payout_id from earnings").fetchall() == [("pending", None)]
    assert balance(db, account(db, "payout_in_transit", user_id=deal.creator)) == 0
    assert balance(db, account(db, "creator_payable", user_id=deal.creator)) == 54_000
    assert db.execute(
        "select status, metadata ->> 'failure_reason' from wallet_transactions where reference_id = %s",
        (f"payout:{payout}",),
    ).fetchall() == [("failed", words)]
    told = db.execute("select user_id, message from notifications where type = 'payout_failed'").fetchall()
    assert [user for user, _ in told] == [deal.creator]
    assert "balance_insufficient" not in told[0][1], "what is ours to mend is not the creator's to read"


@pytest.mark.parametrize(
    "reason", ["insufficient_capabilities_for_transfer", "account_closed", "account_unknown"]
)
def test_a_payee_who_cannot_be_paid_is_put_on_hold(db: Connection, deal: Deal, reason: str) -> None:
    payout = make_payout(db, deal, 60_000)
    call(db, "app.fail_payout", payout, reason)
    assert db.execute("select failure_code, failure_reason = app.payee_obstacle(%s) from payouts",
                      (reason,)).fetchall() == [(reason, True)]  # fmt: skip
    assert db.execute(
        "select payouts_enabled, payouts_blocked_reason = app.payee_obstacle(%s) from wallets where user_id = %s",
        (reason, deal.creator),
    ).fetchall() == [(False, True)]
    told = db.execute(
        "select type from notifications where user_id = %s and type like 'payout%%'", (deal.creator,)
    )
    assert told.fetchall() == [("payout_on_hold",)]


def test_the_next_run_pays_under_a_new_key(db: Connection, deal: Deal) -> None:
    payout = make_payout(db, deal)
    call(db, "app.fail_payout", payout, "no")
    batch = call(db, "app.prepare_payouts", "2999-01-01")
    [(other, key, amount)] = db.execute(
        "select id, idempotency_key, amount from payouts where batch_id = %s", (batch,)
    ).fetchall()
    assert other != payout
    assert (key, amount) == (f"payout_{other}", 54_000)


def test_it_fails_once_and_what_is_paid_or_never_was_does_not(db: Connection, deal: Deal) -> None:
    failed = make_payout(db, deal, 20_000)
    assert [call(db, "app.fail_payout", failed, "no") for _ in range(2)] == [True, False]
    paid = make_payout(db, deal, 30_000)
    db.execute("select app.settle_payout(%s, 'tr_1')", (paid,))
    before = balance(db, account(db, "creator_payable", user_id=deal.creator))
    assert call(db, "app.fail_payout", paid, "no") is False
    assert call(db, "app.fail_payout", uuid4(), "no") is False
    assert balance(db, account(db, "creator_payable", user_id=deal.creator)) == before
    assert db.execute("select status from payouts order by id").fetchall() == [("failed",), ("paid",)]


def test_a_long_reason_is_cut(db: Connection, deal: Deal) -> None:
    payout = make_payout(db, deal)
    call(db, "app.fail_payout", payout, "x" * 600)
    assert db.execute("select length(failure_code) from payouts").fetchall() == [(500,)]
