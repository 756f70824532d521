"""app.fail_refund: Stripe could not send the money back, at once or days later: the wallet has it again."""

from uuid import uuid4

from tests.database.sql_functions import call
from tests.factories.wallets import BrandWallet, holdings, lines, pay_deposit, withdraw
from tests.typing import Connection

REFUNDED = "select refunded_amount from wallet_transactions where id = %s"
STORED = "select status, metadata ->> 'failure_reason' from wallet_transactions where id = %s"


def test_one_that_waits_is_reversed(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet)
    [withdrawal] = withdraw(db, brand_wallet, 4_000)
    assert call(db, "app.fail_refund", withdrawal, "insufficient_funds") is True
    assert holdings(db, brand_wallet) == {"available": 10_000, "refunds": 0, "disputes": 0, "stripe": -10_000}
    assert db.execute(STORED, (withdrawal,)).fetchone() == ("failed", "insufficient_funds")
    assert db.execute(REFUNDED, (deposit.id,)).fetchone() == (0,)
    assert len(lines(db, brand_wallet.id)) == 2, "what never was is no operation of its own"


def test_one_that_was_sent_comes_back_as_a_line_of_its_own(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet)
    [withdrawal] = withdraw(db, brand_wallet, 4_000)
    db.execute("select app.settle_refund(%s, 're_1')", (withdrawal,))
    assert call(db, "app.fail_refund", withdrawal, "account closed") is True
    assert holdings(db, brand_wallet) == {"available": 10_000, "refunds": 0, "disputes": 0, "stripe": -10_000}
    assert lines(db, brand_wallet.id)[1:] == [
        ("withdrawal", "completed", 4_000, -4_000), ("release", "completed", 4_000, 4_000),
    ]  # fmt: skip
    assert db.execute(STORED, (withdrawal,)).fetchone() == ("completed", "account closed")
    assert db.execute(REFUNDED, (deposit.id,)).fetchone() == (0,)


def test_it_comes_back_once(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet)
    [waiting] = withdraw(db, brand_wallet, 1_000)
    [sent] = withdraw(db, brand_wallet, 2_000)
    db.execute("select app.settle_refund(%s, 're_1')", (sent,))
    for withdrawal in (waiting, sent):
        assert [call(db, "app.fail_refund", withdrawal, "no") for _ in range(3)] == [True, False, False]
    assert holdings(db, brand_wallet)["available"] == 10_000


def test_the_debt_that_a_refund_at_stripe_had_made_is_paid_first(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    """Of 4,000 that Stripe took, the wallet had 1,000 and owes the rest."""
    deposit = pay_deposit(db, brand_wallet, 5_000)
    withdraw(db, brand_wallet, 4_000)
    db.execute("select app.record_refund_at_stripe(%s, 're_1', 4000)", (deposit.intent,))
    assert holdings(db, brand_wallet)["disputes"] == -3_000
    refund = db.execute("select id from wallet_transactions where reference_id = 're_1'").fetchone()
    assert refund is not None
    assert call(db, "app.fail_refund", refund[0], "no") is True
    assert holdings(db, brand_wallet) == {
        "available": 1_000,
        "refunds": 4_000,
        "disputes": 0,
        "stripe": -5_000,
    }
    assert sorted(lines(db, brand_wallet.id)[-2:]) == [
        ("release", "completed", 4_000, 4_000), ("withdrawal", "completed", 3_000, -3_000),
    ]  # fmt: skip


def test_a_deposit_and_what_does_not_exist_are_no_refunds(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet)
    assert call(db, "app.fail_refund", deposit.id, "no") is False
    assert call(db, "app.fail_refund", uuid4(), "no") is False
    assert lines(db, brand_wallet.id) == [("deposit", "completed", 10_000, 10_000)]


def test_a_long_reason_is_cut(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet)
    [withdrawal] = withdraw(db, brand_wallet, 500)
    call(db, "app.fail_refund", withdrawal, "x" * 600)
    assert db.execute(STORED, (withdrawal,)).fetchone() == ("failed", "x" * 500)
