"""app.begin_withdrawal: unspent money on its way back, newest deposit first, or out of one deposit."""

from uuid import uuid4

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, refusal, rows
from tests.factories.money import make_deal
from tests.factories.people import make_member, make_user
from tests.factories.wallets import BrandWallet, holdings, lines, pay_deposit, withdraw
from tests.typing import Connection


def refunded(db: Connection, wallet: BrandWallet) -> list[int]:
    """What has left each deposit, oldest first."""
    found = db.execute(
        "select refunded_amount from wallet_transactions where wallet_id = %s and transaction_type = 'deposit'"
        " order by id", (wallet.id,)
    ).fetchall()  # fmt: skip
    return [row[0] for row in found]


def test_the_newest_deposit_is_emptied_first(db: Connection, brand_wallet: BrandWallet) -> None:
    older, newer = pay_deposit(db, brand_wallet, 10_000), pay_deposit(db, brand_wallet, 5_000)
    with acting_as(db, brand_wallet.owner):
        parts = rows(db, "app.begin_withdrawal", brand_wallet.id, 7_000)
    assert [part[1:] for part in parts] == [(newer.intent, 5_000, "usd"), (older.intent, 2_000, "usd")]
    assert refunded(db, brand_wallet) == [2_000, 5_000]
    assert holdings(db, brand_wallet) == {
        "available": 8_000, "refunds": 7_000, "disputes": 0, "stripe": -15_000,
    }  # fmt: skip
    assert lines(db, brand_wallet.id)[2:] == [
        ("withdrawal", "pending", 5_000, -5_000), ("withdrawal", "pending", 2_000, -2_000),
    ]  # fmt: skip
    related = db.execute(
        "select id, relates_to, ledger_transaction_id is not null from wallet_transactions"
        " where transaction_type = 'withdrawal' order by id"
    ).fetchall()
    assert related == [(parts[0][0], newer.id, True), (parts[1][0], older.id, True)]


def test_one_deposit_can_be_asked_for_and_gives_no_more_than_is_left_of_it(
    db: Connection, brand_wallet: BrandWallet
) -> None:
    older, _ = pay_deposit(db, brand_wallet, 10_000), pay_deposit(db, brand_wallet, 5_000)
    with acting_as(db, brand_wallet.owner):
        [(_, intent, amount, _)] = rows(db, "app.begin_withdrawal", brand_wallet.id, 6_000, older.id)
        assert (intent, amount) == (older.intent, 6_000)
        refused = refusal(db, "app.begin_withdrawal", brand_wallet.id, 4_001, older.id)
    assert refused == Refusal("IM009", None, {"asked": 4_001, "refundable": 4_000})
    assert refunded(db, brand_wallet) == [6_000, 0]


def test_what_is_reserved_for_a_campaign_does_not_go_back(db: Connection) -> None:
    deal = make_deal(db, funds=10_000)
    db.execute("select app.reserve_budget(%s, 6000)", (deal.participant,))
    wallet = db.execute("select id from wallets where brand_id = %s", (deal.brand,)).fetchone()
    assert wallet is not None
    with acting_as(db, deal.owner):
        refused = refusal(db, "app.begin_withdrawal", wallet[0], 4_001)
        assert (refused.sqlstate, refused.detail["available"]) == ("IM001", 4_000)
        assert len(rows(db, "app.begin_withdrawal", wallet[0], 4_000)) == 1


def test_no_more_goes_back_than_was_paid_in(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet, 5_000)
    with acting_as(db, brand_wallet.owner):
        refused = refusal(db, "app.begin_withdrawal", brand_wallet.id, 5_001)
    assert (refused.sqlstate, refused.detail) == ("IM009", {"asked": 5_001, "refundable": 5_000})
    assert holdings(db, brand_wallet)["available"] == 5_000


def test_who_does_not_move_the_brands_money_withdraws_none(db: Connection, brand_wallet: BrandWallet) -> None:
    pay_deposit(db, brand_wallet)
    for user, code in (
        (make_member(db, brand_wallet.brand, "analyst"), "IM005"), (make_user(db, "brand"), "IG003"),
        (make_user(db), "IG003"),
    ):  # fmt: skip
        with acting_as(db, user):
            assert refusal(db, "app.begin_withdrawal", brand_wallet.id, 500) == Refusal(code)
    with acting_as(db, brand_wallet.owner):
        assert refusal(db, "app.begin_withdrawal", uuid4(), 500) == Refusal("IG003")
    assert refunded(db, brand_wallet) == [0]


def test_nothing_and_less_moves_nothing(db: Connection, brand_wallet: BrandWallet) -> None:
    """The models of the API refuse it before. Here less than nothing must not undo a refund that waits."""
    pay_deposit(db, brand_wallet)
    withdraw(db, brand_wallet, 500)
    with acting_as(db, brand_wallet.owner):
        for amount in (0, -500):
            refused = refusal(db, "app.begin_withdrawal", brand_wallet.id, amount)
            assert refused.constraint == "wallet_transaction_amount_is_positive"
        assert refusal(db, "app.begin_withdrawal", brand_wallet.id, None).sqlstate == "IM002"
    assert (holdings(db, brand_wallet)["available"], holdings(db, brand_wallet)["refunds"]) == (9_500, 500)


def test_a_short_wallet_says_all_that_was_asked_for_and_all_that_there_is(db: Connection) -> None:
    """Cut along three deposits, of which some is reserved: neither a part of it nor what a part left is told."""
    deal = make_deal(db, funds=10_000)
    (found,) = db.execute("select id from wallets where brand_id = %s", (deal.brand,)).fetchall()
    wallet = BrandWallet(found[0], deal.brand, deal.owner, "usd")
    for _ in range(2):
        pay_deposit(db, wallet, 5_000)
    db.execute("select app.reserve_budget(%s, 7000)", (deal.participant,))
    for asked in (13_001, 20_000, 9_999_999):
        with acting_as(db, deal.owner):
            refused = refusal(db, "app.begin_withdrawal", wallet.id, asked)
        detail = {"account": "brand_available", "available": 13_000, "needed": asked, "currency": "usd"}
        assert refused == Refusal("IM001", None, detail)
    assert holdings(db, wallet)["available"] == 13_000
