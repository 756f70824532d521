"""app.count_refunds: what left a deposit and did not come back."""

from uuid import UUID, uuid4

from tests.database.sql_functions import call
from tests.factories.wallets import BrandWallet, Deposit, pay_deposit, withdraw
from tests.typing import Connection


def counted(db: Connection, deposit: Deposit) -> int:
    """What the function counts, whatever the row said before."""
    db.execute("update wallet_transactions set refunded_amount = 1 where id = %s", (deposit.id,))
    call(db, "app.count_refunds", deposit.id)
    row = db.execute(
        "select refunded_amount from wallet_transactions where id = %s", (deposit.id,)
    ).fetchone()
    assert row is not None
    return int(row[0])


def fail(db: Connection, withdrawal: UUID) -> None:
    """The refund comes back."""
    db.execute("select app.fail_refund(%s, 'no')", (withdrawal,))


def test_refunds_that_wait_or_went_count_and_those_that_came_back_do_not(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    assert counted(db, deposit) == 0
    [waiting], [sent], [failed] = (withdraw(db, brand_wallet, amount) for amount in (1_000, 2_000, 500))
    db.execute("select app.settle_refund(%s, 're_1')", (sent,))
    fail(db, failed)
    assert counted(db, deposit) == 3_000
    fail(db, sent)
    assert counted(db, deposit) == 1_000
    fail(db, waiting)
    assert counted(db, deposit) == 0


def test_a_dispute_counts_until_it_is_won_and_never_beyond_the_deposit(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit = pay_deposit(db, brand_wallet)
    withdraw(db, brand_wallet, 3_000)
    db.execute("select app.book_dispute(%s, 'dp_1', 'needs_response', 10000, now())", (deposit.intent,))
    assert counted(db, deposit) == 10_000
    db.execute("select app.book_dispute(%s, 'dp_1', 'won', 10000, now())", (deposit.intent,))
    assert counted(db, deposit) == 3_000


def test_what_comes_back_in_parts_counts_in_parts(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet)
    withdraw(db, brand_wallet, 1_000)
    for at, (amount, left) in enumerate(((5_000, 6_000), (2_000, 3_000), (4_000, 5_000), (9_500, 10_000))):
        db.execute(
            "select app.book_dispute(%s, 'dp_1', 'needs_response', %s, now() + make_interval(secs => %s))",
            (deposit.intent, amount, at),
        )
        assert counted(db, deposit) == left


def test_another_deposit_is_left_alone(db: Connection, brand_wallet: BrandWallet) -> None:
    other, deposit = pay_deposit(db, brand_wallet), pay_deposit(db, brand_wallet)
    withdraw(db, brand_wallet, 3_000)
    assert (counted(db, deposit), counted(db, other)) == (3_000, 0)
    call(db, "app.count_refunds", uuid4())
    stored = db.execute(
        "select refunded_amount from wallet_transactions where transaction_type = 'deposit' order by id"
    ).fetchall()
    assert stored == [(0,), (3_000,)]
