"""app.review_payout: nobody knows whether Stripe made the transfer."""

from uuid import uuid4

from tests.database.sql_functions import call
from tests.factories.ledger import account, balance
from tests.factories.money import Deal, make_payout
from tests.typing import Connection

STORED = "select status, failure_code from payouts where id = %s"


def test_it_is_neither_paid_nor_failed_and_its_money_stays_in_transit(db: Connection, deal: Deal) -> None:
    payout = make_payout(db, deal, 60_000)
    assert call(db, "app.review_payout", payout, "no answer") is True
    assert db.execute(STORED, (payout,)).fetchone() == ("manual_review", "no answer")
    assert balance(db, account(db, "payout_in_transit", user_id=deal.creator)) == 54_000
    assert db.execute("select payout_id, status from earnings").fetchall() == [(payout, "pending")]


def test_a_later_doubt_replaces_the_reason(db: Connection, deal: Deal) -> None:
    payout = make_payout(db, deal)
    assert [call(db, "app.review_payout", payout, reason) for reason in ("first", "x" * 600)] == [True, True]
    assert db.execute(STORED, (payout,)).fetchone() == ("manual_review", "x" * 500)


def test_what_is_paid_failed_or_never_was_is_no_doubt(db: Connection, deal: Deal) -> None:
    paid = make_payout(db, deal, 20_000)
    db.execute("select app.settle_payout(%s, 'tr_1')", (paid,))
    failed = make_payout(db, deal, 20_000)
    db.execute("select app.fail_payout(%s, 'no')", (failed,))
    for payout in (paid, failed, uuid4()):
        assert call(db, "app.review_payout", payout, "doubt") is False
    assert [db.execute(STORED, (payout,)).fetchone() for payout in (paid, failed)] == [
        ("paid", None), ("failed", "no"),
    ]  # fmt: skip
