"""Timer entry: what time does to conversations."""

from collections.abc import Callable
from typing import Any

from common.deadline import HasRemainingTime
from common.jobs import Counts, Occurrence, run_job
from messaging.realtime.service import run_sweep
from messaging.unread_counts.service import JOB as UNREAD
from messaging.unread_counts.service import recount_unread

JOBS: dict[str, Callable[[Occurrence, HasRemainingTime], Counts]] = {
    "realtime-sweep": lambda run, _context: run_sweep(run.as_of),
    UNREAD: lambda _, context: recount_unread(context),
}


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    work = JOBS[occurrence.job]
    return run_job(occurrence, lambda run: work(run, context))
