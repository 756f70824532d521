"""EventBridge Scheduler on one machine: each job's Lambda is invoked at its times, in UTC.

What was missed while the system was off stays missed; in AWS the scheduler is never off. A run that failed is repeated
as Lambda repeats it; after the last repeat the log says so, where in AWS a dead letter and an alarm would.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime

from common.schedules import Timer
from infra.topology.types import Topology
from local.runtime.invocation import InvocationFailed

LOG = logging.getLogger("local.schedules")
LONGEST_SLEEP_SECONDS = 30.0
SECONDS_BEFORE_REPEATS = (60.0, 120.0)
"""Lambda's own, after a failed asynchronous invocation."""

Invoke = Callable[[str, bytes], Awaitable[bytes]]


class UnknownJob(Exception):
    """No schedule has this job."""


class Schedules:
    """The timers of a topology."""

    def __init__(
        self, topology: Topology, invoke: Invoke, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._invoke = invoke
        self._clock = clock
        self._under_way: set[asyncio.Task[None]] = set()
        self._timers = {
            schedule.job: Timer(schedule.job, schedule.cron, function.name)
            for schedule, function in topology.timers
        }

    async def run(self) -> None:
        """Fire every job at its times, until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                for job in self._timers:
                    group.create_task(self._keep(job))
        finally:
            for task in self._under_way:
                task.cancel()

    async def fire(self, job: str, scheduled_time: datetime, as_of: datetime | None = None) -> bytes:
        """Invoke a job's Lambda as if `scheduled_time` had come; returns its raw result.

        Raises `UnknownJob` and `InvocationFailed`.
        """
        if (timer := self._timers.get(job)) is None:
            raise UnknownJob(job)
        return await self._invoke(timer.function, json.dumps(event_of(job, scheduled_time, as_of)).encode())

    def start(self, job: str, scheduled_time: datetime, as_of: datetime, *, function: str) -> None:
        """Have a run made by itself, with a timer's repeats. Raises `UnknownJob` where `function` does not do it."""
        timer = self._timers.get(job)
        if timer is None or timer.function != function:
            raise UnknownJob(job)
        self._go_on(self._run_once(job, scheduled_time, as_of))

    async def _keep(self, job: str) -> None:
        timer = self._timers[job]
        due = timer.next_after(self._clock())
        while True:
            # In short steps: a laptop that slept must not fire hours late, nor a changed clock go unseen.
            while (missing := (due - self._clock()).total_seconds()) > 0:
                await asyncio.sleep(min(missing, LONGEST_SLEEP_SECONDS))
            if not await self._succeeds(job, due, due):
                self._go_on(self._repeat(job, due, due))  # what is due next does not wait for it
            due = timer.next_after(max(due, self._clock()))

    def _go_on(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _run_once(self, job: str, due: datetime, as_of: datetime) -> None:
        if not await self._succeeds(job, due, as_of):
            await self._repeat(job, due, as_of)

    async def _repeat(self, job: str, due: datetime, as_of: datetime) -> None:
        for pause in SECONDS_BEFORE_REPEATS:
            await asyncio.sleep(pause)
            if await self._succeeds(job, due, as_of):
                return
        LOG.error("the job %s of %s is given up", job, due)

    async def _succeeds(self, job: str, due: datetime, as_of: datetime) -> bool:
        try:
            await self.fire(job, due, as_of)
        except InvocationFailed as failure:
            LOG.warning("the job %s of %s failed: %s", job, due, failure)
            return False
        return True


def event_of(job: str, scheduled_time: datetime, as_of: datetime | None = None) -> dict[str, str]:
    """The event of one occurrence. `as_of` is the moment the job shall take for now: without it, its own time."""
    return {
        "job": job,
        "scheduled_time": _written(scheduled_time),
        "as_of": _written(as_of or scheduled_time),
    }


def _written(moment: datetime) -> str:
    """To the second, as EventBridge writes it, unless it is between two seconds."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
