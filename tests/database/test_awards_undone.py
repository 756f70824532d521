"""A deed that is undone takes with it what it alone had brought; a budget that is refilled grants what was owed."""

from typing import Any
from uuid import UUID

import pytest

from tests.database.rewards_money import (
    AMOUNT,
    CLAIM,
    assert_books_agree,
    budget,
    claim,
    make_budget,
    owed,
    payer_of,
    revoke,
    row,
    status,
)
from tests.factories.deals import refused
from tests.factories.people import make_user
from tests.factories.rewards import (
    MONEY,
    fund_program,
    make_achievement,
    make_program,
    make_trigger,
    record_fact,
)
from tests.typing import Connection


@pytest.fixture
def person(db: Connection) -> UUID:
    return make_user(db)


def count(
    db: Connection, person: UUID, fact_type: str = "deal.released", reference: str = "d1", **data: Any
) -> UUID:
    """Somebody did it, and it was counted."""
    fact = record_fact(db, person, fact_type, reference=reference, **({"role": "creator"} | data))
    db.execute("select app.apply_fact(f.id, f.at) from reward_facts as f where f.id = %s", (fact,))
    return fact


def count_in(db: Connection, program: UUID, person: UUID) -> None:
    """Somebody did it for the brand of a program, which somebody had let go on, although it may have no budget."""
    db.execute("update reward_programs set status = 'active', paused_reason = null where id = %s", (program,))
    brand, _ = payer_of(db, program)
    count(db, person, brand_id=str(brand))


def only_award(db: Connection) -> UUID:
    found: UUID = row(db, "select id from reward_awards")[0]
    return found


@pytest.mark.parametrize("claimed", [False, True])
def test_money_for_a_deed_that_is_undone_goes_back(db: Connection, person: UUID, claimed: bool) -> None:
    program = make_budget(db)
    brand, _ = payer_of(db, program)
    make_trigger(db, program, reward=MONEY)
    count(db, person, brand_id=str(brand))
    award = only_award(db)
    if claimed:
        claim(db, person, award)
    count(db, person, "deal.released.reversed", brand_id=str(brand))
    assert (status(db, award), owed(db, person)) == ("revoked", 0)
    assert budget(db, program) == (10 * AMOUNT, 0, 0, 10 * AMOUNT)
    assert_books_agree(db)
    count(db, person, reference="d2", brand_id=str(brand))
    assert status(db, award) == "revoked", "what was taken back is not granted again"
    assert row(db, "select count(*) from reward_awards") == (1,)


def test_who_has_done_enough_beside_it_keeps_it(db: Connection, person: UUID) -> None:
    make_trigger(db, make_program(db))
    count(db, person)
    count(db, person, reference="d2")
    count(db, person, "deal.released.reversed")
    assert status(db, only_award(db)) == "granted"
    count(db, person, "deal.released.reversed", reference="d2")
    assert status(db, only_award(db)) == "revoked", "nothing is left of what it was granted for"


def test_points_go_and_never_below_nothing(db: Connection, person: UUID) -> None:
    make_trigger(db, make_program(db))
    count(db, person)
    db.execute("update point_balances set points = 4")
    count(db, person, "deal.released.reversed")
    assert row(db, "select points from point_balances") == (0,)


def test_a_badge_is_revoked_with_the_reason(db: Connection, person: UUID) -> None:
    make_achievement(db, "of-this-test")
    badge = {"kind": "badge", "achievement": "of-this-test", "level": 1}
    make_trigger(db, make_program(db), reward=badge)
    count(db, person)
    assert row(db, "select revoked_at from user_achievements where user_id = %s", person) == (None,)
    revoke(db, None, only_award(db))
    assert row(db, "select revoked_reason from user_achievements where user_id = %s", person) == (
        "The post was bought",
    )


def test_rolling_windows_and_rounds_are_undone_too(db: Connection, person: UUID) -> None:
    program = make_program(db)
    make_trigger(db, program, key="rolling", definition={"window": "rolling:30d", "levels": [2]})
    make_trigger(db, program, key="day", definition={"window": "day", "levels": [2]})
    make_trigger(db, program, key="round", definition={"cooldown": "P1D", "levels": [2]})
    count(db, person)
    count(db, person, reference="d2")
    assert row(db, "select count(*) from reward_awards where status = 'granted'") == (3,)
    count(db, person, "deal.released.reversed", reference="d2")
    assert row(db, "select count(*) from reward_awards where status = 'revoked'") == (3,)


def test_a_refilled_budget_grants_in_the_order_in_which_it_was_owed(db: Connection) -> None:
    program = make_budget(db, AMOUNT)
    make_trigger(db, program, reward=MONEY)
    people = [make_user(db) for _ in range(4)]
    for one in people:
        count_in(db, program, one)
    states = "select array_agg(status order by id) from reward_awards"
    assert row(db, states) == (["granted", "failed", "failed", "failed"],)
    fund_program(db, program, 2 * AMOUNT)
    assert row(db, states) == (["granted", "granted", "granted", "failed"],)
    assert budget(db, program) == (3 * AMOUNT, 3 * AMOUNT, 0, 3 * AMOUNT)
    told = "select count(*) from notifications where type = 'award_granted' and user_id = %s"
    assert [row(db, told, one)[0] for one in people] == [1, 1, 1, 0]
    assert_books_agree(db)


def test_what_was_undone_or_lost_its_person_meanwhile_is_not_granted(db: Connection) -> None:
    program = make_budget(db, AMOUNT)
    brand, _ = payer_of(db, program)
    make_trigger(db, program, reward=MONEY)
    first, undone, banned, last = (make_user(db) for _ in range(4))
    for one in (first, undone, banned, last):
        count_in(db, program, one)
    count(db, undone, "deal.released.reversed", brand_id=str(brand))
    db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
    fund_program(db, program, 5 * AMOUNT)
    found = dict(db.execute("select user_id, status from reward_awards").fetchall())
    assert found == {first: "granted", undone: "failed", banned: "failed", last: "granted"}


def test_what_failed_cannot_be_claimed(db: Connection, person: UUID) -> None:
    token = {"kind": "token", "amount": 5, "currency": "impact"}
    make_trigger(db, make_program(db), reward=token)
    count(db, person)
    assert refused(db, person, CLAIM, only_award(db)) == "IW001"


def test_nobody_is_paid_by_the_brand_they_belong_to(db: Connection) -> None:
    program = make_budget(db)
    brand, owner = payer_of(db, program)
    make_trigger(db, program, reward=MONEY)
    make_trigger(db, program, key="points")
    count(db, owner, role="brand", brand_id=str(brand))
    assert db.execute("select kind from reward_awards").fetchall() == [("points",)]


def test_a_badge_stays_where_another_award_stands_for_it_claimed_or_not(db: Connection, person: UUID) -> None:
    make_achievement(db, "of-this-test")
    badge = {"kind": "badge", "achievement": "of-this-test", "level": 1}
    program = make_program(db)
    make_trigger(db, program, reward=badge, key="first")
    make_trigger(db, program, reward=badge, key="second")
    count(db, person)
    awards = [award for (award,) in db.execute("select id from reward_awards order by id").fetchall()]
    of = "select award_id, revoked_at is null from user_achievements where user_id = %s"
    assert row(db, of, person) == (awards[0], True)
    revoke(db, None, awards[0])
    assert row(db, of, person) == (awards[1], True)
    revoke(db, None, awards[1])
    assert row(db, of, person) == (awards[1], False)
