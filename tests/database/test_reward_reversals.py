"""What is undone takes back just what it had counted, once; a backfill counts neither twice nor that."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.conftest import Database
from tests.database.test_reward_engine import NOON, apply, counted, do
from tests.factories.people import make_user
from tests.factories.rewards import make_program, make_trigger, record_fact
from tests.typing import Connection


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    with database.connect() as connection:
        yield connection


def test_a_reversal_takes_back_what_its_fact_has_counted_in_the_period_of_the_fact(db: Connection) -> None:
    person = make_user(db)
    make_trigger(
        db, make_program(db),
        definition={"count": {"what": "sum", "field": "price"}, "window": "month", "time_zone": "UTC"},
    )  # fmt: skip
    do(db, person, at=NOON, reference="a", price=700)
    do(db, person, at=NOON + timedelta(days=1), reference="b", price=40)
    assert (
        do(db, person, "deal.released.reversed", at=NOON + timedelta(days=60), reference="a", price=700) == 0
    )
    assert counted(db, person) == {f"{NOON:%Y-%m}": 40}


def test_a_reversal_of_what_was_not_counted_takes_nothing(db: Connection) -> None:
    person = make_user(db)
    fact = record_fact(db, person, reference="a")
    apply(db, fact)
    make_trigger(db, make_program(db), definition={"levels": [5]})
    do(db, person, reference="b")
    do(db, person, "deal.released.reversed", reference="a")
    do(db, person, "deal.released.reversed", reference="never")
    assert counted(db, person) == {"all": 1}


def test_a_reversal_that_comes_first_waits_for_no_order(db: Connection) -> None:
    person = make_user(db)
    make_trigger(db, make_program(db), definition={"levels": [5]})
    fact = record_fact(db, person, reference="a")
    do(db, person, "deal.released.reversed", reference="a")
    assert apply(db, fact) == -1
    assert counted(db, person) == {"all": 0}


def test_what_is_done_again_after_its_reversal_counts_again(db: Connection) -> None:
    person = make_user(db)
    make_trigger(db, make_program(db), on="social.connected", definition={"levels": [5]})
    for hour, kind in enumerate(("", ".reversed", "", ".reversed", "")):
        do(db, person, f"social.connected{kind}", at=NOON + timedelta(hours=hour), reference="instagram")
    assert counted(db, person) == {"all": 1}
    do(db, person, "social.connected.reversed", at=NOON + timedelta(hours=9), reference="instagram")
    do(db, person, "social.connected.reversed", at=NOON + timedelta(hours=10), reference="instagram")
    assert counted(db, person) == {"all": 0}


def test_a_member_counts_until_it_was_taken_back_as_often_as_it_came(db: Connection) -> None:
    person = make_user(db)
    make_trigger(
        db, make_program(db), definition={"count": {"what": "distinct", "field": "platform"}, "levels": [9]}
    )
    for reference, platform in (("a", "tiktok"), ("b", "tiktok"), ("c", "youtube")):
        do(db, person, reference=reference, platform=platform)
    assert counted(db, person) == {"all": 2}
    do(db, person, "deal.released.reversed", reference="a")
    assert counted(db, person) == {"all": 2}
    do(db, person, "deal.released.reversed", reference="b")
    assert counted(db, person) == {"all": 1}
    assert db.execute("select member, times from reward_counter_members").fetchall() == [("youtube", 1)]


def test_a_version_that_went_on_with_the_counters_gives_back_too(db: Connection) -> None:
    person = make_user(db)
    trigger = make_trigger(db, make_program(db), definition={"levels": [9]})
    do(db, person, reference="a")
    db.execute("update reward_triggers set status = 'retired' where id = %s", (trigger,))
    db.execute(
        "insert into reward_triggers"
        " (id, version, program_id, key, name, definition, reward, status, live_at, carry_counters)"
        " select id, 2, program_id, key, name, definition, reward, 'live', clock_timestamp(), true"
        " from reward_triggers where id = %s", (trigger,),
    )  # fmt: skip
    db.execute(
        "insert into reward_counters (user_id, trigger_id, version, period_key, value)"
        " select user_id, trigger_id, 2, period_key, value from reward_counters"
    )
    do(db, person, reference="b")
    do(db, person, "deal.released.reversed", reference="a")
    rows = db.execute("select version, value from reward_counters order by 1").fetchall()
    assert rows == [(1, 0), (2, 1)]


def test_a_backfill_counts_a_fact_once_and_none_that_was_taken_back(db: Connection) -> None:
    person = make_user(db)
    for reference in ("a", "b"):
        do(db, person, reference=reference)
    do(db, person, "deal.released.reversed", reference="a")
    trigger = make_trigger(db, make_program(db))
    statement = (
        "select app.count_fact(f, t) from reward_facts as f, reward_triggers as t"
        " where t.id = %s order by f.at, f.id"
    )
    assert db.execute(statement, (trigger,)).fetchall() == [(0,), (1,), (0,)]
    assert db.execute(statement, (trigger,)).fetchall() == [(0,), (0,), (0,)]
    assert counted(db, person) == {"all": 1}
