"""app.find_broken_balance: the books against what was read of Stripe. How it is read: tests/integration/payments."""

from tests.database.functions.balance_history import book, compare, movement
from tests.database.sql_functions import rows
from tests.factories.wallets import BrandWallet, pay_deposit
from tests.typing import Connection

OLD = "2020-01-01T00:00:00Z"


def found(db: Connection) -> list[tuple[str, str, int, int]]:
    return [
        (rule, subject, expected, amount)
        for rule, subject, expected, amount in rows(db, "app.find_broken_balance")
    ]


def test_before_the_first_comparison_nothing_is_known(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet)
    db.execute("update wallet_transactions set completed_at = %s", (OLD,))
    assert found(db) == []


def test_the_last_comparison_counts(db: Connection, brand_wallet: BrandWallet) -> None:
    deposit = pay_deposit(db, brand_wallet)
    book(db, movement("txn_1", fee=320, origin_id=deposit.intent, subject_id=str(deposit.id)))
    compare(db, 9_000)
    assert found(db) == [("clearing account equals the balance at Stripe", "usd", 9_680, 9_000)]
    compare(db, 9_680)
    assert found(db) == []


def test_a_payment_of_somebody_elses_row_or_of_no_row_is_found_after_a_day(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    deposit, other = pay_deposit(db, brand_wallet), pay_deposit(db, brand_wallet)
    db.execute("update wallet_transactions set completed_at = %s", (OLD,))
    for number, (intent, subject) in enumerate(((deposit.intent, other.id), (other.intent, deposit.id))):
        book(db, movement(f"txn_{number}", origin_id=intent, subject_id=str(subject), occurred_at=OLD))
    book(db, movement("txn_9", amount=5, origin_id="pi_9", occurred_at=OLD))
    compare(db, 20_000)
    assert sorted(found(db)) == sorted([
        ("payment at Stripe is that of its row", deposit.intent, 1, 0),
        ("payment at Stripe is that of its row", other.intent, 1, 0),
        ("payment moved at Stripe what was booked", "pi_9", 5, 0),
    ])  # fmt: skip
