"""A pair of calls and a check, tried under every schedule of a kind; the first violation says how to see it again."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.conftest import Database
from tests.interleaving.scheduler import Call, Run, Scheduler
from tests.interleaving.schedules import SERIAL, Name, Schedule, with_one_switch
from tests.interleaving.stepping import one_connection_per_thread

Connection = psycopg.Connection[Any]
Outcomes = tuple[object, object]
Check = Callable[[Outcomes], None]
"""Given what A and B were told. Fails by an assertion."""

QUIET_TABLES = (
    "audit_logs", "campaign_history", "campaign_snapshots", "notification_deliveries", "notifications", "outbox",
    "payment_stub_objects",
)  # fmt: skip
"""Only written to by what is explored, never read: a switch before such a write shows nothing new."""
A_DEADLOCK = "DATABASE_BUSY"


@dataclass(frozen=True)
class Calls:
    """Two use cases about to run at once, and what must hold when both have ended."""

    first: Call
    second: Call
    check: Check


Pair = Callable[[Connection], Calls]
"""Arranges rows of its own as the superuser, with each schedule anew."""


class Violated(AssertionError):
    """The check failed under a schedule."""

    def __init__(self, run: Run, reason: BaseException) -> None:
        self.run = run
        steps = "\n".join(run.trace)
        super().__init__(
            f"violated under schedule {run.schedule}: outcomes {run.outcomes}\n{reason}\n{steps}\n"
            f"again: SCHEDULE={run.schedule} with the same test"
        )


class Explorer:
    """Tries a pair in one database."""

    def __init__(self, scheduler: Scheduler, db: Connection) -> None:
        self._scheduler = scheduler
        self._db = db

    def try_schedule(self, pair: Pair, schedule: Schedule) -> Run:
        """Run the pair once. Raises `Violated`."""
        calls = pair(self._db)
        run = self._scheduler.run(schedule, calls.first, calls.second)
        try:
            assert A_DEADLOCK not in run.outcomes, "the two wait for each other in a circle"
            calls.check(run.outcomes)
        except AssertionError as reason:
            raise Violated(run, reason) from reason
        return run

    def lengths(self, pair: Pair) -> dict[Name, int]:
        """How many steps each call takes when it is first and left alone."""
        first, second = (self.try_schedule(pair, schedule) for schedule in SERIAL)
        return {"A": first.lengths["A"], "B": second.lengths["B"]}

    def explore(
        self, pair: Pair, more: Callable[[dict[Name, int]], Iterable[Schedule]] = with_one_switch
    ) -> list[Run]:
        """Both orders without a switch, then the schedules that `more` makes of their lengths. Raises `Violated`."""
        if only := os.environ.get("SCHEDULE"):
            return [self.try_schedule(pair, Schedule.parse(only))]
        return [self.try_schedule(pair, schedule) for schedule in more(self.lengths(pair))]

    def first_violation(self, pair: Pair) -> Run | None:
        """The first run that fails the check under at most one switch."""
        try:
            self.explore(pair)
        except Violated as violation:
            return violation.run
        return None


@contextmanager
def explorer(database: Database, quiet: Iterable[str] = QUIET_TABLES) -> Iterator[Explorer]:
    """An explorer of `database`, which gets a gate before the writes of each table that is not `quiet`."""
    with database.connect() as db:
        db.execute("select set_config('interleaving.quiet', %s, false)", (",".join(quiet),))
        db.execute((Path(__file__).parent / "gates.sql").read_bytes())
        # A circle is told at once; a second of waiting for each would be most of the run.
        db.execute(f"alter role api_login in database {database.name} set deadlock_timeout = '30ms'".encode())
        scheduler = Scheduler(database.url("api_login"), database.url())
        try:
            with one_connection_per_thread():
                yield Explorer(scheduler, db)
        finally:
            scheduler.close()
