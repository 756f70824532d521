"""Statements of jobs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from common.database import Transaction
from common.models.system import JobRun


@dataclass(frozen=True, slots=True)
class LastSuccess:
    """When a job last came to a good end."""

    job: str
    finished_at: datetime


def list_last_runs(tx: Transaction, jobs: Iterable[str]) -> list[JobRun]:
    """The run of the newest time of each job that ever ran: one look into the index a job."""
    return tx.fetch_all(
        JobRun,
        "select r.job, r.scheduled_at, r.status, r.attempts, r.started_at, r.finished_at, r.counts, r.error"
        " from unnest(%(jobs)s::text[]) as j (job) cross join lateral ("
        " select * from job_runs as r where r.job = j.job order by r.scheduled_at desc limit 1) as r order by r.job",
        {"jobs": list(jobs)},
    )


def list_last_successes(tx: Transaction, jobs: Iterable[str]) -> list[LastSuccess]:
    """When each job that ever succeeded did so last."""
    return tx.fetch_all(
        LastSuccess,
        "select r.job, r.finished_at from unnest(%(jobs)s::text[]) as j (job) cross join lateral ("
        " select r.job, r.finished_at from job_runs as r where r.job = j.job and r.status = 'succeeded'"
        " order by r.scheduled_at desc limit 1) as r",
        {"jobs": list(jobs)},
    )


def read_clock(tx: Transaction) -> datetime:
    """The database's time, by which it tells what is over: a Lambda's clock may be ahead of it."""
    now: datetime = tx.fetch_value("select clock_timestamp()")
    return now


def request_run(tx: Transaction, job: str, scheduled_at: datetime, as_of: datetime) -> None:
    """Write down that an administrator has a job run. Raises `JobAheadOfTime`, `JobRunning`."""
    tx.fetch_value(
        "select app.request_job_run(%(job)s, %(scheduled_at)s, %(as_of)s)",
        {"job": job, "scheduled_at": scheduled_at, "as_of": as_of},
    )
