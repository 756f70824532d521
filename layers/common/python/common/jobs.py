"""Scheduled work: at-least-once deliveries become one effect per occurrence, and runs never overlap."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from psycopg.types.json import Jsonb

from common.database import Transaction, transaction
from common.identity import SERVICE
from common.telemetry import logger

LEASE = timedelta(minutes=6)
"""Longer than any job's Lambda time-out: an expired lease belongs to a worker that is dead."""

Counts = dict[str, int]
Begun = Literal["started", "done", "busy"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One scheduled time of one job; `as_of` is the moment that the job takes for now."""

    job: str
    scheduled_at: datetime
    as_of: datetime

    @classmethod
    def from_event(cls, event: Mapping[str, Any]) -> "Occurrence":
        """From a timer's event: `{"job": ..., "scheduled_time": ISO 8601, "as_of": optional}`."""
        scheduled_at = datetime.fromisoformat(event["scheduled_time"]).astimezone(UTC)
        as_of = datetime.fromisoformat(event["as_of"]).astimezone(UTC) if event.get("as_of") else scheduled_at
        return cls(event["job"], scheduled_at, as_of)


def run_job(occurrence: Occurrence, work: Callable[[Occurrence], Counts]) -> dict[str, Any]:
    """Run `work` unless this occurrence has succeeded or another run of the job is under way.

    Leaves a row in `job_runs`, with counts or with the error; the error is raised again, so that the caller's
    retry policy and alarms see it.
    """
    with transaction(SERVICE) as tx:
        begun = _begin(tx, occurrence)
    if begun != "started":
        logger().info("job skipped", extra={"job": occurrence.job, "why": begun})
        return {"status": begun}
    try:
        counts = work(occurrence)
    except Exception as error:
        _finish(occurrence, status="failed", error=f"{type(error).__name__}: {error}")
        raise
    _finish(occurrence, status="succeeded", counts=counts)
    logger().info("job finished", extra={"job": occurrence.job, "counts": counts})
    return {"status": "succeeded", "counts": counts}


def _begin(tx: Transaction, occurrence: Occurrence) -> Begun:
    begun: Begun = tx.fetch_value(
        "select app.begin_job_run(%(job)s, %(scheduled_at)s, %(lease)s)",
        {"job": occurrence.job, "scheduled_at": occurrence.scheduled_at, "lease": LEASE},
    )
    return begun


def _finish(
    occurrence: Occurrence, *, status: str, counts: Counts | None = None, error: str | None = None
) -> None:
    with transaction(SERVICE) as tx:
        tx.execute(
            "update job_runs set status = %(status)s, counts = %(counts)s, error = %(error)s,"
            " finished_at = clock_timestamp() where job = %(job)s and scheduled_at = %(scheduled_at)s"
            " and status = 'running'",
            {"status": status, "counts": Jsonb(counts or {}), "error": error, "job": occurrence.job,
             "scheduled_at": occurrence.scheduled_at},
        )  # fmt: skip
