"""Payouts of what agents are owed, alone and together with what they earned as creators."""

from uuid import UUID

import pytest

from tests.database.paid_agents import (
    assert_books_agree,
    claimed,
    earned,
    paid,
    passed_over,
    payout_of,
    prepared,
)
from tests.database.sql_functions import call
from tests.factories.commissions import (
    commission_rows,
    owe,
    payables,
    take_back,
)
from tests.factories.money import Deal
from tests.typing import Connection


def test_commissions_alone_are_a_payout_that_settles(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    owe(db, agent, 700)
    owe(db, agent, 9_000, days=400_000)
    assert prepared(db) == [(5_700, 5_700, "usd")]
    assert payables(db, agent) == {"creator": 0, "agent": 9_000, "transit": 5_700}
    assert commission_rows(db, agent) == [
        ("earned", 5_000, "available", True), ("earned", 700, "available", True),
        ("earned", 9_000, "pending", False),
    ]  # fmt: skip
    assert_books_agree(db)
    assert claimed(db) == [5_700]
    assert call(db, "app.settle_payout", payout_of(db, agent), "tr_1") is True
    assert [row[2] for row in commission_rows(db, agent)] == ["paid", "paid", "pending"]
    assert payables(db, agent) == {"creator": 0, "agent": 9_000, "transit": 0}
    assert_books_agree(db)
    assert prepared(db) == []


@pytest.mark.parametrize(
    "case",
    [
        (10_000, 4_000, [(6_000, -4_000, "usd")]),
        (4_000, 4_000, []),
        (4_000, 10_000, []),
        (4_000, 3_001, []),
        (4_000, 3_000, [(1_000, -3_000, "usd")]),
    ],
    ids=["less than earned", "as much", "more", "below the minimum", "the minimum"],
)
def test_commissions_below_zero_are_netted_by_earnings(
    db: Connection, deal: Deal, both: UUID, case: tuple[int, int, list[tuple[int, int, str]]]
) -> None:
    net, taken, made = case
    commission = owe(db, both, 20_000)
    paid(db, both, "tr_1")
    take_back(db, commission, taken)
    earned(db, deal, net)
    assert prepared(db) == made
    assert passed_over(db, both) == ([(999, "BELOW_MINIMUM")] if net - taken == 999 else [])
    if made:
        call(db, "app.settle_payout", payout_of(db, both), "tr_2")
        assert payables(db, both) == {"creator": 0, "agent": 0, "transit": 0}
    assert_books_agree(db)


def test_earnings_below_zero_are_netted_by_commissions(db: Connection, deal: Deal, both: UUID) -> None:
    earning = earned(db, deal, 9_000)
    paid(db, both, "tr_1")
    call(db, "app.claw_back", earning, 3_000, "why")
    owe(db, both, 10_000)
    assert prepared(db) == [(7_000, 10_000, "usd")]
    assert_books_agree(db)
    call(db, "app.settle_payout", payout_of(db, both), "tr_2")
    assert payables(db, both) == {"creator": 0, "agent": 0, "transit": 0}
    assert call(db, "app.return_transfer", "tr_2", 7_000) == 7_000
    assert payables(db, both) == {"creator": 0, "agent": 7_000, "transit": 0}, "what was netted stays netted"
    assert_books_agree(db)


def test_the_minimum_is_that_of_the_sum(db: Connection, deal: Deal, both: UUID) -> None:
    owe(db, both, 600)
    assert prepared(db) == []
    assert passed_over(db, both) == [(600, "BELOW_MINIMUM")]
    earned(db, deal, 400)
    assert prepared(db) == [(1_000, 600, "usd")]


def test_two_currencies_are_two_transfers(db: Connection, agent: UUID) -> None:
    owe(db, agent, 5_000)
    owe(db, agent, 3_000, currency="eur")
    taken = owe(db, agent, 2_000, currency="gbp")
    take_back(db, taken, 2_000)
    assert prepared(db) == [(3_000, 3_000, "eur"), (5_000, 5_000, "usd")]
    assert payables(db, agent, "eur") == {"creator": 0, "agent": 0, "transit": 3_000}
    assert_books_agree(db)


def test_a_payout_that_fails_frees_both_kinds_and_is_tried_again(
    db: Connection, deal: Deal, both: UUID
) -> None:
    earned(db, deal, 9_000)
    owe(db, both, 5_000)
    prepared(db)
    assert call(db, "app.fail_payout", payout_of(db, both), "balance_insufficient") is True
    assert payables(db, both) == {"creator": 9_000, "agent": 5_000, "transit": 0}
    assert commission_rows(db, both) == [("earned", 5_000, "available", False)]
    assert_books_agree(db)
    assert prepared(db) == [(14_000, 5_000, "usd")]
    call(db, "app.settle_payout", payout_of(db, both), "tr_2")
    assert payables(db, both) == {"creator": 0, "agent": 0, "transit": 0}
    assert_books_agree(db)


@pytest.mark.parametrize("held", [False, True])
def test_a_transfer_that_turns_up_late_pays_what_is_still_free(
    db: Connection, deal: Deal, both: UUID, held: bool
) -> None:
    earned(db, deal, 9_000)
    owe(db, both, 5_000)
    prepared(db)
    payout = payout_of(db, both)
    call(db, "app.fail_payout", payout, "no transfer was made")
    if held:
        db.execute("update commissions set status = 'held'")
    assert call(db, "app.settle_payout", payout, "tr_1") is True
    assert commission_rows(db, both) == [("earned", 5_000, "paid", True)]
    assert payables(db, both) == {"creator": 0, "agent": 0, "transit": 0}
    assert_books_agree(db)
