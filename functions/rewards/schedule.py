"""Timer entry: what time does to programs, to what was granted, and to what was told."""

from collections.abc import Callable
from typing import Any

from common.deadline import Deadline, HasRemainingTime
from common.jobs import Counts, Occurrence, run_job
from rewards.badge_signing.service import JOB as BADGES
from rewards.badge_signing.service import sign_due
from rewards.counting.service import JOB as COUNTING
from rewards.counting.service import run_sweep
from rewards.fact_retention.service import JOB as REWARD_FACTS
from rewards.fact_retention.service import maintain as maintain_facts
from rewards.leaderboards.service import JOB as LEADERBOARDS
from rewards.leaderboards.service import run_boards
from rewards.reward_awards.service import JOB as REWARD_AWARDS
from rewards.reward_awards.service import run_awards
from rewards.reward_backfills.service import JOB as REWARD_BACKFILLS
from rewards.reward_backfills.service import run_backfills
from rewards.reward_programs import clock as reward_programs

SPARE_SECONDS = 30.0
"""What a request to KMS in hand may need when the time is up."""
MOST_SECONDS = 40.0
"""Of work that is begun each minute and goes on until nothing waits: the next run would find it busy, and be dead."""


def _within_the_minute(context: HasRemainingTime) -> Deadline:
    return Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS, at_most=MOST_SECONDS)


JOBS: dict[str, Callable[[Occurrence, HasRemainingTime], Counts]] = {
    BADGES: lambda _, context: sign_due(_within_the_minute(context)),
    LEADERBOARDS: lambda run, _: run_boards(run.as_of),
    REWARD_AWARDS: lambda run, _: run_awards(run.as_of),
    REWARD_BACKFILLS: lambda _, context: run_backfills(_within_the_minute(context)),
    REWARD_FACTS: lambda run, _: maintain_facts(run.as_of),
    COUNTING: lambda run, _: run_sweep(run.as_of),
    reward_programs.JOB: lambda run, context: reward_programs.run_programs(run.as_of, context),
}


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Run the occurrence that EventBridge Scheduler delivers; a second delivery does nothing."""
    occurrence = Occurrence.from_event(event)
    work = JOBS[occurrence.job]
    return run_job(occurrence, lambda run: work(run, context))
