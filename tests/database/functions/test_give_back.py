"""app.give_back: so much of what a dispute had taken is the brand's again."""

import pytest

from tests.factories.wallets import BrandWallet, holdings, lines, pay_deposit
from tests.typing import Connection


def give_back(db: Connection, amount: int, reference: str, is_won: bool = True) -> None:
    db.execute(
        "select app.give_back(d, %s, %s, %s) from disputes as d where id = 'dp_1'",
        (amount, reference, is_won),
    )


@pytest.mark.parametrize(("is_won", "said"), [(True, "Dispute won"), (False, "Less is disputed")])
def test_the_wallet_and_the_deposit_have_it_again(
    db: Connection, brand_wallet: BrandWallet, is_won: bool, said: str
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    db.execute("select app.book_dispute(%s, 'dp_1', 'needs_response', 4000, now())", (deposit.intent,))
    give_back(db, 1_500, "dp_1:1", is_won)
    assert holdings(db, brand_wallet) == {"available": 7_500, "refunds": 0, "disputes": 0, "stripe": -7_500}
    assert lines(db, brand_wallet.id)[2:] == [("release", "completed", 1_500, 1_500)]
    assert db.execute(
        "select t.description, t.reference_id, l.kind, o.reference_id, d.refunded_amount"
        " from wallet_transactions as t inner join ledger.transactions as l on l.id = t.ledger_transaction_id"
        " inner join wallet_transactions as o on o.id = t.relates_to"
        " inner join wallet_transactions as d on d.id = o.relates_to where t.transaction_type = 'release'"
    ).fetchall() == [(said, "dp_1:1", "dispute_returned", "dp_1", 2_500)]


def test_the_debt_that_it_had_made_is_paid_first(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet)
    db.execute("select app.record_refund_at_stripe(%s, 're_1', 10000)", (deposit.intent,))
    db.execute("select app.book_dispute(%s, 'dp_1', 'needs_response', 4000, now())", (deposit.intent,))
    give_back(db, 1_000, "dp_1:1")
    assert (holdings(db, brand_wallet)["available"], holdings(db, brand_wallet)["disputes"]) == (0, -3_000)
