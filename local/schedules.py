"""EventBridge Scheduler on one machine: each job's Lambda is invoked at its times, in UTC.

What was missed while the system was off stays missed; in AWS the scheduler is never off.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from croniter import croniter

from infra.topology.types import Topology
from local.runtime.invocation import InvocationFailed

LOG = logging.getLogger("local.schedules")
LONGEST_SLEEP_SECONDS = 30.0

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
        self._jobs = {
            schedule.job: (schedule.cron, function.name)
            for function in topology.functions
            for schedule in function.schedules
        }

    async def run(self) -> None:
        """Fire every job at its times, until cancelled."""
        async with asyncio.TaskGroup() as group:
            for job in self._jobs:
                group.create_task(self._keep(job))

    async def fire(self, job: str, scheduled_time: datetime) -> bytes:
        """Invoke a job's Lambda as if `scheduled_time` had come; returns its raw result.

        Raises `UnknownJob` and `InvocationFailed`.
        """
        if job not in self._jobs:
            raise UnknownJob(job)
        _, function = self._jobs[job]
        return await self._invoke(function, json.dumps(event_of(job, scheduled_time)).encode())

    async def _keep(self, job: str) -> None:
        cron, function = self._jobs[job]
        due = next_occurrence(cron, self._clock())
        while True:
            # In short steps: a laptop that slept must not fire hours late, nor a changed clock go unseen.
            while (missing := (due - self._clock()).total_seconds()) > 0:
                await asyncio.sleep(min(missing, LONGEST_SLEEP_SECONDS))
            try:
                await self.fire(job, due)
            except InvocationFailed as failure:
                LOG.warning("%s: the job %s failed: %s", function, job, failure)
            due = next_occurrence(cron, max(due, self._clock()))


def event_of(job: str, scheduled_time: datetime) -> dict[str, str]:
    """The event of one occurrence. `as_of` is the moment the job shall take for now."""
    at = scheduled_time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"job": job, "scheduled_time": at, "as_of": at}


def next_occurrence(cron: str, after: datetime) -> datetime:
    """The first time of a five-field cron expression strictly after `after`, in UTC."""
    occurrence: datetime = croniter(cron, after.astimezone(UTC)).get_next(datetime)
    return occurrence
