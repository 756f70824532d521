"""Timers of rewards: a run that goes on until nothing waits leaves the next minute to the next."""

import time
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from common.deadline import Deadline
from common.jobs import Occurrence
from infra.topology.rewards import REWARDS_SCHEDULE
from rewards import schedule

NOON = datetime(2026, 12, 12, 12, tzinfo=UTC)
SECONDS_OF_THE_LAST_STEP = 20
"""A batch of facts, or a signature that KMS is asked for three times."""


@pytest.mark.parametrize(
    ("job", "work"), [("badges-sweep", "sign_due"), ("reward-backfills", "run_backfills")]
)
def test_work_that_is_begun_each_minute_ends_within_it(
    monkeypatch: pytest.MonkeyPatch, job: str, work: str
) -> None:
    assert "* * * * *" in {one.cron for one in REWARDS_SCHEDULE.schedules if one.job == job}
    seconds = seconds_given(monkeypatch, job, work, left=REWARDS_SCHEDULE.timeout_seconds)
    assert 20 < seconds <= 60 - SECONDS_OF_THE_LAST_STEP


def test_a_run_whose_function_ends_sooner_ends_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seconds_given(monkeypatch, "reward-backfills", "run_backfills", left=31) <= 1


def seconds_given(monkeypatch: pytest.MonkeyPatch, job: str, work: str, *, left: int) -> float:
    """For how long the work of a job may go on where its function has so many seconds left."""
    given: list[Deadline] = []

    def keep(deadline: Deadline) -> dict[str, int]:
        given.append(deadline)
        return {}

    monkeypatch.setattr(schedule, work, keep)
    context = SimpleNamespace(get_remaining_time_in_millis=lambda: left * 1_000)
    assert schedule.JOBS[job](Occurrence(job, NOON, NOON), context) == {}
    return given[0].at - time.monotonic()
