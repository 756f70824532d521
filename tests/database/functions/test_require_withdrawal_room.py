"""app.require_withdrawal_room: so often, and so much, from one wallet within 24 hours; whatever the door."""

import pytest

from tests.actors import acting_as
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.database.sql_functions import Refusal, refusal, rows
from tests.factories.money import connect_account, earn, make_deal
from tests.factories.payments import allow_withdrawals
from tests.factories.people import make_user
from tests.factories.wallets import BrandWallet, make_brand_wallet, pay_deposit
from tests.typing import Connection


@pytest.fixture
def brand(database: Database) -> BrandWallet:
    """A brand with three deposits of 100.00."""
    with database.connect() as db:
        made = make_brand_wallet(db)
        for _ in range(3):
            pay_deposit(db, made)
    return made


def set_maximum(db: Connection, amount: int, currency: str = "amount") -> None:
    db.execute(
        "insert into admin_settings (key, value) values (%s, to_jsonb(%s::bigint))",
        (f"withdrawal_daily_maximum_{currency}", amount),
    )


def withdraw(db: Connection, wallet: BrandWallet, amount: int) -> None:
    """In a transaction of its own; however many deposits it touches, it is one."""
    with acting_as(db, wallet.owner):
        rows(db, "app.begin_withdrawal", wallet.id, amount)


def refused(db: Connection, wallet: BrandWallet, amount: int) -> Refusal:
    with acting_as(db, wallet.owner):
        return refusal(db, "app.begin_withdrawal", wallet.id, amount)


def test_the_fourth_of_a_day_is_refused_and_the_next_day_it_is_not(
    database: Database, brand: BrandWallet
) -> None:
    with database.connect() as db:
        for amount in (15_000, 100, 100):
            withdraw(db, brand, amount)
        assert refused(db, brand, 100) == Refusal("IM030", None, {"most": 3})
        db.execute("set session_replication_role = replica")
        db.execute(
            "update wallet_transactions set created_at = created_at - interval '25 hours'"
            " where transaction_type = 'withdrawal' and amount > 100"
        )
        db.execute("reset session_replication_role")
        withdraw(db, brand, 100)
        assert refused(db, brand, 100).sqlstate == "IM030"


def test_what_failed_does_not_count_and_what_stripe_refunded_itself_neither(
    database: Database, brand: BrandWallet
) -> None:
    with database.connect() as db:
        intent = db.execute("select reference_id from wallet_transactions order by id limit 1").fetchone()
        assert intent is not None
        for number in range(4):
            db.execute("select app.record_refund_at_stripe(%s, %s, 10)", (intent[0], f"re_{number}"))
        for _ in range(3):
            withdraw(db, brand, 100)
        db.execute(
            "select app.fail_refund(id, 'no') from wallet_transactions where transaction_type = 'withdrawal'"
            " and status = 'pending' order by id limit 1"
        )
        withdraw(db, brand, 100)
        assert refused(db, brand, 100).sqlstate == "IM030"


def test_the_maximum_of_a_day_is_reached_exactly_and_what_is_left_is_told(
    database: Database, brand: BrandWallet
) -> None:
    with database.connect() as db:
        set_maximum(db, 16_000)
        withdraw(db, brand, 15_000)
        assert refused(db, brand, 1_001) == Refusal(
            "IM031", None, {"asked": 1_001, "left": 1_000, "most": 16_000, "currency": "usd"}
        )
        withdraw(db, brand, 1_000)
        assert refused(db, brand, 1).detail["left"] == 0


@pytest.mark.parametrize(("currency", "digits", "most"), [("kwd", 3, 50_000), ("krw", 0, 50)])
def test_the_maximum_is_scaled_to_a_currency_with_other_decimals(
    database: Database, currency: str, digits: int, most: int
) -> None:
    with database.connect() as db:
        db.execute(
            "insert into currencies (code, minor_digits, low_balance) values (%s, %s, 1)", (currency, digits)
        )
        set_maximum(db, 5_000)
        wallet = make_brand_wallet(db, currency=currency)
        pay_deposit(db, wallet, 100_000)
        assert refused(db, wallet, most + 1).detail == {
            "asked": most + 1, "left": most, "most": most, "currency": currency,
        }  # fmt: skip
        withdraw(db, wallet, most)


