"""Facts of before are counted by the backfill and those of after as they come: none twice, none not at all."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Database
from tests.database.backfilling import MANY, apply_all, counted, draft, go_live, replay
from tests.database.rewards_money import assert_books_agree
from tests.factories.deals import value
from tests.factories.people import brand_of, make_user
from tests.factories.rewards import (
    MONEY,
    fund_program,
    make_achievement,
    make_funded_program,
    make_program,
    make_trigger,
    record_fact,
)
from tests.typing import Connection


def test_what_was_applied_before_is_counted_batch_by_batch_and_granted(db: Connection) -> None:
    people = [make_user(db) for _ in range(2)]
    for person in people * 3:
        record_fact(db, person)
    apply_all(db)
    trigger = draft(db, make_program(db), definition={"levels": [1, 3, 4]})
    go_live(db, trigger)
    batches = replay(db, trigger)
    assert [batch[:2] for batch in batches] == [("running", 2)] * 3 + [("running", 0), ("done", 0)]
    assert sum(batch[2] for batch in batches) == 4
    assert counted(db, trigger) == dict.fromkeys(people, 3)
    assert value(
        db, "select array_agg(level order by level) from reward_awards where user_id = %s", people[0]
    ) == [1, 3]
    row = db.execute("select status, facts, awards, finished_at is not null from reward_backfills").fetchone()
    assert row == ("done", 6, 4, True)
    assert replay(db, trigger) == []
    assert counted(db, trigger) == dict.fromkeys(people, 3)


def test_of_what_it_granted_it_tells_each_person_once(db: Connection) -> None:
    people = [make_user(db) for _ in range(5)]
    for person in people * 3:
        record_fact(db, person)
    apply_all(db)
    trigger = draft(db, make_program(db), definition={"levels": [1, 2, 3]})
    go_live(db, trigger)
    assert [batch[3] for batch in replay(db, trigger, 2)] == [0] * 7 + [2, 2, 1]
    told = "select user_id, metadata -> 'awards' from notifications where type = 'award_granted' order by user_id"
    assert db.execute(told.encode()).fetchall() == [(person, 3) for person in sorted(people)]
    assert value(db, "select count(*) from reward_awards where told_at is null") == 0


def test_what_was_not_applied_then_is_counted_as_it_comes(db: Connection) -> None:
    person = make_user(db)
    record_fact(db, person, at=datetime.now(UTC) - timedelta(days=3))
    apply_all(db)
    record_fact(db, person, at=datetime.now(UTC) - timedelta(days=9))
    trigger = draft(db, make_program(db), definition={"levels": MANY})
    go_live(db, trigger)
    late = record_fact(db, person, at=datetime.now(UTC) - timedelta(days=30))
    assert sum(batch[1] for batch in replay(db, trigger)) == 1
    assert counted(db, trigger) == {person: 1}
    apply_all(db)
    assert counted(db, trigger) == {person: 3}
    assert value(db, "select jsonb_array_length(counted) from reward_facts where id = %s", late) == 1


def test_a_new_version_grants_nobody_what_an_older_one_did(db: Connection) -> None:
    person = make_user(db)
    program = make_program(db)
    trigger = make_trigger(db, program, definition={"levels": [1, 2]})
    for _ in range(3):
        record_fact(db, person)
    apply_all(db)
    draft(db, program, 2, id=trigger, definition={"levels": [1, 2, 3]})
    go_live(db, trigger, 2)
    replay(db, trigger)
    assert counted(db, trigger, 2) == {person: 3}
    rows = db.execute("select version, level from reward_awards order by id").fetchall()
    assert rows == [(1, 1), (1, 2), (2, 3)]
    assert value(db, "select points from point_balances where user_id = %s", person) == 30


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_was_undone_counts_not_whenever_it_was(db: Connection, when: str) -> None:
    person = make_user(db)
    trigger = draft(db, make_program(db), definition={"levels": [1, 2]})
    for reference in ("a", "b"):
        record_fact(db, person, reference=reference, at=datetime.now(UTC) - timedelta(days=1))
    if when == "before":
        record_fact(db, person, "deal.released.reversed", reference="b")
    apply_all(db)
    go_live(db, trigger)
    replay(db, trigger)
    if when == "after":
        assert counted(db, trigger) == {person: 2}
        record_fact(db, person, "deal.released.reversed", reference="b")
        apply_all(db)
    assert counted(db, trigger) == {person: 1}
    assert value(db, "select array_agg(level) from reward_awards where status <> 'revoked'") == [1]


def test_nobody_who_is_banned_and_no_brand_but_its_own_is_counted(db: Connection) -> None:
    banned, person = make_user(db), make_user(db)
    brand, other = (brand_of(db, make_user(db, "brand")) for _ in range(2))
    for each in (banned, person):
        record_fact(db, each, brand_id=str(brand))
        record_fact(db, each, brand_id=str(other))
        record_fact(db, each)
    apply_all(db)
    db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
    trigger = draft(db, make_program(db, brand))
    go_live(db, trigger)
    assert sum(batch[1] for batch in replay(db, trigger)) == 6
    assert counted(db, trigger) == {person: 1}


def test_a_badge_brings_what_waited_for_it_and_all_is_told_together(db: Connection) -> None:
    person, program = make_user(db), make_program(db)
    make_achievement(db)
    make_trigger(db, program, key="waits", definition={"requires": ["first-steps"]})
    record_fact(db, person)
    apply_all(db)
    assert value(db, "select count(*) from reward_awards") == 0
    trigger = draft(db, program, reward={"kind": "badge", "achievement": "first-steps"}, auto_claim=True)
    go_live(db, trigger)
    replay(db, trigger)
    assert value(db, "select array_agg(kind order by kind) from reward_awards") == ["badge", "points"]
    assert value(
        db, "select array_agg(metadata -> 'awards') from notifications where category = 'rewards'"
    ) == [2]


@pytest.mark.parametrize(
    "pause",
    [
        "update reward_triggers set status = 'paused' where id = %(trigger)s",
        "update reward_programs set status = 'paused', paused_reason = 'asked' where id = %(program)s",
        "update reward_programs set status = 'paused', paused_reason = 'budget_exhausted' where id = %(program)s",
    ],
)
def test_while_it_is_paused_it_waits(db: Connection, pause: str) -> None:
    person, program = make_user(db), make_program(db)
    record_fact(db, person)
    apply_all(db)
    trigger = draft(db, program)
    go_live(db, trigger)
    db.execute(pause.encode(), {"trigger": trigger, "program": program})
    assert replay(db, trigger, until=1) == [("running", 0, 0, 0)]
    assert value(db, "select app.next_backfill()") is None
    db.execute("update reward_triggers set status = 'live' where id = %s", (trigger,))
    db.execute("update reward_programs set status = 'active', paused_reason = null where id = %s", (program,))
    assert replay(db, trigger)[-1][0] == "done"
    assert counted(db, trigger) == {person: 1}


@pytest.mark.parametrize(
    ("end", "why"),
    [
        ("update reward_triggers set status = 'retired' where id = %(trigger)s", "retired"),
        (
            "update reward_programs set status = 'ended', ended_at = now() where id = %(program)s",
            "program_ended",
        ),
        ("update reward_programs set ends_at = now() where id = %(program)s", "program_ended"),
    ],
)
def test_when_it_ends_the_backfill_ends_and_tells_of_what_it_granted(
    db: Connection, end: str, why: str
) -> None:
    people, program = [make_user(db) for _ in range(4)], make_program(db)
    for person in people:
        record_fact(db, person)
    apply_all(db)
    trigger = draft(db, program)
    go_live(db, trigger)
    assert replay(db, trigger, until=1) == [("running", 2, 2, 0)]
    db.execute(end.encode(), {"trigger": trigger, "program": program})
    assert replay(db, trigger, 10) == [("failed", 0, 0, 2)]
    assert len(counted(db, trigger)) == 2
    assert value(db, "select count(*) from notifications where category = 'rewards'") == 2
    assert db.execute("select status, last_error from reward_backfills").fetchone() == ("failed", why)


def test_what_the_budget_does_not_suffice_for_is_owed_and_comes_when_it_is_filled(db: Connection) -> None:
    program = make_funded_program(db, budget=4 * 500)
    people = [make_user(db) for _ in range(12)]
    for person in people:
        record_fact(db, person)
    apply_all(db)
    trigger = draft(db, program, reward=MONEY)
    go_live(db, trigger)
    assert [batch[:3] for batch in replay(db, trigger, 3, until=3)] == [
        *[("running", 3, 3)] * 2, ("running", 0, 0),
    ]  # fmt: skip
    statuses = "select status, count(*)::integer from reward_awards group by 1 order by 1"
    assert db.execute(statuses.encode()).fetchall() == [("failed", 2), ("granted", 4)]
    told = "select count(*), count(distinct user_id) from notifications where type = 'award_granted'"
    replay(db, trigger, 3, until=1)
    assert db.execute(told.encode()).fetchone() == (4, 4), "they may claim it, for a time"
    fund_program(db, program, 8 * 500)
    db.execute("update reward_programs set status = 'active', paused_reason = null where id = %s", (program,))
    db.execute("select app.grant_failed_awards(%s)", (program,))
    assert replay(db, trigger, 3)[-1][0] == "done"
    assert db.execute(statuses.encode()).fetchall() == [("granted", 12)]
    assert db.execute(told.encode()).fetchone() == (12, 12)
    assert_books_agree(db)


commands = st.lists(
    st.sampled_from(["do", "do", "do", "apply", "live", "batch", "die", "batch"]), min_size=6, max_size=40
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(taken=commands, batch=st.integers(1, 4))
def test_each_fact_counts_once_whatever_happens_when(
    database: Database, taken: list[str], batch: int
) -> None:
    with database.connect() as db, db.transaction(force_rollback=True):
        people = [make_user(db) for _ in range(2)]
        program, facts, is_live = make_program(db), 0, False
        trigger = draft(db, program, definition={"levels": MANY})
        for place, what in enumerate([*taken, "live", "end"]):
            if what == "do":
                record_fact(db, people[place % 2], at=datetime.now(UTC) - timedelta(hours=place * 7 % 11))
                facts += 1
            elif what == "apply":
                db.execute("select app.apply_fact(id, at) from reward_facts where applied_at is null limit 1")
            elif what == "live" and not is_live:
                go_live(db, trigger)
                is_live = True
            elif what == "batch" and is_live:
                replay(db, trigger, batch, until=1)
            elif what == "die" and is_live:
                with db.transaction(force_rollback=True):
                    replay(db, trigger, batch, until=1)
        apply_all(db)
        replay(db, trigger, batch)
        assert sum(counted(db, trigger).values()) == facts
        for person, number in counted(db, trigger).items():
            levels = value(
                db, "select array_agg(level order by level) from reward_awards where user_id = %s", person
            )
            assert levels == [level for level in MANY if level <= number]
        told = "select coalesce(sum((metadata ->> 'awards')::integer), 0) from notifications where category = 'rewards'"
        assert value(db, told) == value(db, "select count(*) from reward_awards")
