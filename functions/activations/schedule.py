"""Timer entry: what time does to activations, to scans that wait, and to what was kept of visitors."""

from collections.abc import Callable
from typing import Any

from activations.activations.service import JOB as ACTIVATIONS
from activations.activations.service import complete_ended
from activations.privacy_check.service import JOB as PRIVACY_CHECK
from activations.privacy_check.service import run_check
from activations.scan_minutes.service import JOB as SCAN_MINUTES
from activations.scan_minutes.service import count_minutes
from activations.scan_retention.service import JOB as SCANS_RETENTION
from activations.scan_retention.service import run_retention
from activations.scan_reviews.service import JOB as SCAN_REVIEWS
from activations.scan_reviews.service import run_reviews
from common.deadline import HasRemainingTime
from common.jobs import Counts, Occurrence, run_job

JOBS: dict[str, Callable[[Occurrence, HasRemainingTime], Counts]] = {
    PRIVACY_CHECK: lambda run, _: run_check(run.as_of),
    SCANS_RETENTION: lambda run, _: run_retention(run.as_of),
    ACTIVATIONS: lambda run, _: complete_ended(run.as_of),
    SCAN_MINUTES: lambda run, _: count_minutes(run.as_of),
    SCAN_REVIEWS: lambda run, _: run_reviews(run.as_of),
}


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    work = JOBS[occurrence.job]
    return run_job(occurrence, lambda run: work(run, context))