def test_yen_have_a_maximum_of_their_own(database: Database) -> None:
    with database.connect() as db:
        set_maximum(db, 1)
        set_maximum(db, 7_000, "jpy")
        wallet = make_brand_wallet(db, currency="jpy")
        pay_deposit(db, wallet, 10_000)
        assert refused(db, wallet, 7_001).detail["left"] == 7_000
        withdraw(db, wallet, 7_000)


def test_an_administrator_is_bound_by_neither_and_takes_of_the_day(
    database: Database, brand: BrandWallet
) -> None:
    with database.connect() as db:
        set_maximum(db, 1)
        admin = make_user(db, "admin")
        for _ in range(4):
            with acting_as(db, admin):
                assert rows(db, "app.begin_withdrawal", brand.id, 1_000)
        whole = db.execute("select w::text from wallets as w where w.id = %s", (brand.id,)).fetchone()
        assert whole is not None
        assert refusal(db, "app.require_withdrawal_room", whole[0]).sqlstate == "IM030"


def test_other_wallets_of_the_brand_have_a_day_of_their_own(database: Database, brand: BrandWallet) -> None:
    with database.connect() as db:
        allow_withdrawals(db, 1)
        euros = db.execute("select app.wallet_of(%s, null, 'eur')", (brand.brand,)).fetchone()
        assert euros is not None
        other = BrandWallet(euros[0], brand.brand, brand.owner, "eur")
        pay_deposit(db, other)
        withdraw(db, brand, 100)
        withdraw(db, other, 100)
        assert refused(db, other, 100).sqlstate == "IM030"


def test_two_at_once_for_the_last_of_a_day_are_one(database: Database, brand: BrandWallet) -> None:
    with database.connect() as db:
        allow_withdrawals(db, 1)
    step = (str(brand.owner), "select app.begin_withdrawal(%s, 100)", (brand.id,))
    assert sorted(run_at_once(database, step, step)) == ["IM030", "ok"]


def test_a_creator_asks_so_often_and_a_run_does_not_count(database: Database) -> None:
    with database.connect() as db:
        deal = make_deal(db)
        connect_account(db, deal.creator)

        def earn_more() -> None:
            earn(db, deal, 2_000)
            db.execute(
                "update earnings set available_at = now() - interval '1 minute' where payout_id is null"
            )

        earn_more()
        db.execute("select app.prepare_payouts(now())")
        for _ in range(3):
            earn_more()
            with acting_as(db, deal.creator):
                rows(db, "app.withdraw_earnings", "usd")
        earn_more()
        with acting_as(db, deal.creator):
            assert refusal(db, "app.withdraw_earnings", "usd") == Refusal("IM030", None, {"most": 3})
        db.execute("select app.fail_payout(id, 'balance_insufficient') from payouts order by id desc limit 1")
        with acting_as(db, deal.creator):
            rows(db, "app.withdraw_earnings", "usd")
        set_maximum(db, 1_800)
        allow_withdrawals(db)
        earn_more()
        with acting_as(db, deal.creator):
            told = refusal(db, "app.withdraw_earnings", "usd").detail
        assert told == {"asked": 1_800, "left": 0, "most": 1_800, "currency": "usd"}


def test_a_creator_who_asks_twice_at_once_is_paid_once(database: Database) -> None:
    with database.connect() as db:
        deal = make_deal(db)
        connect_account(db, deal.creator)
        earn(db, deal, 20_000)
        db.execute("update earnings set available_at = now() - interval '1 minute'")
    step = (str(deal.creator), "select app.withdraw_earnings('usd')", ())
    assert sorted(run_at_once(database, step, step)) == ["IM033", "ok"]


def test_a_creator_who_asks_while_a_run_pays_is_paid_once(database: Database) -> None:
    with database.connect() as db:
        deal = make_deal(db)
        connect_account(db, deal.creator)
        earn(db, deal, 20_000)
        db.execute("update earnings set available_at = now() - interval '1 minute'")
    asked = (str(deal.creator), "select app.withdraw_earnings('usd')", ())
    run = ("service", "select app.prepare_payouts(now())", ())
    assert sorted(run_at_once(database, asked, run)) in (["IM033", "ok"], ["ok", "ok"])
    with database.connect() as db:
        assert db.execute("select amount from payouts").fetchall() == [(18_000,)]
