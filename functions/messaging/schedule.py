"""Timer entry: what time does to conversations."""

from collections.abc import Callable
from typing import Any

from common.deadline import HasRemainingTime
from common.jobs import Counts, Occurrence, run_job
from messaging.closing.service import JOB as CLOSING
from messaging.closing.service import close_conversations
from messaging.moderation_queue.service import tell_levels
from messaging.realtime.service import run_sweep
from messaging.retention.service import JOB as RETENTION
from messaging.retention.service import run_retention
from messaging.unread_counts.service import JOB as UNREAD
from messaging.unread_counts.service import recount_unread
from messaging.waiting.service import JOB as WAITING
from messaging.waiting.service import tell_of_waiting


def _tell_who_waits(run: Occurrence, context: HasRemainingTime) -> Counts:
    tell_levels(run.as_of)
    return tell_of_waiting(run.as_of, context)


JOBS: dict[str, Callable[[Occurrence, HasRemainingTime], Counts]] = {
    CLOSING: lambda run, context: close_conversations(run.as_of, context),
    "realtime-sweep": lambda run, _: run_sweep(run.as_of),
    RETENTION: lambda run, _: run_retention(run.as_of),
    UNREAD: lambda _, context: recount_unread(context),
    WAITING: _tell_who_waits,
}


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    work = JOBS[occurrence.job]
    return run_job(occurrence, lambda run: work(run, context))
