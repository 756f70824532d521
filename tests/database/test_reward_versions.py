"""Counters of a version go on in the next one, or begin anew: what is undone, owed and shown follows them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from tests.actors import acting_as
from tests.database.test_reward_engine import NOON, do, levels
from tests.database.test_reward_reversals import statuses
from tests.factories.people import make_user
from tests.factories.rewards import make_program, make_trigger
from tests.typing import Connection


def next_version(db: Connection, trigger: UUID, definition: dict[str, object], *, carry: bool) -> None:
    """The newest version is retired, and another one is live from now on."""
    db.execute("update reward_triggers set status = 'retired' where id = %s", (trigger,))
    db.execute(
        "insert into reward_triggers"
        " (id, version, program_id, key, name, definition, reward, status, live_at, carry_counters)"
        " select id, version + 1, program_id, key, name, definition || %s, reward, 'live', clock_timestamp(), %s"
        " from reward_triggers where id = %s order by version desc limit 1", (Jsonb(definition), carry, trigger),
    )  # fmt: skip
    if carry:
        db.execute(
            "select app.carry_counters(id, max(version) - 1, max(version)) from reward_triggers where id = %s"
            " group by id", (trigger,),
        )  # fmt: skip


def test_a_version_that_counts_something_else_keeps_no_award_of_the_one_before(db: Connection) -> None:
    person = make_user(db)
    trigger = make_trigger(db, make_program(db), definition={"levels": [2]})
    for reference in ("a", "b"):
        do(db, person, reference=reference)
    next_version(db, trigger, {"count": {"what": "streak_days"}, "levels": [9]}, carry=False)
    for day in range(3):
        do(db, person, at=NOON + timedelta(days=day), reference=f"c{day}")
    do(db, person, "deal.released.reversed", reference="b")
    assert statuses(db, person) == ["revoked"]


def test_what_a_version_after_went_on_with_keeps_the_award(db: Connection) -> None:
    person = make_user(db)
    trigger = make_trigger(db, make_program(db), definition={"levels": [2]})
    for reference in ("a", "b"):
        do(db, person, reference=reference)
    next_version(db, trigger, {"levels": [2, 3]}, carry=True)
    do(db, person, reference="c")
    do(db, person, "deal.released.reversed", reference="b")
    assert statuses(db, person) == ["granted", "revoked"]


def test_the_rounds_of_a_trigger_go_on_whatever_levels_its_next_version_has(db: Connection) -> None:
    person = make_user(db)
    trigger = make_trigger(db, make_program(db), definition={"levels": [1], "cooldown": "P1D"})
    do(db, person, at=NOON, reference="a")
    next_version(db, trigger, {"levels": [1, 2]}, carry=True)
    assert do(db, person, at=NOON + timedelta(days=2), reference="b") == 1
    assert levels(db, person) == [("1", 1), ("2", 1)]


def test_a_version_that_went_on_with_the_counters_gives_back_too(db: Connection) -> None:
    person = make_user(db)
    trigger = make_trigger(db, make_program(db), definition={"levels": [9]})
    do(db, person, reference="a")
    next_version(db, trigger, {}, carry=True)
    do(db, person, reference="b")
    do(db, person, "deal.released.reversed", reference="a")
    rows = db.execute("select version, value from reward_counters order by 1").fetchall()
    assert rows == [(1, 0), (2, 1)]


def test_what_is_shown_as_counted_is_what_the_counter_has(db: Connection) -> None:
    """The second began anew, the third went on with it: what the first had counted is in neither."""
    person = make_user(db)
    trigger = make_trigger(db, make_program(db), definition={"levels": [9]})
    do(db, person, at=NOON, reference="a")
    next_version(db, trigger, {}, carry=False)
    do(db, person, at=NOON + timedelta(days=1), reference="b")
    next_version(db, trigger, {}, carry=True)
    do(db, person, at=NOON + timedelta(days=2), reference="c")
    assert db.execute("select value from reward_counters where version = 3").fetchone() == (2,)
    with acting_as(db, person):
        db.execute("set local role none")  # a part of app.own_achievements, which nobody calls by itself
        row = db.execute("select app.own_counted_facts(%s, 3, 'all', 'all')", (trigger,)).fetchone()
    assert row is not None
    assert len(row[0]) == 2


@pytest.mark.parametrize(
    ("definition", "same"),
    [
        ({}, True),
        ({"levels": [7], "requires": ["first-deal"], "who": "creator"}, True),
        ({"cooldown": "P1D"}, False),  # rounds: its counters are 1, 2, 3
        ({"window": "week", "cooldown": "P1D"}, False),
        ({"time_zone": "UTC"}, False),
        ({"count": {"what": "streak_days"}}, False),
    ],
)
def test_counters_go_on_only_where_they_mean_the_same(
    db: Connection, definition: dict[str, Any], same: bool
) -> None:
    program = make_program(db)
    one = make_trigger(db, program, key="one")
    other = make_trigger(db, program, key="other", definition=definition)
    row = db.execute(
        "select app.counting_of(a) = app.counting_of(b) from reward_triggers as a, reward_triggers as b"
        " where (a.id, b.id) = (%s, %s)", (one, other),
    ).fetchone()  # fmt: skip
    assert row == (same,)


def test_a_cooldown_makes_no_difference_to_the_counters_of_weeks(db: Connection) -> None:
    program = make_program(db)
    for key, more in (("one", {}), ("other", {"cooldown": "P1D"})):
        make_trigger(db, program, key=key, definition={"window": "week"} | more)
    rows = db.execute(
        "select count(distinct app.counting_of(t)) from reward_triggers as t where t.program_id = %s",
        (program,),
    )
    assert rows.fetchone() == (1,)
