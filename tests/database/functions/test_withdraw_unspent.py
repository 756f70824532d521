"""app.withdraw_unspent: a brand's money back, so much of it or all that can go."""

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import refusal, rows
from tests.factories.money import make_deal
from tests.factories.people import make_member, make_user
from tests.factories.wallets import BrandWallet, holdings, pay_deposit
from tests.typing import Connection


def test_an_amount_is_withdrawn_as_it_says(db: Connection, brand_wallet: BrandWallet) -> None:
    newer = (pay_deposit(db, brand_wallet, 10_000), pay_deposit(db, brand_wallet, 5_000))[1]
    with acting_as(db, brand_wallet.owner):
        parts = rows(db, "app.withdraw_unspent", brand_wallet.id, 4_000)
    assert [part[1:] for part in parts] == [(newer.intent, 4_000)]


def test_without_an_amount_all_goes_back_that_is_unspent(db: Connection) -> None:
    deal = make_deal(db, funds=10_000)
    wallet = db.execute("select id from wallets where brand_id = %s", (deal.brand,)).fetchone()
    assert wallet is not None
    db.execute("select app.reserve_budget(%s, 6500)", (deal.participant,))
    with acting_as(db, deal.owner):
        assert [part[2] for part in rows(db, "app.withdraw_unspent", wallet[0])] == [3_500]
        assert refusal(db, "app.withdraw_unspent", wallet[0]).sqlstate == "IM001"


def test_without_an_amount_no_more_goes_back_than_deposits_can_take(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    """What a creator lost to the brand was never a deposit of this wallet."""
    deposit = pay_deposit(db, brand_wallet, 5_000)
    db.execute("update wallet_transactions set refunded_amount = 2000 where id = %s", (deposit.id,))
    with acting_as(db, brand_wallet.owner):
        assert [part[2] for part in rows(db, "app.withdraw_unspent", brand_wallet.id)] == [3_000]
        refused = refusal(db, "app.withdraw_unspent", brand_wallet.id)
    assert (refused.sqlstate, refused.detail["refundable"]) == ("IM009", 0)
    assert holdings(db, brand_wallet)["available"] == 2_000


def test_a_brand_in_debt_withdraws_nothing_and_hears_why(db: Connection) -> None:
    deal = make_deal(db, funds=10_000)
    (found,) = db.execute("select id from wallets where brand_id = %s", (deal.brand,)).fetchall()
    wallet = BrandWallet(found[0], deal.brand, deal.owner, "usd")
    deposit = pay_deposit(db, wallet, 5_000)
    db.execute("select app.reserve_budget(%s, 12000)", (deal.participant,))
    db.execute("select app.record_refund_at_stripe(%s, 're_1', 5000)", (deposit.intent,))
    with acting_as(db, deal.owner):
        refused = refusal(db, "app.withdraw_unspent", wallet.id)
    assert (refused.sqlstate, refused.detail["available"], refused.detail["debt"]) == ("IM001", 0, 2_000)


@pytest.mark.parametrize("amount", [None, 500])
def test_who_does_not_move_the_brands_money_withdraws_none(
    db: Connection, brand_wallet: BrandWallet, amount: int | None
) -> None:
    pay_deposit(db, brand_wallet)
    for user, code in (
        (make_member(db, brand_wallet.brand, "campaign_manager"), "IM005"),
        (make_user(db), "IG003"),
    ):
        with acting_as(db, user):
            assert refusal(db, "app.withdraw_unspent", brand_wallet.id, amount).sqlstate == code
    assert holdings(db, brand_wallet)["available"] == 10_000
