"""Disputes of held funds: how each of them ends, and that nobody wins time by one."""

import pytest

from tests.conftest import Database
from tests.factories.deal_disputes import (
    ASKED,
    OFFERED,
    PRICE,
    bring_to,
    end_of,
    let_days_pass,
    open_dispute,
    quarrel,
    refused_in,
    waits,
)
from tests.factories.deals import (
    act,
    findings,
    make_market,
    status_of,
    submit,
    value,
)


@pytest.mark.parametrize(("side", "amount", "after"), [
    ("creator", PRICE, ("released", PRICE)), ("creator", ASKED, ("released", ASKED)), ("brand", 0, ("refunded", 0)),
    ("brand", OFFERED, ("released", OFFERED)),
])  # fmt: skip
def test_silence_ends_it_as_its_opener_wants(
    database: Database, side: str, amount: int, after: tuple[str, int]
) -> None:
    with database.connect() as db:
        made = quarrel(db, side=side, amount=amount)
        assert (status_of(db, made.escrow), waits(db, made.escrow)) == ("disputed", ("decide", 5))
        let_days_pass(db, 4.9)
        assert status_of(db, made.escrow) == "disputed"
        let_days_pass(db, 5.1)
        assert end_of(db, made.escrow) == after
        assert (made.is_now("resolution"), made.is_now("creator_amount")) == ("silence", amount)
        assert findings(db) == []


