"""Bodies and answers of jobs."""

from datetime import datetime
from enum import StrEnum

from common.models.base import Input, Moment, Output
from common.models.system import JobRun


class JobState(StrEnum):
    """How a job does, the worst first; `missed`: the last time of its timer went by without a run."""

    FAILED = "failed"
    MISSED = "missed"
    NEVER_RUN = "never_run"
    RUNNING = "running"
    OK = "ok"


class Job(Output):
    """A timer of the system: `cron` in UTC; `missed_at` is the last time that went by without a run."""

    job: str
    """Its name."""
    cron: str
    """When it runs: five fields, in UTC."""
    state: JobState
    last: JobRun | None
    """The run of its newest time; null where it never ran."""
    last_succeeded_at: datetime | None
    """When it last came to a good end."""
    missed_at: datetime | None
    """Its last time, where that went by without a run."""
    next_at: datetime
    """When it runs next."""


class Jobs(Output):
    """All timers, by name."""

    jobs: list[Job]


class RunOrder(Input):
    """A run between the times of the timer. `as_of` is the moment that the job takes for now; without it, now."""

    as_of: Moment | None = None
    """The moment that the job takes for now: one that is over, or left out for now."""


class JobOrder(Input):
    """The request that an `Idempotency-Key` stands for: the job in the path, and the body."""

    job: str
    as_of: Moment | None


class OrderedRun(Output):
    """A run that was ordered; `GET /api/v1/system/job-runs?job=` tells how it ends."""

    job: str
    """Its name."""
    scheduled_at: datetime
    """By which `listJobRuns` tells this run from others."""
    as_of: datetime
    """The moment that the job takes for now."""
