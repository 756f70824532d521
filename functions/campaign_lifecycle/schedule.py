"""Timer entry: the hourly transitions, deadlines, snapshots, and files that nobody wants."""

from typing import Any

from campaign_lifecycle.clock.service import run_clock
from common.jobs import Occurrence, run_job


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    return run_job(Occurrence.from_event(event), lambda run: run_clock(run.as_of))
