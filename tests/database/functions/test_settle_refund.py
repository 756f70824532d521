"""app.settle_refund: Stripe sent the money back."""

from uuid import uuid4

from tests.database.sql_functions import call
from tests.factories.wallets import BrandWallet, holdings, lines, pay_deposit, withdraw
from tests.typing import Connection


def test_the_money_leaves_the_refunds_to_where_stripe_paid_it(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    pay_deposit(db, brand_wallet)
    [withdrawal] = withdraw(db, brand_wallet, 4_000)
    assert holdings(db, brand_wallet)["refunds"] == 4_000
    assert call(db, "app.settle_refund", withdrawal, "re_1") is True
    assert holdings(db, brand_wallet) == {"available": 6_000, "refunds": 0, "disputes": 0, "stripe": -6_000}
    assert db.execute(
        "select status, reference_id, balance_effect, completed_at is not null from wallet_transactions"
        " where id = %s", (withdrawal,)
    ).fetchone() == ("completed", "re_1", -4_000, True)  # fmt: skip


def test_a_second_word_of_stripe_changes_nothing(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet)
    [withdrawal] = withdraw(db, brand_wallet, 4_000)
    answers = [call(db, "app.settle_refund", withdrawal, "re_1") for _ in range(2)]
    assert answers == [True, False]
    posted = db.execute("select count(*) from ledger.transactions where kind = 'refund_settled'").fetchone()
    assert posted == (1,)


def test_what_failed_is_no_withdrawal_or_does_not_exist_is_not_settled(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    [failed] = withdraw(db, brand_wallet, 4_000)
    db.execute("select app.fail_refund(%s, 'insufficient_funds')", (failed,))
    before = lines(db, brand_wallet.id), holdings(db, brand_wallet)
    for transaction in (failed, deposit.id, uuid4()):
        assert call(db, "app.settle_refund", transaction, "re_1") is False
    assert (lines(db, brand_wallet.id), holdings(db, brand_wallet)) == before
