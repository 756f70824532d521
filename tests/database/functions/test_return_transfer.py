"""app.return_transfer: a transfer was reversed, wholly or in part, and the creator is owed it again."""

import pytest

from tests.database.sql_functions import call
from tests.factories.ledger import account, balance
from tests.factories.money import Deal, make_payout
from tests.typing import Connection


@pytest.fixture
def paid(db: Connection, deal: Deal) -> Deal:
    """A deal whose creator was paid 540.00 by the transfer tr_1."""
    payout = make_payout(db, deal, 60_000)
    db.execute("select app.settle_payout(%s, 'tr_1')", (payout,))
    return deal


def payable(db: Connection, deal: Deal) -> int:
    """What the creator is owed, in minor units."""
    return balance(db, account(db, "creator_payable", user_id=deal.creator))


def test_what_came_back_is_an_earning_of_its_own_and_a_line_of_the_wallet(db: Connection, paid: Deal) -> None:
    assert call(db, "app.return_transfer", "tr_1", 4_000) == 4_000
    assert db.execute(
        "select e.creator_user_id, e.campaign_id, e.brand_id, e.amount, e.gross_amount, e.fee_amount, e.status,"
        " e.available_at <= now(), e.reason, t.transaction_type, t.status, t.balance_effect from earnings as e"
        " inner join wallet_transactions as t on t.reference_id = 'earning:' || e.id"
        " and t.ledger_transaction_id = e.ledger_transaction_id where e.kind = 'returned'"
    ).fetchall() == [(
        paid.creator, paid.campaign, paid.brand, 4_000, 4_000, 0, "pending", True, "Transfer reversed: tr_1",
        "transfer", "completed", 4_000,
    )]  # fmt: skip
    assert payable(db, paid) == 4_000
    assert balance(db, account(db, "stripe_clearing")) == -100_000 + 50_000


def test_stripes_running_total_counts_the_difference_and_a_repeated_event_nothing(
    db: Connection, paid: Deal
) -> None:
    answers = [call(db, "app.return_transfer", "tr_1", total) for total in (4_000, 4_000, 14_000, 4_000)]
    assert answers == [4_000, 0, 10_000, 0]
    assert payable(db, paid) == 14_000
    assert db.execute("select reversed_amount from payouts").fetchall() == [(14_000,)]


def test_no_more_comes_back_than_was_paid(db: Connection, paid: Deal) -> None:
    assert call(db, "app.return_transfer", "tr_1", 99_999) == 54_000
    assert call(db, "app.return_transfer", "tr_1", 99_999) == 0
    assert payable(db, paid) == 54_000


def test_a_transfer_that_is_not_ours_is_ignored(db: Connection, paid: Deal) -> None:
    assert call(db, "app.return_transfer", "tr_2", 4_000) == 0
    assert call(db, "app.return_transfer", "tr_1", -5) == 0
    assert payable(db, paid) == 0
