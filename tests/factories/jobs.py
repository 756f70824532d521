"""Runs of jobs, written down as the real ones are."""

from datetime import UTC, datetime

from common.jobs import Occurrence, run_job


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
