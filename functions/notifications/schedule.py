"""Timer entry: every minute the worker is woken, if there is mail; nobody else sends, so the pace is kept."""

from collections.abc import Callable
from typing import Any

from common.jobs import Counts, Occurrence, run_job
from notifications.sweep.service import run_sweep

JOBS: dict[str, Callable[[Occurrence], Counts]] = {"notifications-sweep": lambda run: run_sweep(run.as_of)}


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    return run_job(occurrence, JOBS[occurrence.job])
