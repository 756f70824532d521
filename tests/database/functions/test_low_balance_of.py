"""app.low_balance_of: below what a brand's wallet is low."""

from uuid import uuid4

import pytest

from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.factories.wallets import make_brand_wallet
from tests.typing import Connection


@pytest.mark.parametrize(("currency", "limit"), [("usd", 10_000), ("jpy", 10_000), ("sek", 100_000)])
def test_the_currency_says_it_until_the_owner_does(db: Connection, currency: str, limit: int) -> None:
    wallet = make_brand_wallet(db, currency=currency)
    assert call(db, "app.low_balance_of", wallet.id) == limit
    db.execute(
        "insert into wallet_low_balances (wallet_id, brand_id) values (%s, %s)", (wallet.id, wallet.brand)
    )
    assert call(db, "app.low_balance_of", wallet.id) == limit
    for threshold in (0, 7):
        db.execute("update wallet_low_balances set threshold = %s", (threshold,))
        assert call(db, "app.low_balance_of", wallet.id) == threshold


def test_a_creators_wallet_is_never_low_and_neither_is_none(db: Connection) -> None:
    creator = make_user(db)
    row = db.execute("select id from wallets where user_id = %s", (creator,)).fetchone()
    assert row is not None
    assert call(db, "app.low_balance_of", row[0]) is None
    assert call(db, "app.low_balance_of", uuid4()) is None
