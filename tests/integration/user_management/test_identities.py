"""The timer that wakes the worker for accounts that a provider has not followed yet."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.integration.job_runs import NOON
from tests.logins import own_login
from user_management import schedule
from user_management.identities import service


def sweep(minutes: int) -> int:
    """Run the timer of some minutes after noon; how many messages were due."""
    event = {"job": "identities-sweep", "scheduled_time": (NOON + timedelta(minutes=minutes)).isoformat()}
    with own_login(schedule.lambda_handler):
        counts: dict[str, int] = schedule.lambda_handler(event, None)["counts"]
    return counts["due"]


def test_the_sweep_wakes_the_worker_where_something_waits_and_only_there(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(service, "wake", woken.append)
    assert sweep(0) == 0
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (creator,))
        db.execute("update auth.users set last_sign_in_at = now(), confirmed_at = now()")
    assert sweep(5) == 1, "what else changes tells nobody"
    assert woken == ["identities"]
