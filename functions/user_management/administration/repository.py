"""Statements about the system itself: one function, one statement, typed rows."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.database_errors import DatabaseUnavailable
from common.models.system import AuditEntry, JobRun, JobRunStatus, OutboxTopic, Setting

SETTING: LiteralString = (
    "select k.key, k.description, k.minimum, k.maximum, k.default_value,"
    " coalesce((s.value)::bigint, k.default_value) as value, s.updated_by, s.updated_at"
    " from app.setting_definitions() as k left join admin_settings as s on s.key = k.key"
)


def ping(tx: Transaction) -> None:
    """Ask whether the database takes writes: a writer that was demoted answers, too. Raises `DatabaseUnavailable`."""
    if tx.fetch_value("select current_setting('transaction_read_only')") != "off":
        raise DatabaseUnavailable


def list_audit_entries(
    tx: Transaction, *, user_id: UUID | None, action: str | None, resource_type: str | None,
    resource_id: str | None, since: datetime | None, until: datetime | None, before: UUID | None, limit: int,
) -> list[AuditEntry]:  # fmt: skip
    """Entries of the audit log that match all filters, newest first."""
    conditions: list[LiteralString] = [
        condition
        for condition, value in (
            ("user_id = %(user_id)s", user_id),
            ("action = %(action)s", action),
            ("resource_type = %(resource_type)s", resource_type),
            ("resource_id = %(resource_id)s", resource_id),
            ("created_at >= %(since)s", since),
            ("created_at < %(until)s", until),
            ("id < %(before)s", before),
        )
        if value is not None
    ]
    where: LiteralString = " and ".join(conditions) if conditions else "true"
    return tx.fetch_all(
        AuditEntry,
        "select id, user_id, action, resource_type, resource_id, metadata, created_at from audit_logs"
        f" where {where} order by id desc limit %(limit)s",
        {"user_id": user_id, "action": action, "resource_type": resource_type, "resource_id": resource_id,
         "since": since, "until": until, "before": before, "limit": limit},
    )  # fmt: skip


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


def list_last_runs(tx: Transaction) -> list[JobRun]:
    """The newest run of every job."""
    return tx.fetch_all(
        JobRun,
        "select distinct on (job) job, scheduled_at, status, attempts, started_at, finished_at, counts, error"
        " from job_runs order by job, started_at desc",
    )


def list_outbox_topics(tx: Transaction) -> list[OutboxTopic]:
    """What waits and what rests, per topic."""
    return tx.fetch_all(
        OutboxTopic,
        "select topic, count(*) filter (where available_at < 'infinity') as waiting,"
        " count(*) filter (where available_at = 'infinity') as given_up,"
        " min(created_at) as oldest_at from outbox where processed_at is null group by topic order by topic",
    )


def list_settings(tx: Transaction) -> list[Setting]:
    """Every setting with the value in force."""
    return tx.fetch_all(Setting, f"{SETTING} order by k.key")


def find_setting(tx: Transaction, key: str) -> Setting:
    """One setting. Raises `NotFound`."""
    return tx.fetch_one(Setting, f"{SETTING} where k.key = %(key)s", {"key": key})


def put_setting(tx: Transaction, key: str, value: int) -> None:
    """Set a value. Refused (422) outside its range."""
    tx.execute(
        "insert into admin_settings (key, value, updated_by) values (%(key)s, %(value)s, auth.uid())"
        " on conflict on constraint admin_settings_pkey do update"
        " set value = excluded.value, updated_by = excluded.updated_by",
        {"key": key, "value": Jsonb(value)},
    )


def delete_setting(tx: Transaction, key: str) -> None:
    """Back to the default."""
    tx.execute("delete from admin_settings where key = %(key)s", {"key": key})
