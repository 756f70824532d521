"""An account is read right after it is connected, and when its creator asks, at most once an hour."""

from typing import Any
from uuid import UUID

import pytest

from common import queues
from social_connect import api, worker
from social_connect.accounts import routes, service
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.events import LambdaContext, call, http_event
from tests.factories.social import connect, request

SYNC = "/accounts/tiktok/sync"


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which queues were woken."""
    found: list[str] = []
    for module in (routes, service):
        monkeypatch.setattr(module, "wake", found.append)
    return found


def jobs(database: Database) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute("select id::text, status from platform_sync_jobs order by id").fetchall()


def finish(database: Database, status: str, ago: str) -> None:
    """The open job ended so, that long after it was made."""
    with database.connect() as db:
        db.execute("set session_replication_role = replica")
        db.execute("update platform_sync_jobs set status = %s, created_at = now() - %s::interval",
                   (status, ago))  # fmt: skip


def test_connecting_brings_the_first_figures_at_once(
    database: Database, creator: UUID, woken: list[str]
) -> None:
    account = connect(creator, "tiktok", "carla~1")
    assert woken == [queues.SOCIAL_REST]
    assert [status for _, status in jobs(database)] == ["pending"]
    worker.lambda_handler({}, LambdaContext())
    read = request("GET", "/accounts/tiktok", user=creator).body
    assert read["last_synced_at"] is not None
    assert float(read["engagement_rate"]) > 0
    assert request("GET", "/accounts/tiktok/posts", user=creator).body["data"] != []
    assert account["last_synced_at"] is None


def test_connecting_twice_reads_once(database: Database, creator: UUID, woken: list[str]) -> None:
    connect(creator, "tiktok", "carla~1")
    connect(creator, "tiktok", "carla~2")
    assert len(jobs(database)) == 1


def test_a_creator_has_the_account_read(database: Database, creator: UUID, woken: list[str]) -> None:
    connect(creator, "tiktok", "carla~1")
    finish(database, "succeeded", "61 minutes")
    woken.clear()
    answer = request("POST", SYNC, user=creator)
    assert answer.status == 202, answer.body
    assert answer.body["status"] == "pending"
    assert woken == [queues.SOCIAL_REST]
    again = request("POST", SYNC, user=creator)
    assert (again.status, again.body["id"]) == (202, answer.body["id"])
    assert len(jobs(database)) == 2


@pytest.mark.parametrize(
    ("status", "ago", "seconds"),
    [
        ("succeeded", "59 minutes", range(1, 61)),
        ("succeeded", "1 minute", range(3_480, 3_541)),
        ("failed", "9 minutes", range(1, 61)),
    ],
)
def test_who_asks_again_within_the_hour_is_told_when(
    database: Database, creator: UUID, status: str, ago: str, seconds: range
) -> None:
    connect(creator, "tiktok", "carla~1")
    finish(database, status, ago)
    answer = request("POST", SYNC, user=creator)
    assert (answer.status, answer.body["code"]) == (429, "SYNC_TOO_SOON")
    (detail,) = answer.body["details"]
    assert detail["retry_after_seconds"] in seconds
    assert answer.headers["retry-after"] == str(detail["retry_after_seconds"])
    assert detail["at"]
    assert len(jobs(database)) == 1


def test_after_a_failure_ten_minutes_are_enough(database: Database, creator: UUID) -> None:
    connect(creator, "tiktok", "carla~1")
    finish(database, "failed", "11 minutes")
    assert request("POST", SYNC, user=creator).status == 202


def test_an_account_that_is_not_connected_is_not_read(
    database: Database, creator: UUID, rival: UUID, admin: UUID
) -> None:
    connect(creator, "tiktok", "carla~1")
    finish(database, "succeeded", "2 hours")
    for other in (rival, admin):
        assert request("POST", SYNC, user=other).status == 404, "somebody else's"
    assert request("POST", "/accounts/youtube/sync", user=creator).status == 404
    assert request("POST", "/accounts/nowhere/sync", user=creator).status == 422
    with database.connect() as db:
        db.execute("update social_accounts set status = 'expired'")
    answer = request("POST", SYNC, user=creator)
    assert (answer.status, answer.body["code"]) == (409, "SOCIAL_ACCOUNT_NOT_CONNECTED")
    assert len(jobs(database)) == 1


def test_two_requests_with_one_key_are_one(database: Database, creator: UUID) -> None:
    connect(creator, "tiktok", "carla~1")
    finish(database, "succeeded", "2 hours")
    event = http_event("POST", f"/api/v1/social{SYNC}", user=creator, headers={"idempotency-key": "once"})
    first, second = (call(api.lambda_handler, event) for _ in range(2))
    assert (first.status, second.status) == (202, 202)
    assert first.body == second.body
    assert len(jobs(database)) == 2


def test_two_who_ask_at_the_same_time_get_one_job(database: Database, creator: UUID) -> None:
    connect(creator, "tiktok", "carla~1")
    finish(database, "succeeded", "2 hours")
    step = (str(creator), "select app.request_sync('tiktok')", ())
    assert run_at_once(database, step, step, step) == ["ok"] * 3
    assert len(jobs(database)) == 2
