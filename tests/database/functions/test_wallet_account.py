"""app.wallet_account: the account whose entries are the bookings of a brand's wallet."""

from tests.database.sql_functions import call
from tests.factories.ledger import account
from tests.factories.money import Deal
from tests.typing import Connection

FOUND = "select (app.wallet_account(w)).id from wallets as w where w.id = %s"


def test_it_is_what_a_brand_has_available_and_none_of_a_person(db: Connection, deal: Deal) -> None:
    for currency in ("usd", "eur"):
        own = account(db, "brand_available", currency=currency, brand_id=deal.brand)
        assert db.execute(FOUND, (call(db, "app.wallet_of", deal.brand, None, currency),)).fetchone() == (
            own,
        )
        wallet = call(db, "app.wallet_of", None, deal.creator, currency)
        assert db.execute(FOUND, (wallet,)).fetchone() == (None,), "what they are owed is two accounts"
