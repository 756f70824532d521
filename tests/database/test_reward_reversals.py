"""What is undone takes back just what it had counted, once; a backfill counts neither twice nor that."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.database.test_reward_engine import IN_EUROS, NOON, apply, counted, do
from tests.factories.people import make_user
from tests.factories.rewards import make_program, make_trigger, record_fact
from tests.typing import Connection


def test_a_reversal_takes_back_what_its_fact_has_counted_in_the_period_of_the_fact(db: Connection) -> None:
    person = make_user(db)
    make_trigger(
        db, make_program(db),
        definition={
            "count": {"what": "sum", "field": "price"}, "where": IN_EUROS, "window": "month", "time_zone": "UTC",
        },
    )  # fmt: skip
    euros = {"price": 700, "currency": "eur"}
    do(db, person, at=NOON, reference="a", **euros)
    do(db, person, at=NOON + timedelta(days=1), reference="b", **euros | {"price": 40})
    assert do(db, person, "deal.released.reversed", at=NOON + timedelta(days=60), reference="a", **euros) == 0
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


def statuses(db: Connection, person: UUID) -> list[str]:
    rows = db.execute(
        "select status from reward_awards where user_id = %s order by level", (person,)
    ).fetchall()
    return [status for (status,) in rows]


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_an_award_goes_with_whichever_fact_it_is_not_reached_without(
    db: Connection, order: tuple[str, str]
) -> None:
    person = make_user(db)
    make_trigger(db, make_program(db), definition={"levels": [1, 2]})
    for reference in ("a", "b"):
        do(db, person, reference=reference)
    do(db, person, "deal.released.reversed", reference=order[0])
    assert statuses(db, person) == ["granted", "revoked"]
    do(db, person, "deal.released.reversed", reference=order[1])
    assert statuses(db, person) == ["revoked", "revoked"]


def test_a_reversal_leaves_awards_of_other_triggers_and_periods(db: Connection) -> None:
    person, program = make_user(db), make_program(db)
    make_trigger(db, program, key="days", definition={"window": "day", "time_zone": "UTC"})
    make_trigger(db, program, key="others", on="social.connected")
    do(db, person, "social.connected", reference="a")
    for day, reference in enumerate(("a", "b")):
        do(db, person, at=NOON + timedelta(days=day), reference=reference)
    do(db, person, "deal.released.reversed", reference="a")
    rows = db.execute(
        "select period_key, status from reward_awards where user_id = %s order by period_key", (person,)
    ).fetchall()
    assert rows == [
        (f"{NOON:%Y-%m-%d}", "revoked"), (f"{NOON + timedelta(days=1):%Y-%m-%d}", "granted"), ("all", "granted")
    ]  # fmt: skip


def test_a_fact_that_comes_after_its_reversal_was_applied_counts_nowhere(db: Connection) -> None:
    person = make_user(db)
    make_trigger(db, make_program(db))
    do(db, person, "deal.released.reversed", at=NOON + timedelta(days=1), reference="a")
    assert do(db, person, at=NOON, reference="a") == 0
    assert counted(db, person) == {}
    assert do(db, person, at=NOON + timedelta(days=2), reference="a") == 1, "done again"
