"""Money of rewards that is not paid: what a check upheld goes back, and what a brand owes comes before its rewards."""

import pytest

from tests.database.rewards_money import (
    AMOUNT,
    CLAIM,
    assert_books_agree,
    begin_check,
    budget,
    claim,
    make_budget,
    make_money_award,
    owed,
    row,
    status,
)
from tests.database.sql_functions import call
from tests.factories.agents import make_agent
from tests.factories.card_disputes import dispute
from tests.factories.deals import act, finish_deal, make_market, refused
from tests.factories.fraud import RESOLVE
from tests.factories.people import make_user
from tests.factories.rewards import grant, make_program, make_trigger, record_fact
from tests.factories.wallets import make_brand_wallet, pay_deposit
from tests.typing import Connection


@pytest.mark.parametrize("ban", [False, True])
def test_what_a_check_has_upheld_is_not_paid(db: Connection, ban: bool) -> None:
    agent, program = make_agent(db), make_budget(db)
    paid, held = (make_money_award(db, agent, program) for _ in range(2))
    other = make_money_award(db, make_user(db), program)
    claim(db, agent, paid)
    group = begin_check(db, "agent", agent)
    act(db, make_user(db, "admin"), RESOLVE, group, "upheld", ban)
    assert [status(db, award) for award in (paid, held, other)] == ["claimed", "revoked", "granted"]
    assert row(db, "select reason from reward_awards where id = %s", held) == ("A check was upheld.",)
    assert owed(db, agent) == AMOUNT
    assert budget(db, program)[1:3] == (AMOUNT, AMOUNT)
    assert_books_agree(db)


def test_of_a_deal_that_was_upheld_both_sides_lose_what_it_brought_and_nothing_else(db: Connection) -> None:
    market = make_market(db)
    escrow = finish_deal(db, market)
    program = make_budget(db)
    people = (market.creator, market.owner)
    brought = [
        make_money_award(db, person, program, cause=record_fact(db, person, reference=str(escrow)))
        for person in people
    ]
    free = [make_money_award(db, person, program) for person in people]
    act(db, make_user(db, "admin"), RESOLVE, begin_check(db, "escrow", escrow), "upheld", False)
    assert [status(db, award) for award in brought] == ["revoked", "revoked"]
    assert [status(db, award) for award in free] == ["granted", "granted"]


def test_while_a_card_payment_is_disputed_and_owed_the_rewards_of_its_brand_wait(db: Connection) -> None:
    wallet = make_brand_wallet(db)
    deposit = pay_deposit(db, wallet, 10_000)
    program = make_program(db, wallet.brand, currency="usd")
    act(db, wallet.owner, "select app.fund_program(%s, %s)", program, 10_000)
    money = {"kind": "money", "amount": AMOUNT, "currency": "usd"}
    person = make_user(db)
    award = grant(db, make_trigger(db, program, reward=money), person)
    assert award is not None
    db.execute("update reward_awards set claim_by = now() + interval '1 minute' where id = %s", (award,))
    dispute(db, deposit.intent, amount=10_000 - AMOUNT)
    assert refused(db, person, CLAIM, award) == "IW015"
    assert call(db, "app.keep_held_awards", row(db, "select now()")[0]) == 1, "and it does not run out"
    act(db, wallet.owner, "select app.end_program(%s)", program)
    claim(db, person, award)
    assert status(db, award) == "claimed", "the rest of the budget has paid what was owed"
    assert_books_agree(db)
