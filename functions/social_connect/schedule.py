"""Timer entry: tokens every four hours, figures every six."""

from collections.abc import Callable
from typing import Any

from common.jobs import Counts, Occurrence, run_job
from social_connect.budget import Budget, HasRemainingTime
from social_connect.refresh import service as refresh
from social_connect.sync import service as sync

JOBS: dict[str, Callable[[Occurrence, Budget], Counts]] = {
    refresh.JOB: lambda run, budget: refresh.refresh_due(run.as_of, budget),
    sync.JOB: lambda run, budget: sync.sync_due(run.as_of, budget),
}


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    budget = Budget.of_lambda(context)
    return run_job(occurrence, lambda run: JOBS[run.job](run, budget))
