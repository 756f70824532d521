"""Timer entry: profiles, erasures, exports and changes that wait, health, and the daily clearing of shared tables."""

from collections.abc import Callable
from typing import Any

from common.jobs import Counts, Occurrence, run_job
from user_management.creators import service as creators
from user_management.erasures.service import run_erasures
from user_management.exports.service import run_sweep
from user_management.health_checks import service as health_checks
from user_management.identities import service as identities
from user_management.retention import service as retention

JOBS: dict[str, Callable[[Occurrence], Counts]] = {
    creators.JOB: lambda run: creators.run_profiles(run.as_of),
    "user-erasures": lambda run: run_erasures(run.as_of),
    "exports-sweep": lambda run: run_sweep(run.as_of),
    identities.JOB: lambda run: identities.run_sweep(run.as_of),
    health_checks.JOB: lambda run: health_checks.run_health_check(run.as_of),
    retention.JOB: lambda run: retention.run_retention(run.as_of),
}


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    return run_job(occurrence, JOBS[occurrence.job])
