"""A backfill is asked for once a version, seen by who runs the trigger, and worked on by a timer that may die."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from common.deadline import Deadline
from rewards import schedule
from rewards.reward_backfills import repository, service
from tests.actors import Person
from tests.counted import levels
from tests.factories.events import LambdaContext
from tests.factories.people import make_member, make_user
from tests.factories.rewards import make_program, make_trigger, record_fact
from tests.integration.rewards.asking import ask
from tests.integration.rewards.triggering import TRIGGERS, Stage

FILLED = {"batches": 1, "facts": 3, "awards": 1, "told": 1, "failed": 0}


def run(minute: int = 0) -> Any:
    """The timer's work; the counts that it noted."""
    scheduled = datetime(2026, 6, 1, 0, minute, tzinfo=UTC).isoformat()
    event = {"job": "reward-backfills", "scheduled_time": scheduled}
    return schedule.lambda_handler(event, LambdaContext())["counts"]


def three_facts(stage: Stage, **data: Any) -> UUID:
    """Somebody did the same three times, and it was counted when there was no trigger."""
    said: dict[str, Any] = {"role": "creator", "brand_id": str(stage.brand_id)} | data
    with stage.database.connect() as db:
        person = make_user(db)
        for _ in range(3):
            record_fact(db, person, **said)
        db.execute("select app.apply_fact(id, at) from reward_facts where applied_at is null")
    return person


def counted(stage: Stage, person: UUID) -> Any:
    return stage.value("select value from reward_counters where user_id = %s", person)


def path(trigger: Any) -> str:
    return f"{TRIGGERS}/{trigger['id']}/backfill"


def test_what_was_done_before_a_trigger_went_live_is_counted_when_it_is_asked_for(stage: Stage) -> None:
    person = three_facts(stage)
    live = stage.live()
    assert stage.brand.refused("GET", path(live)) == (404, "NOT_FOUND")
    asked = stage.brand.post(path(live))
    assert (asked["status"], asked["version"], asked["facts"]) == ("waiting", 1, 0)
    assert (asked["live_at"], asked["requested_by"]) == (live["live_at"], str(stage.brand.id))
    assert run() == FILLED
    done = stage.brand.get(path(live))
    assert (done["status"], done["facts"], done["awards"]) == ("done", 3, 1)
    assert done["finished_at"] is not None
    assert "last_error" not in done
    assert counted(stage, person) == 3
    assert run(1) == dict.fromkeys(FILLED, 0)


def test_going_live_may_ask_for_it(stage: Stage) -> None:
    person = three_facts(stage)
    made = stage.draft()
    stage.brand.post(f"{TRIGGERS}/{made['id']}/live", version=1, carry_counters=False, backfill=True)
    assert stage.brand.get(path(made))["status"] == "waiting"
    assert run() == FILLED
    assert counted(stage, person) == 3


def test_it_is_had_once_a_version_and_only_where_counting_began_anew(stage: Stage) -> None:
    draft = stage.draft(key="a-draft")
    assert stage.brand.refused("POST", path(draft)) == (409, "BACKFILL_REFUSED")
    live = stage.live()
    stage.brand.post(path(live))
    answer = ask("POST", f"/api/v1{path(live)}", user=stage.brand.id)
    assert (answer.status, answer.body["code"]) == (409, "BACKFILL_REFUSED")
    assert answer.body["details"] == [{"reason": "asked_before", "status": "waiting"}]
    run()  # counters go on only where their own backfill is over
    stage.brand.patch(f"{TRIGGERS}/{live['id']}", name="Other")
    stage.brand.post(f"{TRIGGERS}/{live['id']}/live", version=2, carry_counters=True)
    assert ask("POST", f"/api/v1{path(live)}", user=stage.brand.id).body["details"] == [
        {"reason": "counters_carried"}
    ]
    stage.brand.patch(f"{TRIGGERS}/{live['id']}", name="Third")
    stage.brand.post(f"{TRIGGERS}/{live['id']}/live", version=3, carry_counters=False)
    assert stage.brand.post(path(live))["version"] == 3
    stage.brand.post(f"{TRIGGERS}/{live['id']}/pause")
    assert ask("POST", f"/api/v1{path(live)}", user=stage.brand.id).body["details"][0]["reason"] == "not_live"


