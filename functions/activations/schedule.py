"""Timer entry: what time does to activations, to scans that wait, and to what was kept of visitors."""

from collections.abc import Callable
from typing import Any

from activations.scan_reviews.service import JOB as SCAN_REVIEWS
from activations.scan_reviews.service import run_reviews
from common.deadline import HasRemainingTime
from common.jobs import Counts, Occurrence, run_job

JOBS: dict[str, Callable[[Occurrence, HasRemainingTime], Counts]] = {
    SCAN_REVIEWS: lambda run, _: run_reviews(run.as_of),
}


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    work = JOBS[occurrence.job]
    return run_job(occurrence, lambda run: work(run, context))
