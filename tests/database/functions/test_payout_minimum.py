"""app.payout_minimum: what is worth a transfer, by currency; administrators say so."""

from typing import Any, get_args

from payments.wallets.models import CreateWallet
from tests.database.sql_functions import call
from tests.typing import Connection


def test_each_currency_of_a_wallet_has_a_sensible_minimum_of_its_own(db: Connection) -> None:
    currencies: tuple[Any, ...] = get_args(CreateWallet.model_fields["currency"].annotation)
    known = {key for (key,) in db.execute("select key from app.setting_definitions()").fetchall()}
    assert {f"payout_minimum_{currency}" for currency in currencies} <= known
    assert (call(db, "app.payout_minimum", "jpy"), call(db, "app.payout_minimum", "usd")) == (1_000, 1_000)
    assert call(db, "app.payout_minimum", "sek") == 10_000, "a hundred kronor are ten dollars"


def test_what_an_administrator_says_counts_for_that_currency_alone(db: Connection) -> None:
    db.execute("insert into admin_settings (key, value) values ('payout_minimum_jpy', '3000')")
    assert (call(db, "app.payout_minimum", "jpy"), call(db, "app.payout_minimum", "usd")) == (3_000, 1_000)


def test_a_currency_without_one_has_the_common_minimum(db: Connection) -> None:
    db.execute("insert into admin_settings (key, value) values ('payout_minimum_amount', '7')")
    assert call(db, "app.payout_minimum", "kwd") == 7
    assert call(db, "app.payout_minimum", "usd") == 1_000
