"""app.provision_brand_wallet: AFTER INSERT on brand_profiles, the brand's wallet."""

from uuid import UUID

from tests.factories.people import brand_of, make_user
from tests.typing import Connection

WALLETS = "select user_id, currency, stripe_account_id, payouts_enabled from wallets where brand_id = %s"
ACCOUNTS = "select purpose, currency, balance from ledger.accounts where brand_id = %s"


def insert_brand(db: Connection) -> tuple[UUID]:
    """A brand that no sign-up made; its id, as a parameter."""
    row = db.execute(
        "insert into brand_profiles (name, slug, owner_user_id) values ('Acme', 'acme', %s) returning id",
        (make_user(db),),
    ).fetchone()
    assert row is not None
    return (row[0],)


def test_a_new_brand_has_a_wallet_in_dollars_and_its_account(db: Connection) -> None:
    brand = insert_brand(db)
    assert db.execute(WALLETS, brand).fetchall() == [(None, "usd", None, False)]
    assert db.execute(ACCOUNTS, brand).fetchall() == [("brand_available", "usd", 0)]


def test_so_has_the_brand_of_a_sign_up(db: Connection) -> None:
    brand = brand_of(db, make_user(db, "brand"))
    assert len(db.execute(WALLETS, (brand,)).fetchall()) == 1
    assert len(db.execute(ACCOUNTS, (brand,)).fetchall()) == 1


def test_a_brand_that_has_one_already_gets_no_second(db: Connection) -> None:
    """As where two ways lead to it: the trigger must not fail the insert."""
    db.execute("create trigger provision_again after insert on brand_profiles for each row"
               " execute function app.provision_brand_wallet()")  # fmt: skip
    brand = insert_brand(db)
    assert len(db.execute(WALLETS, brand).fetchall()) == 1
