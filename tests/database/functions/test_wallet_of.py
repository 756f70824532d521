"""app.wallet_of: the wallet of a brand or a user in a currency, opened when it is first asked for."""

from concurrent.futures import ThreadPoolExecutor

from tests.conftest import Database
from tests.database.sql_functions import call
from tests.factories.money import connect_account
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

WALLETS = (
    "select brand_id, user_id, currency, stripe_account_id, payouts_enabled, payouts_blocked_reason"
    " from wallets where id = %s"
)


def test_it_is_opened_once_with_its_account_in_the_ledger(db: Connection) -> None:
    brand, creator = brand_of(db, make_user(db, "brand")), make_user(db)
    for owner, purpose in (((brand, None), "brand_available"), ((None, creator), "creator_payable")):
        wallet = call(db, "app.wallet_of", *owner, "eur")
        assert call(db, "app.wallet_of", *owner, "eur") == wallet
        assert db.execute(WALLETS, (wallet,)).fetchone() == (*owner, "eur", None, False, None)
        assert db.execute(
            "select purpose from ledger.accounts where currency = 'eur' and owner_id = %s",
            (owner[0] or owner[1],),
        ).fetchall() == [(purpose,)]


def test_the_wallet_from_sign_up_is_found(db: Connection) -> None:
    creator = make_user(db)
    row = db.execute("select id from wallets where user_id = %s", (creator,)).fetchone()
    assert row == (call(db, "app.wallet_of", None, creator, "usd"),)


def test_who_is_connected_is_connected_in_every_currency(db: Connection) -> None:
    creator, other = make_user(db), make_user(db)
    connect_account(db, creator, "acct_1")
    db.execute("select app.set_connected_account(%s, 'acct_1', false, 'pending')", (creator,))
    opened = call(db, "app.wallet_of", None, creator, "eur")
    assert db.execute(WALLETS, (opened,)).fetchone() == (
        None, creator, "eur", "acct_1", False,
        "Stripe is checking your details. There is nothing for you to do now.",
    )  # fmt: skip
    assert db.execute(WALLETS, (call(db, "app.wallet_of", None, other, "eur"),)).fetchone() == (
        None, other, "eur", None, False, None,
    )  # fmt: skip


def test_who_ask_at_once_get_the_same_wallet(database: Database) -> None:
    with database.connect() as db:
        brand = brand_of(db, make_user(db, "brand"))

    def ask(_: int) -> object:
        with database.connect() as connection:
            return call(connection, "app.wallet_of", brand, None, "eur")

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(8)))
    with database.connect() as db:
        assert {row[0] for row in db.execute("select id from wallets where currency = 'eur'")} == answers
    assert len(answers) == 1
