"""app.withdraw_earnings: a creator is paid all that is past its hold, now."""

from typing import Any

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.campaigns import make_campaign
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.money import Deal, connect_account, earn, let_hold_pass, make_participant
from tests.factories.people import make_user
from tests.factories.wallets import BrandWallet
from tests.typing import Connection


@pytest.fixture
def earned(db: Connection, deal: Deal) -> Deal:
    """270.00 past their hold and 45.00 on hold, for a creator with an account."""
    earn(db, deal, 30_000)
    let_hold_pass(db, deal)
    earn(db, deal, 5_000)
    connect_account(db, deal.creator, "acct_1")
    return deal


def written(db: Connection) -> list[tuple[Any, ...]]:
    """What stands of payouts and their runs."""
    return db.execute(
        "select p.creator_user_id, p.amount, p.currency, p.status, b.created_by, b.payout_count, b.skipped"
        " from payouts as p inner join payout_batches as b on b.id = p.batch_id order by p.id"
    ).fetchall()


@pytest.mark.parametrize("amount", [None, 27_000])
@pytest.mark.parametrize("schedule", ["daily", "manual"])
def test_all_that_is_past_its_hold_is_a_payout_whatever_the_schedule(
    db: Connection, earned: Deal, amount: int | None, schedule: str
) -> None:
    db.execute("update wallets set payout_schedule = %s where user_id = %s", (schedule, earned.creator))
    with acting_as(db, earned.creator):
        payout = call(db, "app.withdraw_earnings", "usd", amount)
    assert written(db) == [(earned.creator, 27_000, "usd", "pending", earned.creator, 1, [])]
    transit = account(db, "payout_in_transit", user_id=earned.creator)
    payable = account(db, "creator_payable", user_id=earned.creator)
    assert (balance(db, transit), balance(db, payable)) == (27_000, 4_500)
    line = db.execute(
        "select transaction_type, balance_effect, reference_id from wallet_transactions order by id desc"
    )
    assert line.fetchone() == ("transfer", -27_000, f"payout:{payout}")
    taken = db.execute("select amount from earnings where payout_id = %s", (payout,)).fetchall()
    assert taken == [(27_000,)]


@pytest.mark.parametrize("amount", [1, 26_999, 27_001, 31_500])
def test_earnings_are_paid_whole(db: Connection, earned: Deal, amount: int) -> None:
    with acting_as(db, earned.creator):
        refused = refusal(db, "app.withdraw_earnings", "usd", amount)
    assert refused == Refusal("IM032", None, {"asked": amount, "available": 27_000})
    assert written(db) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("update wallets set stripe_account_id = null, payouts_enabled = false where user_id = %s",
         Refusal("IM034", None, {"reason": "NO_CONNECTED_ACCOUNT"})),
        ("update wallets set payouts_enabled = false where user_id = %s",
         Refusal("IM034", None, {"reason": "ACCOUNT_NOT_READY"})),
        ("insert into admin_settings (key, value) select 'payout_minimum_usd', '27001' where %s::uuid is not null",
         Refusal("IM033", None, {"available": 27_000, "minimum": 27_001, "currency": "usd"})),
        ("update earnings set available_at = now() + interval '1 second' where creator_user_id = %s",
         Refusal("IM033", None, {"available": 0, "minimum": 1_000, "currency": "usd"})),
    ],
)  # fmt: skip
def test_who_cannot_be_paid_hears_why_and_nothing_is_written(
    db: Connection, earned: Deal, statement: str, expected: Refusal
) -> None:
    db.execute(statement.encode(), (earned.creator,))
    with acting_as(db, earned.creator):
        assert refusal(db, "app.withdraw_earnings", "usd") == expected
    assert db.execute(
        "select (select count(*) from payouts), (select count(*) from payout_batches)"
    ).fetchone() == (0, 0)
    assert db.execute(
        "select payout_skipped_reason from wallets where user_id = %s", (earned.creator,)
    ).fetchone() == (None,)


def test_while_an_earlier_payout_is_unclear_nothing_new_is_paid(db: Connection, earned: Deal) -> None:
    with acting_as(db, earned.creator):
        call(db, "app.withdraw_earnings", "usd")
    db.execute("select app.review_payout(id, 'no answer') from payouts")
    let_hold_pass(db, earned)
    with acting_as(db, earned.creator):
        refused = refusal(db, "app.withdraw_earnings", "usd")
    assert refused == Refusal("IM034", None, {"reason": "EARLIER_PAYOUT_UNCLEAR"})


def test_who_is_barred_at_that_moment_is_not_paid(db: Connection, earned: Deal) -> None:
    """The request had begun before: what it read of the account is past."""
    with acting_as(db, earned.creator):
        db.execute("set local role none")
        db.execute("set local session_replication_role = replica")
        db.execute("update auth.users set status = 'banned' where id = %s", (earned.creator,))
        db.execute("set local session_replication_role = origin")
        db.execute("set local role authenticated")
        refused = refusal(db, "app.withdraw_earnings", "usd")
    assert refused == Refusal("IM034", None, {"reason": "USER_BLOCKED"})


def test_a_second_time_there_is_nothing_left(db: Connection, earned: Deal) -> None:
    with acting_as(db, earned.creator):
        call(db, "app.withdraw_earnings", "usd")
        assert refusal(db, "app.withdraw_earnings", "usd").sqlstate == "IM033"
    assert len(written(db)) == 1


def test_a_clawback_is_netted(db: Connection, earned: Deal) -> None:
    (earning,) = db.execute("select id from earnings order by id limit 1").fetchall()
    db.execute("select app.claw_back(%s, 7000, 'why')", earning)
    with acting_as(db, earned.creator):
        call(db, "app.withdraw_earnings", "usd", 20_000)
    assert [row[1] for row in written(db)] == [20_000]


def test_another_currency_is_another_wallet(db: Connection, earned: Deal) -> None:
    fund_brand(db, earned.brand, 20_000, currency="eur")
    campaign = make_campaign(db, earned.owner, status="active", currency="eur")
    participant = make_participant(db, campaign, earned.brand, earned.creator)
    earn(db, Deal(earned.owner, earned.brand, campaign, earned.creator, participant), 20_000)
    let_hold_pass(db, earned)
    with acting_as(db, earned.creator):
        assert refusal(db, "app.withdraw_earnings", "gbp") == Refusal("IG003")
        call(db, "app.withdraw_earnings", "eur")
    assert [row[1:3] for row in written(db)] == [(18_000, "eur")]


def test_nobody_is_paid_but_the_caller(db: Connection, earned: Deal, brand_wallet: BrandWallet) -> None:
    for somebody, expected in (
        (earned.owner, "IG003"),
        (brand_wallet.owner, "IG003"),
        (make_user(db), "IM033"),
    ):
        with acting_as(db, somebody):
            assert refusal(db, "app.withdraw_earnings", "usd").sqlstate == expected
    with acting_as(db, None):
        assert refusal(db, "app.withdraw_earnings", "usd").sqlstate == "42501"
    assert written(db) == []
