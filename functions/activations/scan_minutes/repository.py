"""Statements of scans by the minute."""

from datetime import datetime
from uuid import UUID

from activations.scan_minutes.models import ScanCounts, ScanMinute
from common.database import Transaction


def sum_minutes(tx: Transaction, activation_id: UUID, *, late: bool) -> ScanCounts:
    """All of an activation; `late`: those that gates sent later, else all others."""
    return tx.fetch_one(
        ScanCounts,
        "select coalesce(sum(n) filter (where verdict = 'accepted'), 0)::bigint as accepted,"
        " coalesce(sum(n) filter (where verdict = 'flagged'), 0)::bigint as flagged,"
        " coalesce(sum(n) filter (where verdict = 'refused'), 0)::bigint as refused"
        " from scan_minutes where activation_id = %(id)s and (source = 'offline') = %(late)s",
        {"id": activation_id, "late": late},
    )


def list_minutes(tx: Transaction, activation_id: UUID) -> list[ScanMinute]:
    """The last sixty minutes, the oldest first."""
    return tx.fetch_all(
        ScanMinute,
        "select minute, verdict, source, n from scan_minutes"
        " where activation_id = %(id)s and minute > now() - interval '61 minutes' order by minute, verdict, source",
        {"id": activation_id},
    )


def last_run(tx: Transaction, job: str) -> datetime | None:
    """The newest occurrence of a job that succeeded; None: none did."""
    found: datetime | None = tx.fetch_value(
        "select max(scheduled_at) from job_runs where job = %(job)s and status = 'succeeded'", {"job": job}
    )
    return found


def count_minutes(tx: Transaction, since: datetime, until: datetime) -> int:
    """Count the scans of that time anew; how many lines were written or changed."""
    written: int = tx.fetch_value(
        "select app.count_scan_minutes(%(since)s, %(until)s)", {"since": since, "until": until}
    )
    return written
