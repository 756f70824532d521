"""Deeds, workers, a trigger that goes live and its backfill, really at the same time: each fact is counted once."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tests.actors import acting_as
from tests.concurrency import Step, run_at_once
from tests.conftest import Database
from tests.database.backfilling import MANY, apply_all, counted, draft, go_live
from tests.database.rewards_money import assert_books_agree
from tests.factories.deals import value
from tests.factories.people import make_user
from tests.factories.rewards import MONEY, make_funded_program, make_program, record_fact
from tests.typing import Connection

STATUS = "select (select status from reward_backfills)"
"""Of the one backfill; null before there is one."""


class Crowd:
    """Six people, and everything that is done to their facts, each by a session of its own."""

    def __init__(self, database: Database, db: Connection) -> None:
        self.database = database
        self.people = [make_user(db) for _ in range(6)]
        self.boss = make_user(db, "admin")
        self.trigger = draft(db, make_program(db), definition={"levels": MANY})
        self.problems: list[BaseException] = []
        self.deeds_done, self.over = threading.Event(), threading.Event()

    def do(self, db: Connection) -> None:
        """Ten facts each, not in the order of their times."""
        for number in range(60):
            at = datetime.now(UTC) - timedelta(minutes=number * 13 % 60)
            record_fact(db, self.people[number % 6], at=at)
        self.deeds_done.set()

    def count(self, db: Connection) -> None:
        """As a worker does, until all is done and counted."""
        while not self.over.is_set():
            last = self.deeds_done.is_set()
            for person in self.people:
                db.execute("select app.apply_facts_of(%s, 5)", (person,))
            if last and not value(db, "select count(*) from reward_facts where applied_at is null"):
                break

    def go_live(self, db: Connection) -> None:
        """In the middle of it."""
        with acting_as(db, self.boss):
            db.execute("select app.make_trigger_live(%s, 1, false, true)", (self.trigger,))

    def fill(self, db: Connection) -> None:
        """Batches of the backfill, of which each third one dies."""
        batch = 0
        while not self.over.is_set() and value(db, STATUS) != "done":
            batch += 1
            with db.transaction(force_rollback=batch % 3 == 0):
                backfill = value(db, "select app.next_backfill()")
                if backfill:
                    db.execute("select app.run_backfill(%s, 4)", (backfill,))

    def act(self, *works: Callable[[Connection], None]) -> None:
        """All of it at once, to its end."""
        threads = [threading.Thread(target=self._act, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.over.set()

    def _act(self, work: Callable[[Connection], None]) -> None:
        try:
            with self.database.connect() as db:
                work(db)
        except BaseException as error:  # noqa: BLE001 - the test shows it
            self.problems.append(error)


def test_facts_come_and_are_counted_while_it_goes_live_and_is_filled_by_two(database: Database) -> None:
    with database.connect() as db:
        crowd = Crowd(database, db)
        for person in crowd.people * 3:
            record_fact(db, person)
        apply_all(db)
        crowd.act(crowd.do, crowd.count, crowd.count, crowd.go_live, crowd.fill, crowd.fill)
        assert crowd.problems == []
        assert counted(db, crowd.trigger) == dict.fromkeys(crowd.people, 13)
        rows = db.execute("select user_id, count(*) from reward_awards group by 1").fetchall()
        assert dict(rows) == dict.fromkeys(crowd.people, len([level for level in MANY if level <= 13]))


def test_backfills_and_workers_that_want_the_same_people_and_budget_do_not_lock_each_other_out(
    database: Database,
) -> None:
    """A worker has a person and wants the budget, when a backfill that has the budget wants the person."""
    with database.connect() as db:
        people = sorted(make_user(db) for _ in range(6))
        program = make_funded_program(db, budget=100 * 500)
        triggers = [
            draft(db, program, key=f"t-{number}", reward=MONEY, definition={"levels": [1, 2]})
            for number in range(2)
        ]
        for person in reversed(people):
            record_fact(db, person)
        apply_all(db)
        for trigger in triggers:
            go_live(db, trigger)
        for person in people:
            record_fact(db, person)
        steps: list[Step] = [
            (
                "service",
                "select app.run_backfill(id, 100) from reward_backfills where trigger_id = %s",
                (trigger,),
            )
            for trigger in triggers
        ]
        steps += [("service", "select app.apply_facts_of(%s, 10)", (person,)) for person in people]
        assert run_at_once(database, *steps) == ["ok"] * len(steps)
        for trigger in triggers:
            assert counted(db, trigger) == dict.fromkeys(people, 2)
        assert value(db, "select count(*) from reward_awards where status = 'granted'") == 24
        assert_books_agree(db)


def test_of_two_who_ask_for_the_same_backfill_one_gets_it(database: Database) -> None:
    with database.connect() as db:
        boss, trigger = make_user(db, "admin"), draft(db, make_program(db))
        with acting_as(db, boss):
            db.execute("select app.make_trigger_live(%s, 1, false, false)", (trigger,))
        step: Step = (str(boss), "select app.request_backfill(%s)", (trigger,))
        assert sorted(run_at_once(database, step, step, step)) == ["IW016", "IW016", "ok"]
        assert value(db, "select count(*) from reward_backfills") == 1
