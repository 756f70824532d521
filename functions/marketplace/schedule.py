"""Timer entry: what time does to gigs and deals, old blocked attempts, and the figures of each day."""

from typing import Any

from common.jobs import Occurrence, run_job
from marketplace.analytics.count import JOB as ANALYTICS
from marketplace.analytics.count import count_days
from marketplace.deadlines.service import run_deadlines


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    if occurrence.job == ANALYTICS:
        return run_job(occurrence, lambda run: count_days(run.as_of, context))
    return run_job(occurrence, lambda run: run_deadlines(run.as_of, context))
