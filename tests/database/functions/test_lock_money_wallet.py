"""app.lock_money_wallet: a brand's wallet, locked, for someone who may move its money."""

from uuid import uuid4

import psycopg
import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.database.sql_functions import Refusal, refusal, rows
from tests.factories.people import make_member, make_user
from tests.factories.wallets import BrandWallet, make_brand_wallet
from tests.typing import Connection

FOR_PEOPLE = "grant execute on function app.lock_money_wallet to authenticated, admin, service"
"""Only functions call it; here people do."""


def test_a_brands_admin_the_service_and_an_administrator_get_its_row(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    db.execute(FOR_PEOPLE)
    stored = db.execute("select * from wallets where id = %s", (brand_wallet.id,)).fetchall()
    for user in (brand_wallet.owner, None, make_user(db, "admin")):
        with acting_as(db, user):
            assert rows(db, "app.lock_money_wallet", brand_wallet.id) == stored


def test_whose_role_moves_no_money_is_told_so(db: Connection, brand_wallet: BrandWallet) -> None:
    db.execute(FOR_PEOPLE)
    for role in ("analyst", "campaign_manager"):
        with acting_as(db, make_member(db, brand_wallet.brand, role)):
            assert refusal(db, "app.lock_money_wallet", brand_wallet.id) == Refusal("IM005")


def test_who_left_the_brand_since_the_request_began_moves_nothing_any_more(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    db.execute(FOR_PEOPLE)
    other = make_member(db, brand_wallet.brand, "brand_admin")
    with acting_as(db, other):
        db.execute("set local role none")
        db.execute(
            "update brand_memberships set status = 'removed' where brand_id = %s and user_id = %s",
            (brand_wallet.brand, other),
        )
        db.execute("set local role authenticated")
        assert refusal(db, "app.lock_money_wallet", brand_wallet.id) == Refusal("IM005")


def test_of_another_brands_wallet_and_of_a_creators_nothing_is_told(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    db.execute(FOR_PEOPLE)
    creator = make_user(db)
    own = db.execute("select id from wallets where user_id = %s", (creator,)).fetchone()
    assert own is not None
    for user, wallet in ((make_user(db, "brand"), brand_wallet.id), (creator, own[0]), (None, uuid4())):
        with acting_as(db, user):
            assert refusal(db, "app.lock_money_wallet", wallet) == Refusal("IG003")


def test_nobody_else_changes_it_until_the_transaction_ends(database: Database) -> None:
    with database.connect() as db, database.connect(autocommit=False) as holder:
        wallet = make_brand_wallet(db)
        db.execute(FOR_PEOPLE)
        with acting_as(holder, wallet.owner):
            assert rows(holder, "app.lock_money_wallet", wallet.id)
            with pytest.raises(psycopg.errors.LockNotAvailable):
                db.execute("select from wallets where id = %s for no key update nowait", (wallet.id,))
        db.execute("select from wallets where id = %s for key share nowait", (wallet.id,))
        holder.rollback()
        db.execute("select from wallets where id = %s for no key update nowait", (wallet.id,))
