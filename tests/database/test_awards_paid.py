"""Claimed rewards on their way to a bank: payouts take them, say what they are, and net what is taken back of them."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.actors import acting_as
from tests.database.rewards_money import (
    AMOUNT,
    assert_books_agree,
    budget,
    claim,
    make_budget,
    make_money_award,
    owed,
    payer_of,
    program_of,
    revoke,
    row,
    status,
)
from tests.database.sql_functions import call, refusal, rows
from tests.factories.deals import act
from tests.factories.ledger import account, balance
from tests.factories.ledger import post as post_ledger
from tests.factories.money import connect_account
from tests.factories.people import make_erasure_request, make_user
from tests.factories.rewards import fund_program, make_program
from tests.typing import Connection

BIG = 20 * AMOUNT


@pytest.fixture
def person(db: Connection) -> UUID:
    """Somebody with an account that can be paid."""
    made = make_user(db)
    connect_account(db, made)
    return made


def claimed(db: Connection, person: UUID, program: UUID, times: int = 1) -> list[UUID]:
    awards = [make_money_award(db, person, program) for _ in range(times)]
    for each in awards:
        claim(db, person, each)
    return awards


def pay(db: Connection, person: UUID) -> tuple[UUID, int]:
    """A run; the payout of the person, and its amount."""
    batch = call(db, "app.prepare_payouts", datetime.now(UTC))
    payout, amount = row(
        db, "select id, amount from payouts where creator_user_id = %s and batch_id = %s", person, batch
    )
    call(db, "app.settle_payout", payout, f"tr_{payout.hex}")
    return payout, amount


def test_a_payout_takes_rewards_and_says_what_they_are(db: Connection, person: UUID) -> None:
    program = make_budget(db, BIG)
    claimed(db, person, program, 10)
    payout, amount = pay(db, person)
    assert (amount, owed(db, person)) == (10 * AMOUNT, 0)
    lines = lines_of(db, person, payout)
    assert [line[:2] for line in lines] == [("reward", AMOUNT)] * 10
    assert {line[2:] for line in lines} == {("Spring", program, "Reward: A trigger", lines[0][5])}
    assert lines[0][5] != ""
    assert_books_agree(db)


def lines_of(db: Connection, person: UUID, payout: UUID) -> list[tuple[object, ...]]:
    """Kind, amount, program by name and id, reason and brand of each line, as the person reads them."""
    with acting_as(db, person):
        return db.execute(
            "select kind, amount, campaign_name, program_id, reason, brand_name from app.payout_earnings(%s, 100)",
            (payout,),
        ).fetchall()


def test_what_was_paid_out_and_is_taken_back_is_netted_by_the_next_payout(
    db: Connection, person: UUID
) -> None:
    program = make_budget(db, 2 * BIG)
    first, *_ = claimed(db, person, program, 10)
    pay(db, person)
    revoke(db, None, first)
    assert owed(db, person) == -AMOUNT
    assert_books_agree(db)
    claimed(db, person, program, 11)
    assert pay(db, person)[1] == 10 * AMOUNT
    assert owed(db, person) == 0
    assert budget(db, program) == (2 * BIG, 0, 20 * AMOUNT, 2 * BIG - 20 * AMOUNT)
    assert_books_agree(db)


def test_a_transfer_that_comes_back_is_owed_again_also_where_no_brand_paid(
    db: Connection, person: UUID
) -> None:
    post_ledger(
        db,
        (account(db, "stripe_clearing", currency="eur"), -BIG),
        (account(db, "platform_revenue", currency="eur"), BIG),
    )
    program = make_program(db, None, currency="eur")
    fund_program(db, program, BIG)
    claimed(db, person, program, 10)
    assert row(db, "select count(*) from earnings where brand_id is null") == (10,)
    payout, _ = pay(db, person)
    assert [line[5] for line in lines_of(db, person, payout)] == [""] * 10
    call(db, "app.return_transfer", f"tr_{payout.hex}", 3 * AMOUNT)
    assert owed(db, person) == 3 * AMOUNT
    assert row(db, "select kind, brand_id from earnings where kind = 'returned'") == ("returned", None)


def test_what_comes_back_of_a_program_that_has_ended_goes_where_its_rest_went(
    db: Connection, person: UUID
) -> None:
    program = make_budget(db, BIG)
    (award,) = claimed(db, person, program)
    brand, owner = payer_of(db, program)
    act(db, owner, "select app.end_program(%s)", program)
    assert row(db, "select closed_at is not null from reward_programs where id = %s", program) == (True,)
    revoke(db, None, award)
    call(db, "app.close_program", program, datetime.now(UTC))
    assert balance(db, account(db, "brand_available", currency="eur", brand_id=brand)) == BIG
    assert budget(db, program)[3] == 0
    assert_books_agree(db)


def test_work_is_clawed_back_by_its_own_function_and_rewards_are_not(db: Connection, person: UUID) -> None:
    claimed(db, person, make_budget(db))
    (earning,) = row(db, "select id from earnings")
    assert refusal(db, "app.claw_back", earning, 100, "x").sqlstate == "IG003"


def test_who_is_erased_loses_what_they_had_not_claimed(db: Connection, person: UUID) -> None:
    award = make_money_award(db, person)
    assert call(db, "app.erase_user", make_erasure_request(db, person)) == "done"
    assert row(db, "select status, reason from reward_awards where id = %s", award) == (
        "revoked", "The account was erased.",
    )  # fmt: skip
    assert budget(db, program_of(db, award))[1] == 0
    assert_books_agree(db)


def test_what_they_had_claimed_is_paid_first(db: Connection, person: UUID) -> None:
    program = make_budget(db, BIG)
    claimed(db, person, program, 10)
    waiting = make_money_award(db, person, program)
    assert call(db, "app.erase_user", make_erasure_request(db, person)) == "refused"
    assert rows(db, "app.erasure_obstacles", person) == [(["unsettled_money"],)]
    assert status(db, waiting) == "granted"
    pay(db, person)
    assert call(db, "app.erase_user", make_erasure_request(db, person)) == "done"
    assert status(db, waiting) == "revoked"
