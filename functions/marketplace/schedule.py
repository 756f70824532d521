"""Timer entry: what time does to gigs and deals, and old blocked attempts."""

from typing import Any

from common.jobs import Occurrence, run_job
from marketplace.deadlines.service import run_deadlines


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    return run_job(Occurrence.from_event(event), lambda run: run_deadlines(run.as_of, context))
