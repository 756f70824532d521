"""app.provision_creator_wallet: AFTER INSERT of the role creator, the creator's wallet."""

import pytest

from tests.factories.people import make_user
from tests.typing import Connection

WALLETS = "select brand_id, currency, stripe_account_id, payouts_enabled from wallets where user_id = %s"
ACCOUNTS = "select purpose, currency, folded_balance from ledger.accounts where user_id = %s"


def test_a_creator_has_a_wallet_in_dollars_and_its_account(db: Connection) -> None:
    creator = make_user(db, "creator")
    assert db.execute(WALLETS, (creator,)).fetchall() == [(None, "usd", None, False)]
    assert db.execute(ACCOUNTS, (creator,)).fetchall() == [("creator_payable", "usd", 0)]


@pytest.mark.parametrize("role", ["brand", "admin"])
def test_another_role_brings_none(db: Connection, role: str) -> None:
    somebody = make_user(db, "brand")
    db.execute(
        "insert into user_roles (user_id, role) values (%s, %s) on conflict do nothing", (somebody, role)
    )
    assert db.execute(WALLETS, (somebody,)).fetchall() == []


def test_who_becomes_a_creator_again_keeps_the_one_wallet(db: Connection) -> None:
    creator = make_user(db, "creator")
    for _ in range(2):
        db.execute("delete from user_roles where user_id = %s and role = 'creator'", (creator,))
        db.execute("insert into user_roles (user_id, role) values (%s, 'creator')", (creator,))
    assert len(db.execute(WALLETS, (creator,)).fetchall()) == 1
    assert len(db.execute(ACCOUNTS, (creator,)).fetchall()) == 1


def test_a_brands_member_who_becomes_a_creator_gets_one(db: Connection) -> None:
    somebody = make_user(db, "brand")
    db.execute("insert into user_roles (user_id, role) values (%s, 'creator')", (somebody,))
    assert len(db.execute(WALLETS, (somebody,)).fetchall()) == 1
