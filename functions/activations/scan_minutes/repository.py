"""Statements of scans by the minute."""

from datetime import datetime
from uuid import UUID

from activations.scan_minutes.models import ScanMinute, ScanSums
from common.database import Transaction


def sum_minutes(tx: Transaction, activation_id: UUID) -> ScanSums:
    """All of an activation that the actor may see. Raises `NotFound`."""
    return tx.fetch_one(
        ScanSums,
        "select coalesce(sum(m.n) filter (where m.verdict = 'accepted' and m.source <> 'offline'), 0)::bigint"
        " as accepted,"
        " coalesce(sum(m.n) filter (where m.verdict = 'flagged' and m.source <> 'offline'), 0)::bigint as flagged,"
        " coalesce(sum(m.n) filter (where m.verdict = 'refused' and m.source <> 'offline'), 0)::bigint as refused,"
        " coalesce(sum(m.n) filter (where m.verdict = 'accepted' and m.source = 'offline'), 0)::bigint"
        " as late_accepted,"
        " coalesce(sum(m.n) filter (where m.verdict = 'flagged' and m.source = 'offline'), 0)::bigint as late_flagged,"
        " coalesce(sum(m.n) filter (where m.verdict = 'refused' and m.source = 'offline'), 0)::bigint as late_refused"
        " from activations as a left join scan_minutes as m on m.activation_id = a.id"
        " where a.id = %(id)s group by a.id",
        {"id": activation_id},
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
