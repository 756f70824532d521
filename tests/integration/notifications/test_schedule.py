"""Every minute the worker is woken, if there is mail."""

from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from notifications import schedule
from tests.conftest import Database
from tests.factories.events import LambdaContext


def sweep(minute: int) -> dict[str, object]:
    event = {"job": "notifications-sweep", "scheduled_time": f"2026-11-21T12:{minute:02}:00+00:00"}
    return schedule.lambda_handler(event, LambdaContext())


def test_the_worker_is_woken_only_for_what_is_due(
    database: Database, user: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(schedule, "wake", woken.append)
    assert sweep(0) == {"status": "succeeded", "counts": {"due": 0}}
    assert woken == []
    with database.connect() as db:
        db.execute("select app.notify(%s, 'system', 'x', 'x', 'x', %s)", (user, Jsonb({})))
        db.execute("insert into outbox (topic) values ('email'), ('another')")
    assert sweep(1) == {"status": "succeeded", "counts": {"due": 2}}
    assert woken == ["emails"]
    assert sweep(1) == {"status": "done"}
    with database.connect() as db:
        db.execute("update outbox set available_at = now() + interval '1 minute'")
    assert sweep(2) == {"status": "succeeded", "counts": {"due": 0}}
    assert woken == ["emails"]
