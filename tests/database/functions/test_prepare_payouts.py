"""app.prepare_payouts: a payout for each creator and currency, of what has passed its hold, less clawbacks."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.database.sql_functions import call
from tests.factories.campaigns import make_campaign
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.money import Deal, connect_account, earn, let_hold_pass, make_deal, make_participant
from tests.factories.people import make_user
from tests.typing import Connection

NOW = datetime.now(UTC)


def payouts(db: Connection, batch: UUID) -> list[tuple[Any, ...]]:
    """Creator, amount, currency, status and account of each payout of the batch."""
    return db.execute(
        "select creator_user_id, amount, currency, status, stripe_account_id from payouts"
        " where batch_id = %s order by amount", (batch,)
    ).fetchall()  # fmt: skip


def skipped(db: Connection, batch: UUID) -> list[tuple[str, int, str]]:
    """Creator, amount and reason of each creator who was passed over."""
    row = db.execute("select skipped from payout_batches where id = %s", (batch,)).fetchone()
    assert row is not None
    return [(one["creator_user_id"], one["amount"], one["reason"]) for one in row[0]]


@pytest.fixture
def earned(db: Connection, deal: Deal) -> Deal:
    """270.00 past their hold, for a creator with an account."""
    earn(db, deal, 30_000)
    let_hold_pass(db, deal)
    connect_account(db, deal.creator, "acct_1")
    return deal


def test_earnings_past_their_hold_become_one_payout_and_are_in_transit(db: Connection, earned: Deal) -> None:
    earn(db, earned, 10_000)
    let_hold_pass(db, earned)
    earn(db, earned, 5_000)  # on hold
    batch = call(db, "app.prepare_payouts", NOW)
    assert payouts(db, batch) == [(earned.creator, 36_000, "usd", "pending", "acct_1")]
    key = db.execute("select idempotency_key = 'payout_' || id, attempts from payouts").fetchone()
    assert key == (True, 0)
    taken = db.execute("select amount from earnings where payout_id is not null order by amount").fetchall()
    assert taken == [(9_000,), (27_000,)]
    transit = account(db, "payout_in_transit", user_id=earned.creator)
    payable = account(db, "creator_payable", user_id=earned.creator)
    assert (balance(db, transit), balance(db, payable)) == (36_000, 4_500)
    noted = db.execute("select payout_count, skipped, created_by from payout_batches where id = %s", (batch,))
    assert noted.fetchone() == (1, [], None)


def test_a_second_run_finds_nothing_to_pay(db: Connection, earned: Deal) -> None:
    call(db, "app.prepare_payouts", NOW)
    batch = call(db, "app.prepare_payouts", NOW)
    assert (payouts(db, batch), skipped(db, batch)) == ([], [])
    assert db.execute("select count(*) from payouts").fetchone() == (1,)


def test_each_currency_and_each_creator_has_a_payout_of_its_own(db: Connection, earned: Deal) -> None:
    fund_brand(db, earned.brand, 20_000, currency="eur")
    campaign = make_campaign(db, earned.owner, status="active", currency="eur")
    participant = make_participant(db, campaign, earned.brand, earned.creator)
    earn(db, Deal(earned.owner, earned.brand, campaign, earned.creator, participant), 20_000)
    other = make_deal(db)
    earn(db, other, 50_000)
    connect_account(db, other.creator, "acct_2")
    for deal in (earned, other):
        let_hold_pass(db, deal)
    assert payouts(db, call(db, "app.prepare_payouts", NOW)) == [
        (earned.creator, 18_000, "eur", "pending", "acct_1"),
        (earned.creator, 27_000, "usd", "pending", "acct_1"),
        (other.creator, 45_000, "usd", "pending", "acct_2"),
    ]


def test_a_clawback_is_netted_and_one_that_is_larger_waits(db: Connection, earned: Deal) -> None:
    earning = db.execute("select id from earnings").fetchone()
    assert earning is not None
    db.execute("select app.claw_back(%s, 9000, 'why')", earning)
    assert [row[1] for row in payouts(db, call(db, "app.prepare_payouts", NOW))] == [18_000]
    db.execute("select app.claw_back(%s, 9000, 'why')", earning)
    batch = call(db, "app.prepare_payouts", NOW)
    assert (payouts(db, batch), skipped(db, batch)) == ([], []), (
        "who owes is not skipped: there is nothing to pay"
    )


def test_what_is_taken_back_of_an_earning_on_hold_leaves_what_is_due(db: Connection, earned: Deal) -> None:
    held = earn(db, earned, 20_000)
    db.execute("select app.claw_back(%s, 18000, 'why')", (held,))
    assert [row[1] for row in payouts(db, call(db, "app.prepare_payouts", NOW))] == [27_000]
    let_hold_pass(db, earned)
    earn(db, earned, 10_000)
    let_hold_pass(db, earned)
    assert [row[1] for row in payouts(db, call(db, "app.prepare_payouts", NOW))] == [9_000]


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("update wallets set stripe_account_id = null, payouts_enabled = false where user_id = %s",
         "NO_CONNECTED_ACCOUNT"),
        ("update wallets set payouts_enabled = false where user_id = %s", "ACCOUNT_NOT_READY"),
        ("update auth.users set status = 'banned' where id = %s", "USER_BLOCKED"),
        ("insert into admin_settings (key, value) select 'payout_minimum_amount', '27001' where %s::uuid is not null",
         "BELOW_MINIMUM"),
    ],
)  # fmt: skip
def test_who_is_passed_over_keeps_the_earning_and_stands_in_the_batch(
    db: Connection, earned: Deal, statement: str, reason: str
) -> None:
    db.execute(statement.encode(), (earned.creator,))
    batch = call(db, "app.prepare_payouts", NOW)
    assert payouts(db, batch) == []
    assert skipped(db, batch) == [(str(earned.creator), 27_000, reason)]
    assert db.execute("select status, payout_id from earnings").fetchall() == [("pending", None)]


def test_while_an_earlier_payout_is_unclear_nothing_new_is_paid(db: Connection, earned: Deal) -> None:
    call(db, "app.prepare_payouts", NOW)
    db.execute("select app.review_payout(id, 'no answer') from payouts")
    earn(db, earned, 10_000)
    let_hold_pass(db, earned)
    batch = call(db, "app.prepare_payouts", NOW)
    assert skipped(db, batch) == [(str(earned.creator), 9_000, "EARLIER_PAYOUT_UNCLEAR")]


def test_an_administrator_who_starts_it_is_named_and_people_may_not(db: Connection, earned: Deal) -> None:
    admin = make_user(db, "admin")
    with acting_as(db, admin):
        batch = call(db, "app.prepare_payouts", NOW)
    named = db.execute("select created_by from payout_batches where id = %s", (batch,)).fetchone()
    assert named == (admin,)
    may = (
        "select has_function_privilege(role, 'app.prepare_payouts(timestamptz)', 'execute')"
        " from unnest(%s::text[]) as role"
    )
    assert db.execute(may, (["anon", "authenticated", "service"],)).fetchall() == [
        (False,),
        (False,),
        (True,),
    ]
