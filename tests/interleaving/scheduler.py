"""Runs two calls under a schedule: one step of one of them at a time, and tells who waits for whom."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import psycopg

from common.errors import DomainError
from tests.interleaving.schedules import OTHER, Name, Schedule
from tests.interleaving.stepping import SteppedConnection, connect, stepped

GATE_CLASSES: dict[int, Name] = {4711: "A", 4712: "B"}
PATIENCE_SECONDS = 20.0
LOOK_EVERY_SECONDS = 0.0004
NOTHING = ""
"""What psycopg makes of `void`."""
State = Literal["running", "at a statement", "at a write", "blocked", "done"]
Call = Callable[[], object]


class Stuck(AssertionError):
    """Neither call can go on, and PostgreSQL sees no deadlock."""


@dataclass
class Worker:
    """A call in its thread. `outcome`: what it returned, or the code of the refusal."""

    name: Name
    connection: SteppedConnection
    state: State = "running"
    at: str = ""
    next_gate: int = 1
    outcome: object = None
    failure: BaseException | None = None
    go: threading.Event = field(default_factory=threading.Event)

    @property
    def can_go(self) -> bool:
        """Whether a step of it is possible now."""
        return self.state in ("at a statement", "at a write")


@dataclass(frozen=True)
class Run:
    """What came of a schedule: outcomes of A and B, the steps as they were taken, and how many each took."""

    schedule: Schedule
    outcomes: tuple[object, object]
    trace: tuple[str, ...]
    lengths: dict[Name, int]
    was_blocked: bool


class Scheduler:
    """Two connections as `api_login` and one of the superuser's that opens the gates."""

    def __init__(self, url: str, superuser_url: str) -> None:
        self._control = psycopg.connect(superuser_url, autocommit=True)
        self._changed = threading.Condition()
        self._workers: dict[Name, Worker] = {}
        for key, name in GATE_CLASSES.items():
            self._workers[name] = Worker(name, connect(url, name))
            self._control.execute("select pg_advisory_lock(%s, 1)", (key,))
        self._pids = {worker.connection.info.backend_pid: worker for worker in self._workers.values()}

    def close(self) -> None:
        """End the three sessions."""
        for worker in self._workers.values():
            worker.connection.close()
        self._control.close()

    def run(self, schedule: Schedule, first: Call, second: Call) -> Run:
        """Both calls to their ends. Raises what a call raised that is no refusal, and `Stuck`."""
        calls: dict[Name, Call] = {"A": first, "B": second}
        threads = [self._start(self._workers[name], call) for name, call in calls.items()]
        trace, lengths, was_blocked = self._play(schedule)
        for thread in threads:
            thread.join(PATIENCE_SECONDS)
        for worker in self._workers.values():
            if worker.failure is not None:
                raise worker.failure
        outcomes = (self._workers["A"].outcome, self._workers["B"].outcome)
        return Run(schedule, outcomes, tuple(trace), lengths, was_blocked)

    def _play(self, schedule: Schedule) -> tuple[list[str], dict[Name, int], bool]:
        current, turns, taken = schedule.first, list(schedule.turns), 0
        trace: list[str] = []
        lengths: dict[Name, int] = {"A": 0, "B": 0}
        was_blocked = False
        while self._settle():
            if not self._workers[
                current
            ].can_go:  # done, or blocked: nobody's choice, so the rest is left alone
                was_blocked |= self._workers[current].state == "blocked"
                current, turns = OTHER[current], []
            elif turns and taken == turns[0]:
                turns.pop(0)
                taken = 0
                if self._workers[OTHER[current]].can_go:
                    current = OTHER[current]
            trace.append(f"{current}: {self._workers[current].at}")
            lengths[current] += 1
            taken += 1
            self._step(self._workers[current])
        return trace, lengths, was_blocked

    def _start(self, worker: Worker, call: Call) -> threading.Thread:
        worker.state, worker.outcome, worker.failure = "running", None, None
        thread = threading.Thread(target=self._work, args=(worker, call), daemon=True)
        thread.start()
        return thread

    def _work(self, worker: Worker, call: Call) -> None:
        def pause(statement: str) -> None:
            worker.go.clear()
            self._set(worker, "at a statement", statement)
            if not worker.go.wait(PATIENCE_SECONDS):
                raise Stuck(f"{worker.name} waited too long before: {statement}")

        try:
            with stepped(worker.connection, pause):
                answer = call()
            worker.outcome = answer if isinstance(answer, str | int) and answer != NOTHING else "ok"
        except DomainError as refusal:
            worker.outcome = refusal.code
        except BaseException as error:  # noqa: BLE001 - it is raised again by the scheduler
            worker.failure = error
        self._set(worker, "done", "")

    def _set(self, worker: Worker, state: State, at: str) -> None:
        with self._changed:
            worker.state, worker.at = state, at
            self._changed.notify_all()

    def _step(self, worker: Worker) -> None:
        where = worker.state
        self._set(worker, "running", worker.at)
        if where == "at a statement":
            worker.go.set()
            return
        key = next(key for key, name in GATE_CLASSES.items() if name == worker.name)
        worker.next_gate += 1
        self._control.execute(
            "select pg_advisory_lock(%s, %s), pg_advisory_unlock(%s, %s)",
            (key, worker.next_gate, key, worker.next_gate - 1),
        )

    def _settle(self) -> bool:
        """Wait until nothing moves any more; False once both are done."""
        patience = time.monotonic() + PATIENCE_SECONDS
        for worker in self._workers.values():
            if worker.state == "blocked":
                worker.state = "running"  # unless it still is
        while any(worker.state == "running" for worker in self._workers.values()):
            with self._changed:
                self._changed.wait(LOOK_EVERY_SECONDS)
            self._look()
            if time.monotonic() > patience:
                raise Stuck(self._describe())
        return any(worker.state != "done" for worker in self._workers.values())

    def _look(self) -> None:
        """Find out who stands at a gate inside a function, and who waits for a lock of one that stands still."""
        running = [pid for pid, worker in self._pids.items() if worker.state == "running"]
        if not running:
            return
        waits = self._control.execute(
            "select l.pid, l.locktype = 'advisory' and l.classid in (4711, 4712) and l.objsubid = 2,"
            " pg_blocking_pids(l.pid), a.application_name"
            " from pg_locks as l inner join pg_stat_activity as a on a.pid = l.pid"
            " where not l.granted and l.pid = any(%s)",
            (running,),
        ).fetchall()
        for pid, at_gate, blockers, write in waits:
            worker = self._pids[pid]
            with self._changed:
                if worker.state != "running":
                    continue
                if at_gate:
                    worker.state, worker.at = "at a write", f"  {write}"
                elif any(self._stands_still(blocker) for blocker in blockers):
                    worker.state = "blocked"

    def _stands_still(self, pid: int) -> bool:
        worker = self._pids.get(pid)
        return worker is not None and worker.can_go

    def _describe(self) -> str:
        sessions = self._control.execute(
            "select pid, state, wait_event_type, wait_event, pg_blocking_pids(pid), left(query, 200)"
            " from pg_stat_activity where datname = current_database()"
        ).fetchall()
        told = [f"{worker.name} is {worker.state} at {worker.at}" for worker in self._workers.values()]
        return "\n".join([*told, *map(str, sessions)])
