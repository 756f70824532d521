"""Two workers on one person, a trigger that changes while facts are applied: each fact counts once, before or after."""

import threading
from uuid import UUID

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.rewards import (
    make_achievement,
    make_program,
    make_trigger,
    record_fact,
    unlock,
)
from tests.typing import Connection

APPLY = "select app.apply_fact(id, at) from reward_facts where id = %s"


def value(db: Connection, person: UUID) -> int:
    row = db.execute(
        "select sum(value)::bigint from reward_counters where user_id = %s", (person,)
    ).fetchone()
    return row[0] or 0 if row else 0


def test_eight_workers_apply_one_fact_once(database: Database, db: Connection) -> None:
    person = make_user(db)
    make_trigger(db, make_program(db))
    fact = record_fact(db, person)
    assert run_at_once(database, *[("service", APPLY, (fact,))] * 8) == ["ok"] * 8
    assert value(db, person) == 1
    assert db.execute("select count(*) from reward_awards where user_id = %s", (person,)).fetchone() == (1,)


def test_eight_facts_of_one_person_at_once_lose_no_count_and_no_streak(
    database: Database, db: Connection
) -> None:
    person = make_user(db)
    program = make_program(db)
    make_trigger(db, program, key="a", definition={"levels": [8]})
    make_trigger(db, program, key="b", definition={"count": {"what": "streak_days"}, "levels": [8]})
    facts = [
        db.execute(
            "select app.record_fact('deal.released', %s, now() - make_interval(days => %s), '{}')",
            (person, day),
        ).fetchone()
        for day in range(8)
    ]
    steps = [("service", APPLY, (fact[0],)) for fact in facts if fact]
    assert run_at_once(database, *steps) == ["ok"] * 8
    assert value(db, person) == 16
    assert db.execute("select count(*) from reward_awards where user_id = %s", (person,)).fetchone() == (2,)


def test_a_fact_and_its_reversal_at_once_are_nothing(database: Database, db: Connection) -> None:
    person = make_user(db)
    make_trigger(db, make_program(db))
    for _ in range(5):
        facts = [
            record_fact(db, person, kind, reference="a")
            for kind in ("deal.released", "deal.released.reversed")
        ]
        assert run_at_once(database, *[("service", APPLY, (fact,)) for fact in facts]) == ["ok", "ok"]
        assert value(db, person) == 0


def test_a_fact_that_is_applied_waits_for_a_trigger_that_goes_live(
    database: Database, db: Connection
) -> None:
    """Whoever holds the lock `rewards` alone sets live_at; a fact is before it, or after it and counted."""
    person, program = make_user(db), make_program(db)
    trigger = make_trigger(db, program, status="draft", live_at=None)
    fact = record_fact(db, person)
    with database.connect(autocommit=False) as going_live:
        going_live.execute("select pg_advisory_xact_lock(hashtextextended('rewards', 0))")
        thread = threading.Thread(target=_apply, args=(database, fact))
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "it waits"
        going_live.execute(
            "update reward_triggers set status = 'live', live_at = clock_timestamp() where id = %s",
            (trigger,),
        )
        going_live.commit()
        thread.join(10)
    assert value(db, person) == 1
    row = db.execute(
        "select f.applied_at > t.live_at from reward_facts as f, reward_triggers as t where f.id = %s and t.id = %s",
        (fact, trigger),
    ).fetchone()
    assert row == (True,)


def test_a_trigger_that_is_retired_in_between_counts_what_came_before(
    database: Database, db: Connection
) -> None:
    person = make_user(db)
    trigger = make_trigger(db, make_program(db), definition={"levels": [9]})
    facts = [record_fact(db, person) for _ in range(6)]
    steps = [("service", APPLY, (fact,)) for fact in facts]
    with database.connect() as other:
        thread = threading.Thread(
            target=other.execute,
            args=("update reward_triggers set status = 'retired' where id = %s", (trigger,)),
        )
        thread.start()
        assert run_at_once(database, *steps) == ["ok"] * 6
        thread.join()
    counted = db.execute("select count(*) from reward_facts where counted <> '[]' and id = any(%s)", (facts,))
    row = counted.fetchone()
    assert row is not None
    assert value(db, person) == row[0]
    assert db.execute("select count(*) from reward_facts where applied_at is null").fetchone() == (0,)


def test_an_achievement_unlocked_while_its_fact_is_counted_grants_once(
    database: Database, db: Connection
) -> None:
    for _ in range(4):
        person = make_user(db)
        key = make_achievement(db, f"key-{person.hex[-8:]}")
        make_trigger(db, make_program(db), key=key, definition={"requires": [key]})
        fact = record_fact(db, person)
        with database.connect() as other:
            thread = threading.Thread(target=unlock, args=(other, person, key))
            thread.start()
            assert run_at_once(database, ("service", APPLY, (fact,))) == ["ok"]
            thread.join()
        awards = db.execute("select count(*) from reward_awards where user_id = %s", (person,)).fetchone()
        assert awards == (1,)


def _apply(database: Database, fact: UUID) -> None:
    with database.connect("jobs_login", autocommit=False) as worker:
        worker.execute('select app.begin_request(\'{"role": "service"}\')')
        worker.execute(APPLY.encode(), (fact,))
