"""Use case of job runs."""

from datetime import datetime

from common.admins import require_admin
from common.database import Transaction
from common.models.base import Page
from common.models.system import JobRun, JobRunStatus
from common.pagination import decode_cursor, page
from user_management.job_runs import repository


def list_job_runs(
    tx: Transaction, *, job: str | None, status: JobRunStatus | None, cursor: str | None, limit: int
) -> Page[JobRun]:
    """Runs, newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    key = decode_cursor(cursor, datetime.fromisoformat, str)
    before: tuple[datetime, str] | None = key  # type: ignore[assignment]  # these are what the readers make
    rows = repository.list_job_runs(tx, job=job, status=status, before=before, limit=limit + 1)
    return page(rows, limit, lambda run: (run.started_at.isoformat(), run.job))
