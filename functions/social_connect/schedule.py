"""Timer entry: tokens every four hours, figures every six."""

from collections.abc import Callable
from typing import Any

from common.deadline import Deadline, HasRemainingTime
from common.jobs import Counts, Occurrence, run_job
from social_connect.refresh import service as refresh
from social_connect.sync import service as sync
from social_connect.sync.service import ONE_ACCOUNT_SECONDS

JOBS: dict[str, Callable[[Occurrence, Deadline], Counts]] = {
    refresh.JOB: lambda run, deadline: refresh.refresh_due(run.as_of, deadline),
    sync.JOB: lambda run, deadline: sync.sync_due(run.as_of, deadline),
}


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    deadline = Deadline.of_lambda(context, spare_seconds=ONE_ACCOUNT_SECONDS)
    return run_job(occurrence, lambda run: JOBS[run.job](run, deadline))
