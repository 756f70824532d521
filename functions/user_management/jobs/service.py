"""Use cases of jobs."""

from datetime import datetime, timedelta

from common.admins import require_admin
from common.database import Transaction
from common.errors import NotFound
from common.models.system import JobRun, JobRunStatus
from common.schedules import Timer, timers
from user_management.jobs import repository
from user_management.jobs.models import Job, Jobs, JobState, OrderedRun

GRACE = timedelta(minutes=10)
"""How long a timer may be late before its time counts as missed: a worker that died is replaced within that."""


def list_jobs(tx: Transaction, now: datetime) -> Jobs:
    """Every timer of the map, whether it ever ran or not. Raises `Forbidden`."""
    require_admin(tx)
    return Jobs(jobs=states(tx, now))


def states(tx: Transaction, now: datetime) -> list[Job]:
    """How every timer of the map does."""
    names = timers().keys()
    last = {run.job: run for run in repository.list_last_runs(tx, names)}
    succeeded = {one.job: one.finished_at for one in repository.list_last_successes(tx, names)}
    return [_job(timer, last.get(name), succeeded.get(name), now) for name, timer in timers().items()]


def order_run(tx: Transaction, job: str, as_of: datetime | None) -> OrderedRun:
    """Write down a run; `common.schedules.start` has it done. Raises `Forbidden`, `NotFound`, `JobAheadOfTime`,
    `JobRunning`.
    """
    require_admin(tx)
    find(job)
    now = repository.read_clock(tx)
    ordered = OrderedRun(job=job, scheduled_at=now, as_of=as_of or now)
    repository.request_run(tx, job, ordered.scheduled_at, ordered.as_of)
    return ordered


def find(job: str) -> Timer:
    """The timer of a job. Raises `NotFound`."""
    if (timer := timers().get(job)) is None:
        raise NotFound
    return timer


def _job(timer: Timer, last: JobRun | None, last_succeeded_at: datetime | None, now: datetime) -> Job:
    due = timer.last_before(now - GRACE)
    missed_at = due if last is not None and last.scheduled_at < due else None
    return Job(
        job=timer.job,
        cron=timer.cron,
        state=_state(last, missed_at),
        last=last,
        last_succeeded_at=last_succeeded_at,
        missed_at=missed_at,
        next_at=timer.next_after(now),
    )


def _state(last: JobRun | None, missed_at: datetime | None) -> JobState:
    if last is None:
        return JobState.NEVER_RUN
    if last.status is JobRunStatus.FAILED:
        return JobState.FAILED
    if missed_at is not None:
        return JobState.MISSED
    return JobState.RUNNING if last.status is JobRunStatus.RUNNING else JobState.OK
