"""Use cases of administrators: what happened, what runs, what may be tuned."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from common.database import Transaction
from common.models.base import Input, Moment, Page
from common.models.system import AuditEntry, JobRun, JobRunStatus, Setting, SystemHealth
from common.pagination import decode_cursor, decode_id_cursor, page
from common.settings import settings
from user_management.administration import repository as system
from user_management.users.service import require_admin


class AuditFilter(Input):
    """Filters of the audit log; all that are given must match. `since` ≤ created_at < `until`."""

    user_id: UUID | None = None
    action: str | None = Field(None, max_length=200)
    resource_type: str | None = Field(None, max_length=200)
    resource_id: str | None = Field(None, max_length=200)
    since: Moment | None = None
    until: Moment | None = None


def list_audit_entries(
    tx: Transaction, query: AuditFilter, *, cursor: str | None, limit: int
) -> Page[AuditEntry]:
    """Critical writes, newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    rows = system.list_audit_entries(
        tx, **query.model_dump(), before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda entry: entry.id)


def list_job_runs(
    tx: Transaction, *, job: str | None, status: JobRunStatus | None, cursor: str | None, limit: int
) -> Page[JobRun]:
    """Runs, newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    key = decode_cursor(cursor, datetime.fromisoformat, str)
    before: tuple[datetime, str] | None = key  # type: ignore[assignment]  # these are what the readers make
    rows = system.list_job_runs(tx, job=job, status=status, before=before, limit=limit + 1)
    return page(rows, limit, lambda run: (run.started_at.isoformat(), run.job))


def health(tx: Transaction) -> SystemHealth:
    """Last run of every job, and what waits in the outbox. Raises `Forbidden`."""
    require_admin(tx)
    jobs, outbox = system.list_last_runs(tx), system.list_outbox_topics(tx)
    ill = any(run.status is JobRunStatus.FAILED for run in jobs) or any(topic.given_up for topic in outbox)
    return SystemHealth(status="degraded" if ill else "ok", stage=settings().stage, jobs=jobs, outbox=outbox)


def put_setting(tx: Transaction, key: str, value: int) -> Setting:
    """Change a setting. Raises `Forbidden`, `NotFound` for an unknown key, `Unprocessable` outside its range."""
    require_admin(tx)
    system.find_setting(tx, key)
    system.put_setting(tx, key, value)
    return system.find_setting(tx, key)


def delete_setting(tx: Transaction, key: str) -> None:
    """Back to the default. Raises `Forbidden`, `NotFound` for an unknown key."""
    require_admin(tx)
    system.find_setting(tx, key)
    system.delete_setting(tx, key)
