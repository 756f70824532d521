"""Statements of job runs."""

from datetime import datetime
from typing import LiteralString

from common.database import Transaction
from common.models.system import JobRun, JobRunStatus


def list_job_runs(
    tx: Transaction, *, job: str | None, status: JobRunStatus | None,
    before: tuple[datetime, str] | None, limit: int,
) -> list[JobRun]:  # fmt: skip
    """Runs, newest first; `before` is the start and the job of the last one seen."""
    conditions: list[LiteralString] = [
        condition
        for condition, value in (
            ("job = %(job)s", job),
            ("status = %(status)s", status),
            ("(started_at, job) < (%(started_at)s, %(before_job)s)", before),
        )
        if value is not None
    ]
    where: LiteralString = " and ".join(conditions) if conditions else "true"
    started_at, before_job = before or (None, None)
    return tx.fetch_all(
        JobRun,
        "select job, scheduled_at, status, attempts, started_at, finished_at, counts, error from job_runs"
        f" where {where} order by started_at desc, job desc limit %(limit)s",
        {"job": job, "status": status, "started_at": started_at, "before_job": before_job, "limit": limit},
    )
