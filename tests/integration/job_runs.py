"""A job of the tests, and what its runs left."""

from datetime import UTC, datetime
from typing import Any

from common.jobs import Occurrence
from tests.conftest import Database

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def occurrence(at: datetime = NOON) -> Occurrence:
    """The test job's, due at noon."""
    return Occurrence("test-job", at, at)


def rows(database: Database) -> list[tuple[Any, ...]]:
    """Status, attempts, counts and error of every run, oldest first."""
    with database.connect() as db:
        return db.execute(
            "select status, attempts, counts, error from job_runs order by scheduled_at"
        ).fetchall()
