"""Every minute the worker is woken, if there is mail, and limits that hold nobody back are forgotten."""

from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from notifications import schedule
from notifications.sweep import service
from tests.conftest import Database
from tests.factories.events import LambdaContext


def sweep(minute: int) -> dict[str, object]:
    event = {"job": "notifications-sweep", "scheduled_time": f"2026-11-21T12:{minute:02}:00+00:00"}
    return schedule.lambda_handler(event, LambdaContext())


def counted(due: int, *, digests: int = 0, limits_forgotten: int = 0) -> dict[str, object]:
    counts = {"due": due, "digests": digests, "limits_forgotten": limits_forgotten}
    return {"status": "succeeded", "counts": counts}


def test_the_worker_is_woken_only_for_what_is_due(
    database: Database, user: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(service, "wake", woken.append)
    assert sweep(0) == counted(0)
    assert woken == []
    with database.connect() as db:
        db.execute("select app.notify(%s, 'system', 'x', 'x', 'x', %s)", (user, Jsonb({})))
        db.execute("insert into outbox (topic) values ('email'), ('another')")
    assert sweep(1) == counted(2)
    assert woken == ["emails"]
    assert sweep(1) == {"status": "done"}
    with database.connect() as db:
        db.execute("update outbox set available_at = now() + interval '1 minute'")
    assert sweep(2) == counted(0)
    assert woken == ["emails"]


def test_limits_that_hold_nobody_back_are_forgotten(database: Database) -> None:
    with database.connect() as db:
        db.execute(
            "insert into rate_buckets (key, tat) values ('past', '2026-11-21 11:59Z'), ('held', '2026-11-21 12:09Z')"
        )
    assert sweep(5) == counted(0, limits_forgotten=1)
    with database.connect() as db:
        assert db.execute("select key from rate_buckets").fetchall() == [("held",)]
