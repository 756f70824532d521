"""app.amount_setting: a setting of money in every currency, whatever its decimals."""

import pytest

from tests.database.sql_functions import call
from tests.typing import Connection

MAXIMUM = "withdrawal_daily_maximum"


@pytest.mark.parametrize(
    ("currency", "digits", "amount"), [("kwd", 3, 1_234_560), ("krw", 0, 1_234), ("brl", 2, 123_456)]
)
def test_a_number_for_all_is_worth_as_much_as_in_a_currency_with_two_decimals(
    db: Connection, currency: str, digits: int, amount: int
) -> None:
    """Dinars count in thousandths, won in whole ones; what is left over is dropped."""
    db.execute(
        "insert into currencies (code, minor_digits, low_balance) values (%s, %s, 1)", (currency, digits)
    )
    db.execute("insert into admin_settings (key, value) values (%s, '123456')", (f"{MAXIMUM}_amount",))
    assert call(db, "app.amount_setting", MAXIMUM, currency) == amount


def test_what_is_said_of_a_currency_counts_as_it_stands(db: Connection) -> None:
    """Yen have no smaller unit, and a number of their own."""
    assert (
        call(db, "app.amount_setting", MAXIMUM, "jpy"),
        call(db, "app.amount_setting", MAXIMUM, "usd"),
    ) == (
        100_000_000,
        100_000_000,
    )
    db.execute("insert into admin_settings (key, value) values (%s, '5000')", (f"{MAXIMUM}_amount",))
    assert call(db, "app.amount_setting", MAXIMUM, "jpy") == 100_000_000
    db.execute("insert into admin_settings (key, value) values (%s, '777')", (f"{MAXIMUM}_jpy",))
    assert (
        call(db, "app.amount_setting", MAXIMUM, "jpy"),
        call(db, "app.amount_setting", MAXIMUM, "usd"),
    ) == (
        777,
        5_000,
    )


def test_a_currency_that_we_do_not_offer_counts_in_hundredths(db: Connection) -> None:
    assert call(db, "app.amount_setting", "payout_minimum", "zzz") == 1_000


def test_an_unknown_setting_is_none(db: Connection) -> None:
    assert call(db, "app.amount_setting", "luck", "usd") is None
