"""app.close_dispute: won, the money comes back; lost, it is gone."""

from tests.database.sql_functions import call
from tests.factories.wallets import BrandWallet, Deposit, holdings, lines, pay_deposit, withdraw
from tests.typing import Connection

REFUNDED = "select refunded_amount from wallet_transactions where id = %s"


def dispute(db: Connection, wallet: BrandWallet, amount: int = 4_000) -> Deposit:
    """A deposit of 100.00 of which that much is frozen."""
    deposit = pay_deposit(db, wallet)
    db.execute("select app.open_dispute(%s, 'dp_1', %s)", (deposit.intent, amount))
    return deposit


def test_won_gives_the_wallet_what_it_gave_and_the_deposit_back(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = dispute(db, brand_wallet)
    assert call(db, "app.close_dispute", "dp_1", True) is True
    assert holdings(db, brand_wallet) == {"available": 10_000, "refunds": 0, "disputes": 0, "stripe": -10_000}
    assert lines(db, brand_wallet.id)[2:] == [("release", "completed", 4_000, 4_000)]
    assert db.execute(REFUNDED, (deposit.id,)).fetchone() == (0,)


def test_lost_is_a_line_without_effect_and_the_deposit_stays_refunded(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = dispute(db, brand_wallet)
    assert call(db, "app.close_dispute", "dp_1", False) is True
    assert holdings(db, brand_wallet) == {"available": 6_000, "refunds": 0, "disputes": 0, "stripe": -6_000}
    assert lines(db, brand_wallet.id)[2:] == [("withdrawal", "completed", 4_000, 0)]
    assert db.execute(REFUNDED, (deposit.id,)).fetchone() == (4_000,)


def test_won_closes_the_gap_before_it_fills_the_wallet(db: Connection, brand_wallet: BrandWallet) -> None:
    """The wallet had 1,000 of the 4,000: a debt of 3,000, of which 500 are paid meanwhile."""
    deposit = pay_deposit(db, brand_wallet, 5_000)
    withdraw(db, brand_wallet, 4_000)
    db.execute("select app.open_dispute(%s, 'dp_1', 4000)", (deposit.intent,))
    pay_deposit(db, brand_wallet, 500)
    assert (holdings(db, brand_wallet)["available"], holdings(db, brand_wallet)["disputes"]) == (0, -2_500)
    assert call(db, "app.close_dispute", "dp_1", True) is True
    assert (holdings(db, brand_wallet)["available"], holdings(db, brand_wallet)["disputes"]) == (1_500, 0)
    assert sorted(lines(db, brand_wallet.id)[-2:]) == [
        ("release", "completed", 4_000, 4_000), ("withdrawal", "completed", 2_500, -2_500),
    ]  # fmt: skip


def test_it_is_closed_once_whatever_is_said_later(db: Connection, brand_wallet: BrandWallet) -> None:
    dispute(db, brand_wallet)
    assert [call(db, "app.close_dispute", "dp_1", won) for won in (False, True, False)] == [
        True,
        False,
        False,
    ]
    assert holdings(db, brand_wallet)["available"] == 6_000


def test_an_unknown_dispute_is_not_closed(db: Connection, brand_wallet: BrandWallet) -> None:
    dispute(db, brand_wallet)
    assert call(db, "app.close_dispute", "dp_2", True) is False
    assert len(lines(db, brand_wallet.id)) == 2
