"""app.compare_balances: what Stripe said that it holds, beside the clearing account."""

from datetime import timedelta

from psycopg.types.json import Jsonb

from tests.database.functions.balance_history import NOON, book, compare, movement
from tests.database.sql_functions import refusal, rows
from tests.factories.wallets import BrandWallet, pay_deposit
from tests.typing import Connection


def read(db: Connection, wallet: BrandWallet) -> None:
    """A deposit of 100.00 that is paid, booked and read, of which Stripe kept 3.20."""
    deposit = pay_deposit(db, wallet)
    book(db, movement("txn_1", fee=320, origin_id=deposit.intent, subject_id=str(deposit.id)))


def test_gross_less_fees_is_what_stripe_has(db: Connection, brand_wallet: BrandWallet) -> None:
    read(db, brand_wallet)
    assert compare(db, 9_680) == [("usd", 9_680, 0, 0, 0)]
    assert compare(db, 9_681) == [("usd", 9_680, 0, 0, 1)]


def test_what_moved_after_stripe_was_asked_is_counted_on(db: Connection, brand_wallet: BrandWallet) -> None:
    read(db, brand_wallet)
    assert compare(db, 0, NOON - timedelta(seconds=1)) == [("usd", 9_680, 0, 9_680, 0)]


def test_what_is_booked_and_not_read_is_in_transit(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet)
    assert compare(db, 0) == [("usd", 10_000, -10_000, 0, 0)]
    db.execute("update wallet_transactions set completed_at = completed_at - interval '25 hours'")
    assert compare(db, 0) == [("usd", 10_000, 0, 0, -10_000)]


def test_a_currency_that_only_one_side_knows_is_compared_too(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    read(db, brand_wallet)
    assert compare(db, 500, currency="eur") == [("eur", 0, 0, 0, 500), ("usd", 9_680, 0, 0, -9_680)]


def test_each_comparison_is_kept_and_told(db: Connection, brand_wallet: BrandWallet) -> None:
    read(db, brand_wallet)
    told = Jsonb([{"currency": "usd", "available": 9_000, "pending": 500, "reserved": 180}])
    [(_, *answer)] = rows(db, "app.compare_balances", told, NOON)
    assert answer[:8] == ["usd", 9_000, 500, 180, 0, 9_680, 0, 0]
    kept = db.execute(
        "select currency, available, pending, reserved, difference from stripe_balances"
    ).fetchall()
    assert kept == [("usd", 9_000, 500, 180, 0)]


def test_who_did_not_hear_from_stripe_compares_nothing(db: Connection) -> None:
    assert refusal(db, "app.compare_balances", None, NOON).sqlstate == "IM002"
    assert refusal(db, "app.compare_balances", Jsonb([]), None).sqlstate == "IM002"
    assert db.execute("select count(*) from stripe_balances").fetchone() == (0,)