def test_others_neither_ask_for_it_nor_see_it(stage: Stage) -> None:
    live = stage.live()
    with stage.database.connect() as db:
        analyst = Person(make_member(db, stage.brand_id, "analyst"), ask)
        creator = Person(make_user(db), ask)
    for stranger in (stage.other, creator):
        assert stranger.refused("POST", path(live)) == (404, "NOT_FOUND")
    assert analyst.refused("POST", path(live)) == (403, "FORBIDDEN")
    stage.brand.post(path(live))
    for stranger in (stage.other, creator):
        assert stranger.refused("GET", path(live)) == (404, "NOT_FOUND")
    assert analyst.get(path(live)) == stage.boss.get(path(live)) == stage.brand.get(path(live))
    assert stage.boss.refused("POST", f"{TRIGGERS}/{uuid4()}/backfill") == (404, "NOT_FOUND")
    assert stage.boss.refused("GET", f"{TRIGGERS}/no-id/backfill")[0] == 422


def test_a_worker_that_dies_leaves_whole_batches_and_the_next_goes_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Died(BaseException):
        """Lambda pulled the plug."""

    def die(*arguments: Any) -> repository.Replayed:
        batches.append(work(*arguments))
        if len(batches) == 2:
            raise Died
        return batches[-1]

    monkeypatch.setattr(service, "FACTS_A_BATCH", 1)
    person, live = three_facts(stage), stage.live()
    stage.brand.post(path(live))
    batches: list[repository.Replayed] = []
    work = repository.run_batch
    with monkeypatch.context() as patched:
        patched.setattr(repository, "run_batch", die)
        with pytest.raises(Died):
            run()
    assert (counted(stage, person), stage.brand.get(path(live))["facts"]) == (1, 1)
    assert run()["facts"] == 2
    assert (counted(stage, person), stage.brand.get(path(live))["facts"]) == (3, 3)


def test_what_fails_waits_longer_each_time_is_given_up_and_can_be_asked_for_again(stage: Stage) -> None:
    person, live = three_facts(stage), stage.live()
    other = three_facts(stage, brand_id=None)
    with stage.database.connect() as db:
        stage.brand.post(path(live))
        db.execute(
            "create function public.break_it() returns trigger language plpgsql as"
            " $$ begin raise exception 'broken'; end $$;"
            f"create trigger breaks before insert on reward_counters for each row when (new.user_id = '{person}')"
            " execute function public.break_it()".encode()
        )
        assert run() == dict.fromkeys(FILLED, 0) | {"batches": 1, "failed": 1}
        row = db.execute(
            "select status, attempts, last_error, available_at > now() from reward_backfills"
        ).fetchone()
        assert row is not None
        assert row[:2] == ("waiting", 1)
        assert "broken" in row[2]
        assert row[3]
        assert run(1)["batches"] == 0, "not due"
        for minute in range(2, 13):
            db.execute("update reward_backfills set available_at = now()")
            run(minute)
        assert stage.brand.get(path(live))["status"] == "failed"
        db.execute("drop trigger breaks on reward_counters; drop function public.break_it()")
        assert run(14)["batches"] == 0
        assert stage.brand.post(path(live))["status"] == "waiting"
        assert run(15)["awards"] == 1
    assert (counted(stage, person), counted(stage, other)) == (3, None)


def test_one_that_fails_keeps_no_other_waiting_and_stands_in_a_figure(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(tx: Any, backfill_id: UUID, at_most: int) -> repository.Replayed:
        if str(backfill_id) == broken["id"]:
            raise RuntimeError("no time")
        return work(tx, backfill_id, at_most)

    three_facts(stage)
    broken = stage.brand.post(path(stage.live()))
    stage.brand.post(path(stage.live(key="another")))
    work = repository.run_batch
    monkeypatch.setattr(repository, "run_batch", fail)
    assert run() == {"batches": 2, "facts": 3, "awards": 1, "told": 1, "failed": 1}
    assert levels(capsys) == {"reward_backfills_failing": 1}
    assert run(1)["batches"] == 0, "not due"
    assert levels(capsys) == {"reward_backfills_failing": 1}
    monkeypatch.undo()
    with stage.database.connect() as db:
        db.execute("update reward_backfills set available_at = now()")
    assert run(2)["failed"] == 0
    assert levels(capsys) == {"reward_backfills_failing": 0}


def test_a_timer_without_time_leaves_all_to_the_next(stage: Stage) -> None:
    with stage.database.connect() as db:
        trigger = make_trigger(db, make_program(db))
    stage.boss.post(f"{TRIGGERS}/{trigger}/backfill")
    late = LambdaContext(milliseconds=1_000)
    assert service.run_backfills(Deadline.of_lambda(late, spare_seconds=30))["batches"] == 0
    assert run()["batches"] == 1
