"""The timers that Lambdas know are those of the map, and are counted in UTC."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from common.schedules import JobNotStarted, Timer, start, timers
from infra.topology import TOPOLOGY
from tools.schedules import DOCUMENT, render

NIGHTLY = Timer("nightly", "0 2 * * *", "house-schedule")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Lambda:
    """What boto3 asks of AWS; it may be out of order."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.asked: list[dict[str, Any]] = []

    def invoke(self, **asked: Any) -> None:
        if self.fault:
            raise self.fault
        self.asked.append(asked)


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == render(), "run: make docs"
    assert timers()["payouts"].function == "payments-schedule"


def test_each_job_has_one_timer() -> None:
    """The scheduler calls a timer as its job is called: the template of a second one is refused, after minutes."""
    named = [one.job for function in TOPOLOGY.functions for one in function.schedules]
    assert sorted(named) == sorted(set(named))


def test_times_are_counted_in_utc_and_never_the_moment_itself() -> None:
    berlin = datetime(2026, 11, 21, 2, 30, tzinfo=timezone(timedelta(hours=1)))
    assert NIGHTLY.next_after(berlin) == datetime(2026, 11, 21, 2, tzinfo=UTC)
    assert NIGHTLY.last_before(berlin) == datetime(2026, 11, 20, 2, tzinfo=UTC)
    at_two = datetime(2026, 11, 21, 2, tzinfo=UTC)
    assert NIGHTLY.next_after(at_two) == at_two + timedelta(days=1)
    assert NIGHTLY.last_before(at_two) == at_two - timedelta(days=1)


def test_a_run_is_ordered_from_the_function_of_the_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    aws = Lambda()
    monkeypatch.setattr("boto3.client", lambda _: aws)
    monkeypatch.setenv("FUNCTION_NAME_PREFIX", "atomic-influence-prod-")
    start(NIGHTLY, scheduled_at=NOON, as_of=NOON - timedelta(days=1))
    (asked,) = aws.asked
    assert (asked["FunctionName"], asked["InvocationType"]) == (
        "atomic-influence-prod-house-schedule:live",
        "Event",
    )
    assert json.loads(asked["Payload"]) == {
        "job": "nightly", "scheduled_time": "2026-11-21T12:00:00+00:00", "as_of": "2026-11-20T12:00:00+00:00",
    }  # fmt: skip


def test_an_order_that_lambda_does_not_take_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("boto3.client", lambda _: Lambda(ConnectionError("no route")))
    with pytest.raises(JobNotStarted):
        start(NIGHTLY, scheduled_at=NOON, as_of=NOON)
