"""Commissions that are held, taken back and paid in any order: what waits is owed, and waits for a decision alone."""

from uuid import UUID

import pytest

from tests.database.paid_agents import assert_books_agree, claimed, earned, payout_of, prepared
from tests.database.sql_functions import call
from tests.factories.commissions import (
    commission_rows,
    make_earning_agent,
    make_paid_agent,
    owe,
    payables,
    release_deal,
    take_back,
)
from tests.factories.deals import act, value
from tests.factories.fraud import RESOLVE, hold, note, status_of
from tests.factories.money import make_deal
from tests.typing import Connection

OPEN_HOLDS = "select count(*) from commission_holds where released_at is null"


@pytest.fixture
def agent(db: Connection) -> UUID:
    """An agent who can be paid."""
    return make_paid_agent(db)


def partly_netted(db: Connection, agent: UUID) -> UUID:
    """A commission of 1,000 that waits for its day; a payout of another, 5,000, netted the 400 that went back of it."""
    db.execute("update wallets set payout_schedule = 'manual' where user_id = %s", (agent,))
    commission, other = owe(db, agent, 1_000), owe(db, agent, 5_000)
    back = take_back(db, commission, 400)
    # As a schedule lets it be: what is below zero counts at once, the commission itself waits for its day.
    db.execute("update commissions set available_at = now() + interval '9 days' where id = %s", (commission,))
    db.execute("update wallets set payout_schedule = 'daily' where user_id = %s", (agent,))
    batch = call(db, "app.prepare_payouts", value(db, "select now()"))
    assert value(db, "select amount from payouts where batch_id = %s", batch) == 4_600
    assert call(db, "app.settle_payout", payout_of(db, agent), "tr_1") is True
    assert status_of(db, back, other) == ["paid", "paid"]
    return commission


def test_upholding_a_commission_of_which_nothing_is_left_takes_nothing(
    db: Connection, agent: UUID, admin: UUID
) -> None:
    commission = partly_netted(db, agent)
    take_back(db, commission, 600)
    group = hold(db, agent)
    before = payables(db, agent)
    assert before["agent"] == 400
    act(db, admin, RESOLVE, group, "upheld", False)
    assert payables(db, agent) == before, "a payout took it of others, which are paid"
    assert value(db, OPEN_HOLDS) == 0
    assert_books_agree(db)
    assert prepared(db) == []
    assert status_of(db, commission) != ["held"]


def test_two_groups_forfeit_one_commission_once(db: Connection, agent: UUID, admin: UUID) -> None:
    commission = partly_netted(db, agent)
    first, second = hold(db, agent), note(db, "ring", "agent", agent, members=[])
    act(db, admin, RESOLVE, first, "upheld", False)
    assert payables(db, agent)["agent"] == 400
    act(db, admin, RESOLVE, second, "upheld", False)
    assert payables(db, agent)["agent"] == 400
    assert value(db, OPEN_HOLDS) == 0
    assert status_of(db, commission) != ["held"]
    assert_books_agree(db)


def test_what_is_taken_back_wholly_waits_for_no_decision(db: Connection, agent: UUID) -> None:
    commission = owe(db, agent, 1_000)
    hold(db, agent)
    take_back(db, commission, 400)
    assert value(db, OPEN_HOLDS) == 1
    take_back(db, commission, 600)
    assert status_of(db, commission) == ["reversed"]
    assert value(db, OPEN_HOLDS) == 0


def test_what_was_held_too_late_and_is_paid_waits_for_no_decision(db: Connection, agent: UUID) -> None:
    commission = owe(db, agent, 5_000)
    prepared(db)
    payout = payout_of(db, agent)
    call(db, "app.fail_payout", payout, "no transfer was made")
    hold(db, agent)
    assert status_of(db, commission) == ["held"]
    call(db, "app.settle_payout", payout, "tr_1")
    assert status_of(db, commission) == ["paid"]
    assert value(db, OPEN_HOLDS) == 0
    assert_books_agree(db)


