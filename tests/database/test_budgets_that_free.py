"""A budget that is used up: what is done meanwhile is noted down, and what comes free again grants it, in its order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.database.rewards_money import (
    AMOUNT,
    assert_books_agree,
    budget,
    claim,
    make_budget,
    payer_of,
    revoke,
    row,
    status,
)
from tests.database.sql_functions import call
from tests.factories.deals import act
from tests.factories.ledger import fund_brand
from tests.factories.people import make_user
from tests.factories.rewards import MONEY, grant, make_achievement, make_trigger, record_fact, unlock
from tests.typing import Connection


@pytest.fixture
def program(db: Connection) -> UUID:
    """With money for one award."""
    return make_budget(db, AMOUNT)


def do_deed(db: Connection, program: UUID, person: UUID, **given: Any) -> None:
    """Somebody does what the triggers of a program count, and it is counted."""
    brand, _ = payer_of(db, program)
    fact = record_fact(db, person, role="creator", brand_id=str(brand), **given)
    db.execute("select app.apply_fact(f.id, f.at) from reward_facts as f where f.id = %s", (fact,))


def state(db: Connection, program: UUID) -> tuple[Any, ...]:
    return row(db, "select status, paused_reason from reward_programs where id = %s", program)


def run_programs(db: Connection) -> None:
    for (due,) in db.execute("select app.due_programs(now(), null, 100)").fetchall():
        call(db, "app.move_program", due, datetime.now(UTC))


def awards(db: Connection, people: list[UUID], kind: str = "money") -> list[str | None]:
    found = dict(db.execute("select user_id, status from reward_awards where kind = %s", (kind,)).fetchall())
    return [found.get(person) for person in people]


def test_a_deed_while_the_budget_is_used_up_is_noted_down(db: Connection, program: UUID) -> None:
    make_trigger(db, program, reward=MONEY, key="money")
    make_trigger(db, program, key="points")
    people = [make_user(db) for _ in range(3)]
    for person in people:
        do_deed(db, program, person)
    assert state(db, program) == ("paused", "budget_exhausted")
    assert awards(db, people) == ["granted", "failed", "failed"]
    assert awards(db, people, "points") == ["granted"] * 3, "what costs nothing goes on"


def test_what_waited_for_an_achievement_is_noted_down_too(db: Connection, program: UUID) -> None:
    make_achievement(db, "of-this-test")
    make_trigger(db, program, reward=MONEY, definition={"requires": ["of-this-test"]})
    people = [make_user(db), make_user(db)]
    for person in people:
        do_deed(db, program, person)
    assert awards(db, people) == [None, None]
    for person in people:
        unlock(db, person, "of-this-test")
    assert awards(db, people) == ["granted", "failed"]


def revoked(db: Connection, award: UUID) -> None:
    revoke(db, None, award)


def expired(db: Connection, award: UUID) -> None:
    db.execute("update reward_awards set claim_by = now() where id = %s", (award,))
    call(db, "app.expire_awards", datetime.now(UTC), 10)


def clawed_back(db: Connection, award: UUID) -> None:
    claim(db, row(db, "select user_id from reward_awards where id = %s", award)[0], award)
    revoke(db, None, award)


@pytest.mark.parametrize("free", [revoked, expired, clawed_back])
def test_what_comes_free_is_granted_to_who_waited_longest(
    db: Connection, program: UUID, free: Callable[[Connection, UUID], None]
) -> None:
    trigger = make_trigger(db, program, reward=MONEY)
    people = [make_user(db) for _ in range(3)]
    first, *_ = [grant(db, trigger, person) for person in people]
    assert first is not None
    free(db, first)
    newcomer = make_user(db)
    do_deed(db, program, newcomer)
    run_programs(db)
    assert awards(db, [*people[1:], newcomer]) == ["granted", "failed", "failed"]
    told = "select count(*) from notifications where type = 'award_granted' and user_id = %s"
    assert [row(db, told, person)[0] for person in [*people[1:], newcomer]] == [1, 0, 0]
    assert budget(db, program)[:3] == (AMOUNT, AMOUNT, 0)
    assert_books_agree(db)


def test_with_nobody_waiting_it_goes_on_by_itself(db: Connection, program: UUID) -> None:
    trigger = make_trigger(db, program, reward=MONEY)
    award = grant(db, trigger, make_user(db))
    assert award is not None
    assert state(db, program) == ("paused", "budget_exhausted")
    run_programs(db)
    assert state(db, program) == ("paused", "budget_exhausted"), "nothing has come free"
    revoke(db, None, award)
    run_programs(db)
    assert state(db, program) == ("active", None)


def test_what_suffices_for_nothing_wakes_nobody(db: Connection) -> None:
    program = make_budget(db, AMOUNT + 1)
    trigger = make_trigger(db, program, reward=MONEY)
    people = [make_user(db), make_user(db)]
    for person in people:
        grant(db, trigger, person)
    told = row(db, "select count(*) from notifications where type = 'budget_running_out'")
    for _ in range(3):
        assert db.execute("select app.due_programs(now(), null, 10)").fetchall() == []
        run_programs(db)
    assert awards(db, people) == ["granted", "failed"]
    assert row(db, "select count(*) from notifications where type = 'budget_running_out'") == told


@pytest.mark.parametrize("reason", ["asked", "brand_barred"])
def test_who_paused_it_wakes_it(db: Connection, program: UUID, reason: str) -> None:
    trigger = make_trigger(db, program, reward=MONEY)
    award = grant(db, trigger, make_user(db))
    assert award is not None
    db.execute("update reward_programs set paused_reason = %s where id = %s", (reason, program))
    revoke(db, None, award)
    run_programs(db)
    assert state(db, program) == ("paused", reason)


def test_a_time_that_is_over_ends_what_is_used_up(db: Connection, program: UUID) -> None:
    trigger = make_trigger(db, program, reward=MONEY)
    award = grant(db, trigger, make_user(db))
    assert award is not None
    db.execute("update reward_programs set ends_at = now() + interval '1 hour' where id = %s", (program,))
    revoke(db, None, award)
    call(db, "app.move_program", program, datetime.now(UTC) + timedelta(hours=2))
    assert state(db, program) == ("ended", None)
    assert status(db, award) == "revoked"
    assert_books_agree(db)


def test_a_person_who_waits_and_is_told_of_it_is_told_of_that_alone(db: Connection, program: UUID) -> None:
    """What a backfill granted for the same deed is told by the backfill, which may hold it just now."""
    trigger = make_trigger(db, program, reward=MONEY, key="first")
    grant(db, trigger, make_user(db))
    person = make_user(db)
    fact = record_fact(db, person)
    waiting = grant(db, trigger, person, cause=fact)
    points = grant(db, make_trigger(db, program, key="points"), person, cause=fact)
    brand, owner = payer_of(db, program)
    fund_brand(db, brand, AMOUNT, currency="eur")
    act(db, owner, "select app.fund_program(%s, %s)", program, AMOUNT)
    told = dict(
        db.execute(
            "select id, told_at is not null from reward_awards where user_id = %s", (person,)
        ).fetchall()
    )
    assert told == {waiting: True, points: False}
