"""app.book_balance_transactions: what Stripe kept, and what went to our own bank, once each."""

import pytest
from psycopg.types.json import Jsonb

from tests.database.functions.balance_history import book, movement
from tests.database.sql_functions import refusal
from tests.factories.ledger import account, balance
from tests.typing import Connection


def holdings(db: Connection, currency: str = "usd") -> tuple[int, int, int]:
    """The mirror of Stripe, what it kept, and our own bank."""
    purposes = ("stripe_clearing", "stripe_fees", "platform_bank")
    held = [balance(db, account(db, purpose, currency=currency)) for purpose in purposes]
    return held[0], held[1], held[2]


@pytest.mark.parametrize(
    ("type_", "amount", "fee", "held"),
    [
        ("charge", 10_000, 320, (320, -320, 0)),
        ("adjustment", -10_000, 1_500, (1_500, -1_500, 0)),
        ("adjustment", 10_000, -1_500, (-1_500, 1_500, 0)),
        ("stripe_fee", -200, 0, (200, -200, 0)),
        ("stripe_fee", -200, 38, (238, -238, 0)),
        ("payout", -5_000, 0, (5_000, 0, -5_000)),
        ("payout", -5_000, 25, (5_025, -25, -5_000)),
        ("payout_failure", 5_000, 0, (-5_000, 0, 5_000)),
        ("topup", 700, 0, (-700, 0, 700)),
        ("transfer", -5_000, 0, (0, 0, 0)),
        ("reserve_transaction", -5_000, 0, (0, 0, 0)),
    ],
)  # fmt: skip
def test_the_mirror_gives_what_stripe_kept_and_what_went_to_our_bank(
    db: Connection, type_: str, amount: int, fee: int, held: tuple[int, int, int]
) -> None:
    assert book(db, movement("txn_1", type_, amount, fee)) == 1
    assert holdings(db) == held
    row = db.execute(
        "select type, amount, fee, (ledger_transaction_id is not null) = %s from stripe_balance_transactions",
        (any(held),),
    ).fetchone()
    assert row == (type_, amount, fee, True)


def test_a_movement_is_booked_once_however_often_it_is_read(db: Connection) -> None:
    one, other = movement("txn_1", fee=30), movement("txn_2", fee=40)
    assert [book(db, one), book(db, one, other), book(db, other, one), book(db)] == [1, 1, 0, 0]
    assert holdings(db) == (70, -70, 0)


def test_each_currency_has_its_own_accounts(db: Connection) -> None:
    book(db, movement("txn_1", fee=30), movement("txn_2", fee=40, currency="jpy"))
    assert holdings(db) == (30, -30, 0)
    assert holdings(db, "jpy") == (40, -40, 0)


def test_a_currency_that_is_none_is_refused_and_nothing_is_kept(db: Connection) -> None:
    bad = Jsonb([movement("txn_1", fee=30), movement("txn_2", fee=1, currency="USD")])
    assert refusal(db, "app.book_balance_transactions", bad).constraint == "ledger_account_currency_is_iso"
    assert db.execute("select count(*) from stripe_balance_transactions").fetchone() == (0,)


def test_nothing_is_no_movement_but_a_mistake(db: Connection) -> None:
    assert refusal(db, "app.book_balance_transactions", None).sqlstate == "IM002"
