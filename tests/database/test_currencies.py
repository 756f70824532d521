"""The currencies of the database are those of the API, and both know their decimals alike."""

from typing import get_args

from common.adapters.exchange_rates.stub import RATES
from common.money import MINOR_DIGITS, WalletCurrency
from tests.conftest import Database


def test_what_the_api_offers_is_what_the_database_takes(shared_database: Database) -> None:
    with shared_database.connect() as db:
        known: dict[str, int] = dict(db.execute("select code, minor_digits from currencies").fetchall())
    assert known == {code: MINOR_DIGITS.get(code, 2) for code in get_args(WalletCurrency)}


def test_orders_are_in_currencies_that_have_rates_with_the_decimals_that_all_know(
    shared_database: Database,
) -> None:
    with shared_database.connect() as db:
        known: dict[str, int] = dict(db.execute("select code, minor_digits from order_currencies").fetchall())
    assert known == {code: MINOR_DIGITS.get(code, 2) for code in RATES}
    assert known.keys() >= set(get_args(WalletCurrency))
