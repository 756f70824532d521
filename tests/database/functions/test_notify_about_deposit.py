"""app.notify_about_deposit: the brand's money and administrators, each in its own words."""

from psycopg.types.json import Jsonb

from tests.database.sql_functions import call
from tests.factories.people import make_member, make_user
from tests.factories.wallets import BrandWallet, pay_deposit
from tests.typing import Connection


def test_who_moves_the_money_and_active_administrators_are_told(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    admin, banned = make_user(db, "admin"), make_user(db, "admin")
    db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
    make_member(db, brand_wallet.brand, "campaign_manager")
    make_user(db, "brand")
    deposit = pay_deposit(db, brand_wallet).id
    call(
        db,
        "app.notify_about_deposit",
        deposit,
        "fraud_warning",
        "T",
        "to the brand",
        "to us",
        Jsonb({"n": 1}),
    )
    told = db.execute("select user_id, category, title, message, metadata from notifications"
                      " where type = 'fraud_warning'").fetchall()  # fmt: skip
    about = {"n": 1, "brand_id": str(brand_wallet.brand), "deposit_id": str(deposit)}
    expected = [
        (brand_wallet.owner, "payments", "T", "to the brand", {"n": 1}),
        (admin, "payments", "T", "to us", about),
    ]
    assert sorted(told, key=str) == sorted(expected, key=str)
