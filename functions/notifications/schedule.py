"""Timer entry: every minute the worker is woken, if there is mail; nobody else sends, so the pace is kept."""

from collections.abc import Callable
from typing import Any

from common.jobs import Counts, Occurrence, run_job
from common.queues import MAIL, wake
from notifications.delivery.service import count_due


def run_sweep() -> Counts:
    """Wake the worker for what waits: new notifications, mails to be tried again, lost wake-up calls."""
    due = count_due()
    if due:
        wake(MAIL)
    return {"due": due}


JOBS: dict[str, Callable[[Occurrence], Counts]] = {"notifications-sweep": lambda _run: run_sweep()}


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    return run_job(occurrence, JOBS[occurrence.job])
