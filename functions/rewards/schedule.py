"""Timer entry: what time does to programs, to what was granted, and to what was told."""

from collections.abc import Callable
from typing import Any

from common.deadline import HasRemainingTime
from common.jobs import Counts, Occurrence, run_job
from rewards.counting.service import run_sweep
from rewards.fact_retention.service import JOB as REWARD_FACTS
from rewards.fact_retention.service import maintain as maintain_facts

JOBS: dict[str, Callable[[Occurrence, HasRemainingTime], Counts]] = {
    REWARD_FACTS: lambda run, _: maintain_facts(run.as_of),
    "rewards-sweep": lambda run, _: run_sweep(run.as_of),
}


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    work = JOBS[occurrence.job]
    return run_job(occurrence, lambda run: work(run, context))
