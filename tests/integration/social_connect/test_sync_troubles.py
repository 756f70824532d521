"""What goes wrong with one account is noted on it, writes nothing by halves, and stops nobody else."""

from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from typing import Any
from uuid import UUID

import pytest

from common.adapters.social.answers import ReadNotAllowed
from common.adapters.social.port import Audience, PlatformUnavailable, TokenRefused
from common.deadline import Deadline
from common.models.platform import Platform
from social_connect.sync import service
from social_connect.sync.service import run_queued_jobs, sync_due
from tests.conftest import Database
from tests.integration.social_connect.fake_platform import (
    FakePlatform,
    Killed,
    connect,
    platforms,
    post,
    stored,
    time_passes,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
GO: dict[str, str] = {
    "disconnects": "update social_accounts set status = 'revoked', access_token = null, refresh_token = null",
    "is deleted": "delete from social_accounts",
    "is banned": "update auth.users set status = 'banned'",
    "connects another account": "update social_accounts set platform_user_id = '43'",
}


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute(query.encode()).fetchall()


def jobs(database: Database) -> list[tuple[Any, ...]]:
    return rows(database, "select status, attempts, error from platform_sync_jobs order by id")


NO_ANSWER = (PlatformUnavailable("no_answer"), "PLATFORM_UNAVAILABLE")
OUR_MISTAKE = (ZeroDivisionError(), "ZeroDivisionError")


@pytest.mark.parametrize(
    ("method", "error", "noted"),
    [("profile", *NO_ANSWER), ("recent_posts", *NO_ANSWER),
     *((method, *OUR_MISTAKE) for method in ("profile", "recent_posts", "audience"))],
)  # fmt: skip
def test_a_failure_is_noted_and_the_next_account_is_read(
    database: Database, creator: UUID, method: str, error: Exception, noted: str
) -> None:
    x, tiktok = FakePlatform(posts=[post(1)]), FakePlatform(platform=Platform.TIKTOK)
    broken = connect(database, creator, x)
    connect(database, creator, tiktok)
    x.trouble(method, error)
    with platforms(x, tiktok):
        counts = sync_due(NOON)
    assert (counts["synced"], counts["failed"]) == (1, 1)
    assert sorted(jobs(database)) == [("failed", 1, noted), ("succeeded", 1, None)]
    assert rows(database, "select from content_posts") == []
    assert stored(database, broken).status == "connected"


@pytest.mark.parametrize("error", [PlatformUnavailable("no_answer"), ReadNotAllowed("graph_100")])
def test_an_audience_that_is_not_told_stays_what_it_was_and_is_asked_for_again(
    database: Database, creator: UUID, error: PlatformUnavailable
) -> None:
    x = FakePlatform(posts=[post(1)], crowd=Audience({"DE": 1.0}, {}, {}))
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
        x.crowd, x.follower_count = Audience({"US": 1.0}, {}, {}), 2_000
        x.trouble("audience", error)
        assert sync_due(NOON + DAY)["synced"] == 1
        audiences = "select metric_date::text, countries from audience_metrics order by 1"
        assert rows(database, audiences) == [("2026-11-21", {"DE": 1.0})]
        assert rows(database, "select follower_count from social_accounts") == [(2_000,)]
        assert jobs(database)[-1] == ("succeeded", 1, f"AUDIENCE_NOT_READ: {error.reason}")
        assert sync_due(NOON + 2 * DAY)["synced"] == 1
    assert rows(database, audiences)[-1] == ("2026-11-23", {"US": 1.0})
    assert jobs(database)[-1] == ("succeeded", 1, None)


def test_a_token_that_is_refused_is_renewed_and_tried_once_more(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    connect(database, creator, x)
    x.trouble("recent_posts", TokenRefused("access_token_invalid"))
    with platforms(x):
        assert sync_due(NOON)["synced"] == 1
    assert x.refreshes == 1


def test_a_new_token_that_is_refused_too_expires_the_account(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    account = connect(database, creator, x)
    for _ in range(2):
        x.trouble("profile", TokenRefused("access_token_invalid"))
    with platforms(x):
        assert sync_due(NOON)["failed"] == 1
    assert stored(database, account).status == "expired"
    assert jobs(database) == [("failed", 1, "PLATFORM_REFUSED: access_token_invalid")]
    assert rows(database, "select type from notifications") == [("social_account.expired",)]


@pytest.mark.parametrize("what", GO)
@pytest.mark.parametrize("method", ["profile", "audience"])
def test_who_goes_in_the_middle_leaves_nothing_behind(
    database: Database, creator: UUID, what: str, method: str
) -> None:
    x = FakePlatform(posts=[post(1)])
    connect(database, creator, x)

    def go() -> None:
        with database.connect() as db:
            db.execute(GO[what].encode())

    x.trouble(method, go, when="after")
    with platforms(x):
        assert sync_due(NOON)["synced"] == 0
    for table in ("content_posts", "creator_analytics", "audience_metrics"):
        assert rows(database, f"select from {table}") == [], table
    assert {status for status, *_ in jobs(database)} <= {"failed"}


def test_what_a_killed_worker_had_in_hand_is_taken_up_by_the_next(database: Database, creator: UUID) -> None:
    x = FakePlatform(posts=[post(1)])
    connect(database, creator, x)
    x.trouble("recent_posts", Killed())
    with platforms(x):
        with pytest.raises(Killed):
            sync_due(NOON)
        assert run_queued_jobs(NOON)["synced"] == 0  # it could be alive
        time_passes(database)
        assert sync_due(NOON)["synced"] == 1
    assert jobs(database) == [("succeeded", 2, None)]


def test_a_job_that_kills_its_workers_is_buried(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    connect(database, creator, x)
    with platforms(x):
        for _ in range(service.MAXIMUM_ATTEMPTS):
            x.trouble("profile", Killed())
            with pytest.raises(Killed):
                sync_due(NOON)
            time_passes(database)
        assert run_queued_jobs(NOON)["failed"] == 1
    assert jobs(database) == [("failed", service.MAXIMUM_ATTEMPTS, "WORKER_DIED")]


def test_a_worker_that_was_given_up_writes_nothing_when_it_comes_back(
    database: Database, creator: UUID
) -> None:
    x = FakePlatform(follower_count=1)
    connect(database, creator, x)

    def somebody_takes_over() -> None:
        time_passes(database)
        x.follower_count = 2
        assert run_queued_jobs(NOON)["synced"] == 1
        x.follower_count = 3

    x.trouble("audience", somebody_takes_over)
    with platforms(x):
        assert sync_due(NOON)["failed"] == 1
    assert rows(database, "select follower_count from social_accounts") == [(2,)]
    assert jobs(database) == [("succeeded", 2, None)]


def test_a_spent_budget_leaves_the_rest_to_a_worker(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(service, "wake", woken.append)
    fakes = [FakePlatform(platform=platform) for platform in (Platform.TWITTER, Platform.TIKTOK)]
    for fake in fakes:
        connect(database, creator, fake)
    spent = chain([False], repeat(True))
    with platforms(*fakes), monkeypatch.context() as patch:
        patch.setattr(Deadline, "is_over", property(lambda _: next(spent)))
        counts = sync_due(NOON)
    assert (counts["queued"], counts["synced"], counts["more_due"]) == (2, 1, 1)
    assert woken == ["social-rest"]
    with platforms(*fakes):
        assert run_queued_jobs(NOON) == {"synced": 1, "failed": 0, "postponed": 0, "more_due": 0}


def test_a_token_that_ended_is_renewed_for_the_synchronisation(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    connect(database, creator, x, expires_in=-timedelta(hours=1))
    with platforms(x):
        assert sync_due(NOON)["synced"] == 1
    assert x.refreshes == 1
