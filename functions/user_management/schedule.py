"""Timer entry: the hourly erasures."""

from typing import Any

from common.jobs import Occurrence, run_job
from user_management.privacy import run_erasures


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    return run_job(Occurrence.from_event(event), lambda run: run_erasures(run.as_of))
