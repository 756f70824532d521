"""The local scheduler fires at cron times in UTC, once per occurrence."""

import asyncio
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from common.schedules import Timer
from infra.topology.edge import Cors
from infra.topology.types import Capability, Function, Schedule, Throttle, Topology
from local.runtime.invocation import FunctionCrashed
from local.schedules import Schedules, UnknownJob, event_of

JOBS = Function(
    name="jobs", capability="jobs", entry="schedule",
    schedules=(Schedule(job="hourly", cron="0 * * * *"), Schedule(job="nightly", cron="0 2 * * *")),
)  # fmt: skip
TOPOLOGY = Topology(
    capabilities=(Capability(name="jobs", functions=(JOBS,)),),
    cors=Cors(allow_origins=(), allow_headers=(), allow_methods=(), max_age_seconds=0),
    edge_headers={},
    default_throttle=Throttle(requests_per_second=1, burst=1),
)  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("cron", "after", "due"),
    [
        ("0 * * * *", "2026-11-21T06:59:59Z", "2026-11-21T07:00:00Z"),
        ("0 * * * *", "2026-11-21T07:00:00Z", "2026-11-21T08:00:00Z"),
        ("0 */4 * * *", "2026-11-21T21:00:00Z", "2026-11-22T00:00:00Z"),
        ("0 2 * * *", "2026-11-21T04:00:00+03:00", "2026-11-21T02:00:00Z"),
    ],
)
def test_the_next_occurrence_is_counted_in_utc(cron: str, after: str, due: str) -> None:
    assert Timer("job", cron, "function").next_after(at(after)) == at(due)


def test_an_event_names_its_job_and_time_in_utc() -> None:
    event = event_of("hourly", datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=2))))
    assert event == {
        "job": "hourly",
        "scheduled_time": "2026-11-21T07:00:00Z",
        "as_of": "2026-11-21T07:00:00Z",
    }


def test_a_job_can_be_fired_for_a_chosen_time() -> None:
    calls: list[tuple[str, Any]] = []

    async def invoke(function: str, event: bytes) -> bytes:
        calls.append((function, json.loads(event)))
        return b"{}"

    asyncio.run(Schedules(TOPOLOGY, invoke).fire("nightly", at("2030-01-01T00:00:00Z")))
    assert calls == [("jobs", event_of("nightly", at("2030-01-01T00:00:00Z")))]
    with pytest.raises(UnknownJob):
        asyncio.run(Schedules(TOPOLOGY, invoke).fire("weekly", at("2030-01-01T00:00:00Z")))


def test_each_occurrence_fires_once_and_a_failed_job_fires_again_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Simulated time: every sleep moves the clock by its length."""
    now = [at("2026-11-21T06:59:00Z")]
    fired: list[str] = []
    end = at("2026-11-21T10:00:30Z")

    async def sleep(seconds: float) -> None:
        now[0] += timedelta(seconds=seconds)
        if now[0] > end:
            raise asyncio.CancelledError

    async def invoke(_function: str, event: bytes) -> bytes:
        fired.append(json.loads(event)["scheduled_time"])
        raise FunctionCrashed("on purpose")

    monkeypatch.setattr("local.schedules.asyncio.sleep", sleep)
    hourly = Schedules(TOPOLOGY, invoke, lambda: now[0].astimezone(UTC))
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(hourly._keep("hourly"))
    assert fired == [f"2026-11-21T{hour:02}:00:00Z" for hour in (7, 8, 9, 10)]


def test_what_was_missed_while_the_laptop_slept_is_not_replayed(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [at("2026-11-21T06:30:00Z")]
    fired: list[str] = []
    naps = iter([timedelta(hours=5), timedelta(minutes=31)])

    async def sleep(_seconds: float) -> None:
        nap = next(naps, None)
        if nap is None:
            raise asyncio.CancelledError
        now[0] += nap

    async def invoke(_function: str, event: bytes) -> bytes:
        fired.append(json.loads(event)["scheduled_time"])
        return b"{}"

    monkeypatch.setattr("local.schedules.asyncio.sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(Schedules(TOPOLOGY, invoke, lambda: now[0])._keep("hourly"))
    assert fired == ["2026-11-21T07:00:00Z", "2026-11-21T12:00:00Z"]


@pytest.mark.parametrize(("failures", "tries"), [(1, 2), (2, 3), (9, 3)])
def test_a_run_that_failed_is_repeated_as_lambda_does_and_then_given_up(
    failures: int, tries: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fired: list[str] = []
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def invoke(_function: str, event: bytes) -> bytes:
        fired.append(json.loads(event)["scheduled_time"])
        if len(fired) <= failures:
            raise FunctionCrashed("on purpose")
        return b"{}"

    async def fail_and_repeat() -> None:
        due = at("2026-11-21T07:00:00Z")
        schedules = Schedules(TOPOLOGY, invoke)
        schedules.start("hourly", due, due, function="jobs")
        await asyncio.gather(*schedules._under_way)

    monkeypatch.setattr("local.schedules.asyncio.sleep", sleep)
    asyncio.run(fail_and_repeat())
    assert fired == ["2026-11-21T07:00:00Z"] * tries
    assert pauses == [60.0, 120.0][: tries - 1]
    assert ("is given up" in caplog.text) == (failures >= tries)
