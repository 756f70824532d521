"""Every minute the worker is woken for what nobody has counted, and how long it waits is told."""

from datetime import UTC, datetime, timedelta

import pytest

from rewards import schedule
from rewards.counting import service
from tests.conftest import Database
from tests.counted import levels
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.factories.rewards import record_fact


def sweep(at: datetime) -> dict[str, object]:
    event = {"job": "rewards-sweep", "scheduled_time": at.isoformat()}
    return schedule.lambda_handler(event, LambdaContext())


def test_the_sweep_wakes_the_worker_for_what_waits_and_tells_for_how_long(
    database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(service, "wake", woken.append)
    now = datetime.now(UTC)
    assert sweep(now) == {"status": "succeeded", "counts": {"due": 0, "failing": 0}}
    assert levels(capsys) == {"reward_facts_wait_minutes": 0, "reward_people_failing": 0}
    with database.connect() as db:
        record_fact(db, make_user(db), at=now - timedelta(days=3))
    later = now + timedelta(minutes=20)
    assert sweep(later) == {"status": "succeeded", "counts": {"due": 1, "failing": 0}}
    assert levels(capsys) == {"reward_facts_wait_minutes": 19, "reward_people_failing": 0}
    assert sweep(later) == {"status": "done"}
    assert woken == ["rewards"]
