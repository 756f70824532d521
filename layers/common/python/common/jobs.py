"""Scheduled work: at-least-once deliveries become one effect per occurrence, and runs never overlap.

A run is bound to its database session: it holds a lock of it, and cannot go on without it. So the repeat that Lambda
makes of a delivery whose worker died begins at once; a lease, a little longer than Lambda lets the function live, ends
the runs whose session died unnoticed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import psycopg
from psycopg.types.json import Jsonb

from common.database import one_session, transaction
from common.errors import DomainError
from common.identity import SERVICE
from common.settings import required
from common.telemetry import logger

GRACE = timedelta(seconds=15)
"""Between the end that Lambda makes and the end of the lease: clocks differ, and a killed process takes a moment."""

Counts = dict[str, int]
Begun = Literal["started", "done", "busy"]


class JobBusy(Exception):
    """Another run of the job is under way. No success: the delivery must be repeated, or be seen as dead."""


class RunTakenOver(Exception):
    """The run outlived its lease, and another one has taken its place: what it did is not recorded as the job's."""


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
    """Run `work` unless this occurrence has succeeded.

    Leaves a row in `job_runs`, with counts or with the error; the error is raised again, so that the caller's
    retry policy and alarms see it. Raises `JobBusy` where another run is under way, `RunTakenOver` where one began
    meanwhile, and what `work` raises.
    """
    with _session_lock(occurrence.job):
        attempt = _begin(occurrence)
        if attempt is None:
            logger().info("job skipped", extra={"job": occurrence.job, "why": "done"})
            return {"status": "done"}
        try:
            with one_session():
                counts = work(occurrence)
        except Exception as error:
            _record_failure(occurrence, attempt, error)
            raise
        if not _finish(occurrence, attempt, status="succeeded", counts=counts):
            raise RunTakenOver(f"{occurrence.job} of {occurrence.scheduled_at:%Y-%m-%dT%H:%M:%SZ}")
    logger().info("job finished", extra={"job": occurrence.job, "counts": counts})
    return {"status": "succeeded", "counts": counts}


def lease() -> timedelta:
    """How long a run may last: as long as Lambda lets its function live (from the map), and a little."""
    return timedelta(seconds=int(required("FUNCTION_TIMEOUT_SECONDS"))) + GRACE


@contextmanager
def _session_lock(job: str) -> Iterator[None]:
    """Let go of the run's lock at the end, however it ends: the session lives on in a warm worker."""
    try:
        yield
    finally:
        try:
            with transaction(SERVICE) as tx:
                tx.fetch_value("select app.release_job(%(job)s)", {"job": job})
        except (DomainError, psycopg.Error) as error:  # without a session there is no lock
            logger().warning("job's lock not given back", extra={"job": job}, exc_info=error)


def _begin(occurrence: Occurrence) -> int | None:
    """The number of the attempt that began; None where the occurrence is done. Raises `JobBusy`."""
    with transaction(SERVICE) as tx:
        begun: Begun = tx.fetch_value(
            "select app.begin_job_run(%(job)s, %(scheduled_at)s, %(lease)s)",
            {"job": occurrence.job, "scheduled_at": occurrence.scheduled_at, "lease": lease()},
        )
        if begun == "busy":
            raise JobBusy(occurrence.job)
        if begun == "done":
            return None
        attempt: int = tx.fetch_value(
            "select attempts from job_runs where job = %(job)s and scheduled_at = %(scheduled_at)s",
            {"job": occurrence.job, "scheduled_at": occurrence.scheduled_at},
        )
        return attempt


def _record_failure(occurrence: Occurrence, attempt: int, error: Exception) -> None:
    try:
        _finish(occurrence, attempt, status="failed", error=f"{type(error).__name__}: {error}")
    except (DomainError, psycopg.Error) as unrecorded:
        # The row stays `running`, without a session behind it: the repeat takes it over.
        logger().warning("failure not recorded", extra={"job": occurrence.job}, exc_info=unrecorded)


def _finish(
    occurrence: Occurrence,
    attempt: int,
    *,
    status: str,
    counts: Counts | None = None,
    error: str | None = None,
) -> bool:
    with transaction(SERVICE) as tx:
        recorded: bool = tx.fetch_value(
            "select app.finish_job_run(%(job)s, %(scheduled_at)s, %(attempt)s, %(status)s, %(counts)s, %(error)s)",
            {"status": status, "counts": Jsonb(counts or {}), "error": error, "job": occurrence.job,
             "scheduled_at": occurrence.scheduled_at, "attempt": attempt},
        )  # fmt: skip
        return recorded
