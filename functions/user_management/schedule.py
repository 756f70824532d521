"""Timer entry: the hourly erasures, and the daily clearing of tables that all capabilities share."""

from collections.abc import Callable
from typing import Any

from common.jobs import Counts, Occurrence, run_job
from user_management.erasures.service import run_erasures
from user_management.retention import service as retention

JOBS: dict[str, Callable[[Occurrence], Counts]] = {
    "user-erasures": lambda run: run_erasures(run.as_of),
    retention.JOB: lambda run: retention.run_retention(run.as_of),
}


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    return run_job(occurrence, JOBS[occurrence.job])
