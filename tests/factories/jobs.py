"""Runs of jobs: due, made, and as they are written down."""

from datetime import UTC, datetime
from typing import Any

from common.jobs import Occurrence, run_job
from tests.conftest import Database

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def run(job: str, hour: int, *, fails: bool = False) -> None:
    """A run of that hour of a day in November, which succeeds unless told to fail."""
    at = datetime(2026, 11, 21, hour, tzinfo=UTC)

    def work(_: Occurrence) -> dict[str, int]:
        if fails:
            raise RuntimeError("no")
        return {"done": hour}

    try:
        run_job(Occurrence(job, at, at), work)
    except RuntimeError:
        assert fails


def occurrence(at: datetime = NOON) -> Occurrence:
    """The one of `test-job` that is due at that time."""
    return Occurrence("test-job", at, at)


def job_rows(database: Database) -> list[tuple[Any, ...]]:
    """Status, attempts, counts and error of each run."""
    with database.connect() as db:
        return db.execute(
            "select status, attempts, counts, error from job_runs order by scheduled_at"
        ).fetchall()