def test_what_went_back_of_what_is_paid_at_last_waits_for_no_decision(db: Connection, agent: UUID) -> None:
    commission = owe(db, agent, 5_000)
    prepared(db)
    assert claimed(db) == [5_000]
    payout = payout_of(db, agent)
    before = take_back(db, commission, 1_000)
    hold(db, agent)
    call(db, "app.fail_payout", payout, "no transfer was made")
    after = take_back(db, commission, 1_000)
    assert status_of(db, commission, before, after) == ["held"] * 3
    call(db, "app.settle_payout", payout, "tr_1")
    assert status_of(db, commission, before, after) == ["paid", "available", "available"], (
        "it is owed to us now"
    )
    assert value(db, OPEN_HOLDS) == 0
    assert_books_agree(db)


def test_what_a_payout_netted_of_what_is_held_meanwhile_waits_with_it_once_it_fails(
    db: Connection, agent: UUID, admin: UUID
) -> None:
    commission = owe(db, agent, 5_000)
    prepared(db)
    first = payout_of(db, agent)
    back = take_back(db, commission, 1_000)
    owe(db, agent, 4_000)
    assert prepared(db) == [(3_000, 3_000, "usd")]
    second = payout_of(db, agent)
    assert sorted(claimed(db)) == [3_000, 5_000]
    group = hold(db, agent)
    call(db, "app.fail_payout", first, "no transfer was made")
    call(db, "app.fail_payout", second, "no transfer was made")
    assert status_of(db, commission, back) == ["held", "held"]
    act(db, admin, RESOLVE, group, "dismissed", False)
    assert status_of(db, commission, back) == ["available", "available"]
    assert_books_agree(db)


def test_what_a_recalled_payout_netted_of_what_is_held_waits_with_it(db: Connection, agent: UUID) -> None:
    of_one, of_other = release_deal(db, 5_000), release_deal(db, 4_000)
    commission = owe(db, agent, 5_000, escrow=of_one)
    prepared(db)
    assert claimed(db) == [5_000]
    first = payout_of(db, agent)
    back = take_back(db, commission, 1_000)
    assert note(db, "instant_deal", "escrow", of_one) is not None
    other = owe(db, agent, 4_000, escrow=of_other)
    assert prepared(db) == [(3_000, 3_000, "usd")]
    call(db, "app.fail_payout", first, "no transfer was made")
    assert status_of(db, commission, back) == ["held", "available"], "another payout has it"
    assert note(db, "instant_deal", "escrow", of_other) is not None
    assert status_of(db, commission, back, other) == ["held"] * 3
    assert_books_agree(db)


def test_a_payout_that_fails_while_a_group_waits_leaves_its_commissions_held(
    db: Connection, agent: UUID
) -> None:
    commission = owe(db, agent, 5_000)
    prepared(db)
    assert claimed(db) == [5_000]
    back = take_back(db, commission, 1_000)
    group = hold(db, agent)
    assert status_of(db, commission, back) == ["available", "available"], "it may have been sent"
    call(db, "app.fail_payout", payout_of(db, agent), "account_closed")
    assert status_of(db, commission, back) == ["held", "held"]
    assert value(db, "select group_id from commission_holds where released_at is null") == group
    assert_books_agree(db)


def test_what_was_paid_too_early_is_netted_whatever_is_held(db: Connection, admin: UUID) -> None:
    deal = make_deal(db)
    both = make_earning_agent(db, deal)
    owe(db, both, 5_000)
    prepared(db)
    first = payout_of(db, both)
    call(db, "app.fail_payout", first, "no transfer was made")
    prepared(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_2")
    group = hold(db, both)
    call(db, "app.settle_payout", first, "tr_1")
    assert commission_rows(db, both) == [
        ("earned", 5_000, "paid", True), ("advance", 5_000, "paid", True), ("advance", -5_000, "available", False),
    ]  # fmt: skip
    assert value(db, OPEN_HOLDS) == 0
    call(db, "app.hold_commissions", both, group)
    assert commission_rows(db, both)[-1] == ("advance", -5_000, "available", False)
    earned(db, deal, 9_000)
    assert prepared(db) == [(4_000, -5_000, "usd")]
    act(db, admin, RESOLVE, group, "upheld", False)
    assert_books_agree(db)


def test_what_goes_back_of_what_was_paid_is_netted_whatever_is_held(db: Connection) -> None:
    deal = make_deal(db)
    both = make_earning_agent(db, deal)
    commission = owe(db, both, 5_000)
    prepared(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_1")
    hold(db, both)
    take_back(db, commission, 3_000)
    earned(db, deal, 9_000)
    assert prepared(db) == [(6_000, -3_000, "usd")]
    assert_books_agree(db)
