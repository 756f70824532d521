"""Timer entry: the nightly chores."""

from typing import Any

from common.jobs import Occurrence, run_job
from tracking_redirect.aggregation import run_nightly


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    return run_job(Occurrence.from_event(event), lambda run: run_nightly(run.as_of))