def test_undecided_it_ends_between_the_two(database: Database) -> None:
    with database.connect() as db:
        made = quarrel(db, amount=ASKED + 1)
        made.answer()
        let_days_pass(db, 13.9)
        assert status_of(db, made.escrow) == "disputed"
        let_days_pass(db, 14.1)
        assert end_of(db, made.escrow) == ("released", (ASKED + 1 + OFFERED) // 2)
        assert made.is_now("resolution") == "time"
        assert findings(db) == []


def test_undecided_without_any_work_the_money_goes_back(database: Database) -> None:
    with database.connect() as db:
        made = quarrel(db, "work_in_progress")
        made.answer()
        let_days_pass(db, 15)
        assert end_of(db, made.escrow) == ("refunded", 0)
        assert findings(db) == []


def test_work_that_was_taken_back_is_no_work(database: Database) -> None:
    with database.connect() as db:
        market = make_market(db)
        escrow = bring_to(db, market, "work_in_progress")
        submit(db, escrow, market.creator)
        act(db, market.creator, "select app.recall_work(%s)", escrow)
        dispute = open_dispute(db, escrow, market.creator, ASKED)
        assert value(db, "select evidence -> 'submissions' from deal_disputes where id = %s", dispute) == []
        act(db, market.owner, "select app.answer_deal_dispute(%s, 'No.', 0)", dispute)
        let_days_pass(db, 15)
        assert end_of(db, escrow) == ("refunded", 0)


def test_administrators_are_reminded_of_what_waits_for_them(database: Database) -> None:
    told = "select count(*) from notifications where user_id = %s and type = 'deal_dispute_waits'"
    with database.connect() as db:
        made = quarrel(db)
        assert value(db, told, made.admin) == 0
        made.answer()
        assert value(db, told, made.admin) == 1
        for days, times in ((4.9, 1), (5.1, 2), (8.1, 3), (11.1, 4), (13.9, 4)):
            let_days_pass(db, days)
            assert value(db, told, made.admin) == times, days
        assert waits(db, made.escrow) == ("settle_between", 14)


def test_the_same_amount_from_both_is_an_agreement(database: Database) -> None:
    with database.connect() as db:
        made = quarrel(db)
        made.answer(ASKED)
        assert end_of(db, made.escrow) == ("released", ASKED)
        assert (made.is_now("resolution"), made.is_now("answer_amount")) == ("agreement", ASKED)
        assert findings(db) == []


@pytest.mark.parametrize("before", ["open", "answered", "decided"])
def test_what_one_side_proposes_the_other_may_accept_at_any_time(database: Database, before: str) -> None:
    with database.connect() as db:
        made = quarrel(db)
        if before != "open":
            made.answer()
        if before == "decided":
            made.decide(3_000)
        made.do("creator", "propose_split(%s, %s)", 7_000)
        assert refused_in(made, "creator", "accept_split(%s, %s)", 7_000) == "IK031"
        made.do("creator", "propose_split(%s, %s)", 6_000)
        assert refused_in(made, "brand", "accept_split(%s, %s)", 7_000) == "IK031"
        made.do("brand", "accept_split(%s, %s)", 6_000)
        assert end_of(db, made.escrow) == ("released", 6_000)
        assert made.is_now("first_amount") == (3_000 if before == "decided" else None)
        assert findings(db) == []


def test_an_answer_is_a_proposal_that_the_opener_may_accept(database: Database) -> None:
    with database.connect() as db:
        made = quarrel(db)
        made.answer(0)
        made.do("creator", "accept_split(%s, 0)")
        assert end_of(db, made.escrow) == ("refunded", 0)
        assert findings(db) == []


@pytest.mark.parametrize(("amount", "after"), [(0, "refunded"), (4_000, "released"), (PRICE, "released")])
def test_a_decision_is_carried_out_when_nobody_appeals(database: Database, amount: int, after: str) -> None:
    with database.connect() as db:
        made = quarrel(db)
        assert refused_in(made, "admin", "resolve_deal_dispute(%s, 1, 'Too early.')") == "IK001"
        made.answer()
        made.decide(amount)
        assert waits(db, made.escrow) == ("carry_out", 2)
        assert refused_in(made, "admin", "resolve_deal_dispute(%s, 1, 'Again.')") == "IK001"
        let_days_pass(db, 1.9)
        assert status_of(db, made.escrow) == "disputed"
        let_days_pass(db, 2.1)
        assert end_of(db, made.escrow) == (after, amount)
        assert (made.is_now("resolution"), made.is_now("decided_by")) == ("decision", made.admin)
        assert findings(db) == []


def test_an_appeal_is_decided_for_good(database: Database) -> None:
    with database.connect() as db:
        made = quarrel(db)
        made.answer()
        made.decide(4_000)
        made.do("creator", "appeal_deal_dispute(%s, 'It is not blurred.')")
        assert waits(db, made.escrow) == ("uphold", 5)
        assert refused_in(made, "creator", "appeal_deal_dispute(%s, 'Once more.')") == "IK032"
        made.do("brand", "appeal_deal_dispute(%s, 'Nothing can be used.')")
        assert waits(db, made.escrow) == ("uphold", 5)
        assert refused_in(made, "brand", "appeal_deal_dispute(%s, 'Once more.')") == "IK032"
        made.decide(5_000)
        assert end_of(db, made.escrow) == ("released", 5_000)
        assert (made.is_now("resolution"), made.is_now("first_amount")) == ("appeal", 4_000)
        assert findings(db) == []


def test_an_appeal_that_nobody_decides_leaves_the_first_decision(database: Database) -> None:
    with database.connect() as db:
        made = quarrel(db)
        made.answer()
        made.decide(4_000)
        made.do("brand", "appeal_deal_dispute(%s, 'Too much.')")
        let_days_pass(db, 4.9)
        assert status_of(db, made.escrow) == "disputed"
        let_days_pass(db, 5.1)
        assert end_of(db, made.escrow) == ("released", 4_000)


def test_the_second_side_appeals_within_the_same_two_days(database: Database) -> None:
    with database.connect() as db:
        made = quarrel(db)
        made.answer()
        made.decide(4_000)
        made.do("brand", "appeal_deal_dispute(%s, 'Too much.')")
        made.age(2.1)
        assert refused_in(made, "creator", "appeal_deal_dispute(%s, 'Too little.')") == "IK008"
