"""A fact is counted once by each live trigger that asks for it, and what is reached is granted once."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.factories.people import brand_of, make_user
from tests.factories.rewards import (
    MONEY,
    fund_program,
    make_achievement,
    make_funded_program,
    make_program,
    make_trigger,
    record_fact,
    unlock,
)
from tests.typing import Connection

NOON = (datetime.now(UTC) - timedelta(days=170)).replace(day=15, hour=12)
"""Facts of more than 400 days ago are none."""
IN_EUROS = [{"field": "currency", "op": "eq", "value": "eur"}]
"""What a sum of prices has to ask."""


def apply(db: Connection, fact: UUID) -> int:
    """What the worker does with a fact; the number of awards."""
    row = db.execute("select app.apply_fact(id, at) from reward_facts where id = %s", (fact,)).fetchone()
    assert row is not None
    granted: int = row[0]
    return granted


def do(db: Connection, person: UUID, *args: Any, **data: Any) -> int:
    """Somebody does something, and it is counted."""
    return apply(db, record_fact(db, person, *args, **data))


def counted(db: Connection, person: UUID) -> dict[str, int]:
    rows = db.execute("select period_key, value from reward_counters where user_id = %s", (person,))
    return dict(rows.fetchall())


def levels(db: Connection, person: UUID) -> list[tuple[str, int]]:
    rows = db.execute("select period_key, level from reward_awards where user_id = %s order by id", (person,))
    return rows.fetchall()


def test_a_fact_is_counted_once_however_often_it_is_applied(db: Connection) -> None:
    person = make_user(db)
    make_trigger(db, make_program(db), definition={"levels": [1, 2]})
    fact = record_fact(db, person)
    assert [apply(db, fact) for _ in range(3)] == [1, -1, -1]
    assert counted(db, person) == {"all": 1}
    assert levels(db, person) == [("all", 1)]


def test_a_fact_that_is_not_there_is_no_fact(db: Connection) -> None:
    row = db.execute("select app.apply_fact(%s, now())", (uuid4(),)).fetchone()
    assert row == (-1,)


def test_a_fact_of_nobody_is_counted_nowhere_and_waits_no_longer(db: Connection) -> None:
    make_trigger(db, make_program(db))
    assert do(db, uuid4()) == 0
    assert db.execute("select count(*) from reward_counters").fetchone() == (0,)


@pytest.mark.parametrize(
    ("definition", "data", "why"),
    [
        ({"who": "creator"}, {"role": "brand"}, "who"),
        ({"who": "creator"}, {}, "who"),
        ({"where": [{"field": "price", "op": "gte", "value": 100}]}, {"price": 99}, "condition"),
        ({"where": [{"field": "price", "op": "gte", "value": 100}]}, {"price": "200"}, "condition"),
        (
            {"count": {"what": "sum", "field": "price"}, "where": IN_EUROS},
            {"price": "200", "currency": "eur"},
            "field",
        ),
        ({"count": {"what": "sum", "field": "price"}, "where": IN_EUROS}, {"currency": "eur"}, "field"),
        ({"count": {"what": "distinct", "field": "platform"}}, {"platform": None}, "field"),
        ({"on": "survey.answered", "window": "campaign"}, {}, "window"),
        ({"audience": {"roles": ["brand"]}}, {}, "audience"),
        ({"audience": {"tiers": ["gold"]}}, {}, "audience"),
    ],
)
def test_what_is_not_asked_for_counts_nowhere_and_says_why(
    db: Connection, definition: dict[str, object], data: dict[str, Any], why: str
) -> None:
    person = make_user(db)
    trigger = make_trigger(db, make_program(db), definition=definition)
    fact = record_fact(db, person, str(definition.get("on", "deal.released")), **data)
    said = db.execute(
        "select app.fact_counts_for(f, t) from reward_facts as f, reward_triggers as t where (f.id, t.id) = (%s, %s)",
        (fact, trigger),
    ).fetchone()
    assert said == (why,)
    assert apply(db, fact) == 0
    assert counted(db, person) == {}


def test_a_fact_beyond_the_third_reward_is_counted_nowhere(db: Connection) -> None:
    person = make_user(db)
    make_trigger(db, make_program(db), definition={"levels": [1, 2, 3, 4, 5]})
    assert [do(db, person, depth=depth) for depth in range(6)] == [1, 1, 1, 1, 0, 0]
    assert counted(db, person) == {"all": 4}


def test_a_brands_trigger_counts_its_own_deals_alone(db: Connection) -> None:
    person, brand, other = make_user(db), *(brand_of(db, make_user(db, "brand")) for _ in range(2))
    make_trigger(db, make_program(db, brand))
    assert do(db, person, brand_id=str(other)) == 0
    assert do(db, person) == 0
    assert do(db, person, brand_id=str(brand)) == 1


def test_only_live_triggers_of_active_programs_count(db: Connection) -> None:
    person = make_user(db)
    for status in ("draft", "paused", "retired"):
        make_trigger(db, make_program(db), status=status)
    make_trigger(db, make_program(db, status="draft"))
    make_trigger(db, make_program(db, status="paused", paused_reason="asked"))
    make_trigger(db, make_program(db, status="ended", ended_at=NOON))
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    make_trigger(db, make_program(db, starts_at=tomorrow))
    make_trigger(db, make_program(db, ends_at=tomorrow - timedelta(days=2)))
    assert do(db, person) == 0
    assert counted(db, person) == {}


def test_what_banned_and_erased_people_did_counts_nowhere(db: Connection) -> None:
    make_trigger(db, make_program(db))
    for status in ("banned", "deleted"):
        person = make_user(db)
        fact = record_fact(db, person)
        db.execute("update auth.users set status = %s where id = %s", (status, person))
        assert apply(db, fact) == 0
        assert counted(db, person) == {}


def test_members_too_long_to_keep_are_told_apart(db: Connection) -> None:
    person = make_user(db)
    make_trigger(
        db, make_program(db), definition={"count": {"what": "distinct", "field": "category"}, "levels": [9]}
    )
    for end in ("a", "b", "a"):
        do(db, person, category="x" * 1500 + end)
    assert counted(db, person) == {"all": 2}


def test_a_gap_in_the_levels_grants_all_that_one_fact_reaches(db: Connection) -> None:
    person = make_user(db)
    make_trigger(
        db,
        make_program(db),
        definition={
            "count": {"what": "sum", "field": "price"}, "where": IN_EUROS, "levels": [1, 500, 501, 10**12],
        },
    )  # fmt: skip
    assert do(db, person, price=500, currency="eur") == 2
    assert do(db, person, price=1, currency="eur") == 1


def test_a_huge_sum_stays_at_the_end_of_what_can_be_counted(db: Connection) -> None:
    person = make_user(db)
    make_trigger(
        db,
        make_program(db),
        definition={"count": {"what": "sum", "field": "price"}, "where": IN_EUROS, "levels": [10**12]},
    )
    for _ in range(3):
        do(db, person, price=10**300, currency="eur")
    do(db, person, price=1.9, currency="eur")
    assert counted(db, person) == {"all": 2**63 - 1}


def test_nobody_is_granted_more_often_than_the_trigger_says(db: Connection) -> None:
    person = make_user(db)
    make_trigger(db, make_program(db), definition={"levels": [1, 2, 3], "per_subject_max": 2})
    assert [do(db, person) for _ in range(4)] == [1, 1, 0, 0]


def test_after_an_award_a_trigger_rests_and_begins_anew(db: Connection) -> None:
    person = make_user(db)
    make_trigger(db, make_program(db), definition={"levels": [2], "cooldown": "P1D"})
    hours = (0, 1, 2, 24, 25, 26, 50)
    assert [do(db, person, at=NOON + timedelta(hours=h)) for h in hours] == [0, 1, 0, 0, 0, 1, 0]
    assert levels(db, person) == [("1", 2), ("2", 2)]


def test_what_requires_an_achievement_waits_for_it_and_is_granted_with_it(db: Connection) -> None:
    person, key = make_user(db), make_achievement(db)
    make_trigger(db, make_program(db), definition={"levels": [1, 2, 3], "requires": [key]})
    assert [do(db, person), do(db, person)] == [0, 0]
    unlock(db, person, key)
    assert levels(db, person) == [("all", 1), ("all", 2)]
    assert do(db, person) == 1


def test_two_achievements_are_required_both(db: Connection) -> None:
    person, keys = make_user(db), [make_achievement(db, key) for key in ("one", "two")]
    make_trigger(db, make_program(db), definition={"requires": keys})
    do(db, person)
    unlock(db, person, "one")
    assert levels(db, person) == []
    unlock(db, person, "two")
    assert levels(db, person) == [("all", 1)]


def test_many_awards_of_a_fact_are_told_at_once(db: Connection) -> None:
    person = make_user(db)
    for key in ("one", "two", "three"):
        make_trigger(db, make_program(db), key=key)
    assert do(db, person) == 3
    rows = db.execute("select count(*) from notifications where user_id = %s", (person,)).fetchone()
    assert rows == (1,)


def test_what_is_done_while_a_budget_is_empty_counts_and_is_owed(db: Connection) -> None:
    first, second = make_user(db), make_user(db)
    program = make_funded_program(db, budget=500)
    make_trigger(db, program, reward=MONEY)
    make_trigger(db, program, key="more", definition={"levels": [2]})
    assert do(db, first) == 1
    assert db.execute("select status, paused_reason from reward_programs where id = %s", (program,)).fetchone() == (
        "paused", "budget_exhausted"
    )  # fmt: skip
    do(db, second)
    assert do(db, second) == 1, "points cost nothing"
    rows = db.execute(
        "select kind, status, failure from reward_awards where user_id = %s order by kind", (second,)
    ).fetchall()
    assert rows == [("money", "failed", "budget_exhausted"), ("points", "granted", None)]
    fund_program(db, program, 500)
    rows = db.execute(
        "select status from reward_awards where user_id = %s and kind = 'money'", (second,)
    ).fetchall()
    assert rows == [("granted",)]
