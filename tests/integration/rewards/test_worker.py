"""The worker counts what people did: it dies, has a twin, has no time, meets a fact that fails."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from rewards import worker
from rewards.counting import repository, service
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.factories.rewards import make_program, make_trigger, record_fact
from tests.typing import Connection


@pytest.fixture
def trigger(db: Connection) -> UUID:
    return make_trigger(db, make_program(db), definition={"levels": [3]})


def run(context: LambdaContext | None = None) -> None:
    assert worker.lambda_handler({"Records": [{"body": "{}"}]}, context or LambdaContext()) == {
        "batchItemFailures": []
    }


def value(db: Connection, trigger: UUID, person: UUID) -> int:
    row = db.execute(
        "select value from reward_counters where trigger_id = %s and user_id = %s", (trigger, person)
    ).fetchone()
    return row[0] if row else 0


def waiting(db: Connection) -> int:
    row = db.execute("select count(*) from reward_facts where applied_at is null").fetchone()
    assert row is not None
    number: int = row[0]
    return number


def break_facts(db: Connection, reference: str) -> None:
    """Whoever counts a fact with that reference fails, until `mend`."""
    db.execute(
        "create function public.break_facts() returns trigger language plpgsql as"
        " $$ begin raise exception 'this fact is broken'; end $$;"
        "create trigger breaks before update of applied_at on reward_facts for each row"
        f" when (old.reference = '{reference}') execute function public.break_facts()".encode()
    )


def mend(db: Connection) -> None:
    db.execute("drop trigger breaks on reward_facts")
    db.execute("drop function public.break_facts()")


def test_what_several_people_did_is_counted_and_granted(db: Connection, trigger: UUID) -> None:
    people = [make_user(db) for _ in range(3)]
    for person in people * 3:
        record_fact(db, person)
    run()
    assert [value(db, trigger, person) for person in people] == [3, 3, 3]
    assert waiting(db) == 0
    awards = db.execute("select count(*) from reward_awards where trigger_id = %s", (trigger,)).fetchone()
    assert awards == (3,)
    run()
    assert value(db, trigger, people[0]) == 3


def test_the_oldest_comes_first_whenever_it_was_written(db: Connection) -> None:
    person = make_user(db)
    trigger = make_trigger(db, make_program(db), definition={"cooldown": "P1D"})
    now = datetime.now(UTC)
    record_fact(db, person, at=now - timedelta(hours=30))
    record_fact(db, person, at=now - timedelta(hours=60))
    record_fact(db, person, at=now - timedelta(hours=40))
    run()
    rows = db.execute(
        "select f.at from reward_awards as a join reward_facts as f on f.id = a.cause_fact_id"
        " where a.trigger_id = %s order by a.id", (trigger,),
    ).fetchall()  # fmt: skip
    assert [(now - at).total_seconds() // 3600 for (at,) in rows] == [60, 30]


def test_more_than_a_batch_of_one_person_is_counted_batch_by_batch(
    db: Connection, trigger: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "FACTS_A_BATCH", 2)
    hot, cold = sorted((make_user(db), make_user(db)))
    for person in (hot,) * 5 + (cold,):
        record_fact(db, person)
    order: list[UUID] = []
    apply = repository.apply_facts

    def noted(tx: Any, person: UUID, at_most: int) -> repository.Counted:
        order.append(person)
        return apply(tx, person, at_most)

    monkeypatch.setattr(repository, "apply_facts", noted)
    run()
    assert order == [hot, cold, hot, hot]
    assert (value(db, trigger, hot), value(db, trigger, cold)) == (5, 1)


def test_a_fact_that_fails_stops_neither_its_persons_others_nor_other_people(
    db: Connection, trigger: UUID
) -> None:
    broken, other = make_user(db), make_user(db)
    for reference in ("a", "broken", "c"):
        record_fact(db, broken, reference=reference)
    record_fact(db, other)
    break_facts(db, "broken")
    run()
    assert (value(db, trigger, broken), value(db, trigger, other), waiting(db)) == (2, 1, 1)
    row = db.execute(
        "select attempts, last_error, due_at - now() from reward_subjects where user_id = %s", (broken,)
    ).fetchone()
    assert row is not None
    assert row[:2] == (1, "P0001: this fact is broken")
    assert timedelta(seconds=25) < row[2] < timedelta(seconds=40)
    record_fact(db, broken)
    run()
    assert waiting(db) == 2, "not due"
    mend(db)
    db.execute("update reward_subjects set due_at = now()")
    run()
    assert value(db, trigger, broken) == 4
    row = db.execute(
        "select attempts, last_error from reward_subjects where user_id = %s", (broken,)
    ).fetchone()
    assert row == (0, None)


def test_whose_facts_fail_again_waits_longer(db: Connection, trigger: UUID) -> None:
    person = make_user(db)
    record_fact(db, person, reference="broken")
    break_facts(db, "broken")
    for _ in range(14):
        db.execute("update reward_subjects set due_at = now()")
        run()
    row = db.execute("select attempts, due_at - now() from reward_subjects").fetchone()
    assert row is not None
    assert row[0] == 14
    assert timedelta(hours=5, minutes=59) < row[1] < timedelta(hours=7, minutes=13)
    assert value(db, trigger, person) == 0


def test_a_batch_that_ends_in_the_middle_is_counted_by_the_next(
    db: Connection, trigger: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Died(BaseException):
        """Lambda pulled the plug."""

    def die(*arguments: Any) -> repository.Counted:
        apply(*arguments)
        raise Died

    person, apply = make_user(db), repository.apply_facts
    for _ in range(4):
        record_fact(db, person)
    with monkeypatch.context() as patched:
        patched.setattr(repository, "apply_facts", die)
        with pytest.raises(Died):
            run()
    assert (value(db, trigger, person), waiting(db)) == (0, 4)
    run()
    assert (value(db, trigger, person), waiting(db)) == (4, 0)


def test_what_fails_as_a_whole_is_written_down_with_the_person(
    db: Connection, trigger: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = sorted((make_user(db), make_user(db)))
    for person in (first, second):
        record_fact(db, person)
    apply = repository.apply_facts

    def fail(tx: Any, person: UUID, at_most: int) -> repository.Counted:
        if person == first:
            raise RuntimeError("no time")
        return apply(tx, person, at_most)

    monkeypatch.setattr(repository, "apply_facts", fail)
    run()
    assert (value(db, trigger, first), value(db, trigger, second)) == (0, 1)
    row = db.execute("select attempts, last_error from reward_subjects where attempts > 0").fetchall()
    assert row == [(1, "RuntimeError: no time")]


def test_a_person_whom_another_worker_has_is_passed_over(
    database: Database, db: Connection, trigger: UUID
) -> None:
    taken, free = make_user(db), make_user(db)
    for person in (taken, free):
        record_fact(db, person)
    with database.connect(autocommit=False) as twin:
        twin.execute("select app.lock_reward_subject(%s)", (taken,))
        run()
        assert (value(db, trigger, taken), value(db, trigger, free)) == (0, 1)
    run()
    assert value(db, trigger, taken) == 1


def test_what_nobody_did_is_marked_and_counted_nowhere(db: Connection, trigger: UUID) -> None:
    record_fact(db, uuid4())
    run()
    assert waiting(db) == 0
    assert db.execute("select count(*) from reward_counters").fetchone() == (0,)


def test_a_worker_without_time_leaves_all_to_the_next(db: Connection, trigger: UUID) -> None:
    person = make_user(db)
    record_fact(db, person)
    run(LambdaContext(milliseconds=1_000))
    assert waiting(db) == 1
    run()
    assert value(db, trigger, person) == 1
