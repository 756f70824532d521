"""A limit rests the account that met it; the platform rests where the limit is everybody's, or everybody meets it."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from common.adapters.social.port import Profile, RateLimited
from common.models.platform import Platform
from social_connect.refresh.service import refresh_due
from social_connect.sync.service import run_queued_jobs, sync_due
from tests.conftest import Database
from tests.integration.social_connect.fake_platform import (
    FakePlatform,
    accounts,
    connect,
    platforms,
    time_passes,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Crowd(FakePlatform):
    """Accounts of one platform, told apart by their tokens; those in `limits` have used up what they may ask."""

    limits: dict[str, RateLimited]
    owners: dict[str, str]

    def profile(self, access_token: str, scopes: Collection[str] | None = None) -> Profile:
        """The person of the token, unless they are limited."""
        owner = self.owners[access_token]
        if (limit := self.limits.get(owner)) is not None:
            raise limit
        return Profile(owner, owner, owner, None, None, 1_000)


def crowd(
    database: Database, size: int, *, platform: Platform = Platform.INSTAGRAM
) -> tuple[Crowd, list[UUID]]:
    """So many accounts, and the platform that knows them as "0", "1", …, to be read in this order."""
    fake = Crowd(platform=platform)
    fake.limits, fake.owners, ids = {}, {}, []
    for number in range(size):
        fake.platform_user_id = str(number)
        known = set(fake.access)
        ids += accounts(database, fake)
        fake.owners |= dict.fromkeys(fake.access - known, str(number))
    with database.connect() as db:
        db.execute(
            "update social_accounts set last_synced_at = date '2026-01-01' + platform_user_id::integer"
            " where id = any(%s)", (ids,),
        )  # fmt: skip
    return fake, ids


def query(database: Database, sql: str) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute(sql.encode()).fetchall()


def jobs(database: Database) -> list[tuple[Any, ...]]:
    return query(
        database,
        "select a.platform_user_id, j.status, j.attempts, j.error,"
        " ceil(extract(epoch from j.not_before - clock_timestamp()) / 60) from platform_sync_jobs as j"
        " join social_accounts as a on a.id = j.social_account_id order by a.platform_user_id, j.id",
    )


def rests(database: Database) -> list[tuple[Any, ...]]:
    return query(
        database,
        "select platform, ceil(extract(epoch from rate_limited_until - clock_timestamp()) / 60)"
        " from social_platforms where rate_limited_until is not null",
    )


def test_a_limited_account_waits_and_the_others_are_read(database: Database) -> None:
    instagram, _ = crowd(database, 3)
    instagram.limits["0"] = RateLimited()
    with platforms(instagram):
        counts = sync_due(NOON)
    assert (counts["synced"], counts["postponed"], counts["failed"]) == (2, 1, 0)
    assert jobs(database) == [
        ("0", "pending", 1, "PLATFORM_RATE_LIMITED", 15), ("1", "succeeded", 1, None, None),
        ("2", "succeeded", 1, None, None),
    ]  # fmt: skip
    assert rests(database) == []


def test_a_limit_that_does_not_end_is_asked_about_less_and_less_often(database: Database) -> None:
    instagram, _ = crowd(database, 2)
    instagram.limits["0"] = RateLimited()
    waits = []
    with platforms(instagram):
        sync_due(NOON)
        for _ in range(7):
            waits.append(jobs(database)[0][4])
            assert run_queued_jobs(NOON)["postponed"] == 0, "it rests"
            time_passes(database)
            assert run_queued_jobs(NOON)["postponed"] == 1
        assert waits == [15, 30, 60, 120, 240, 360, 360]
        assert jobs(database)[0][1:3] == ("pending", 8)
        del instagram.limits["0"]
        time_passes(database)
        assert run_queued_jobs(NOON)["synced"] == 1


def test_whoever_rested_comes_after_those_who_could_go_before(database: Database) -> None:
    instagram, _ = crowd(database, 1)
    instagram.limits["0"] = RateLimited(60)
    with platforms(instagram):
        sync_due(NOON)
    with database.connect() as db:
        db.execute("update platform_sync_jobs set not_before = clock_timestamp() + interval '1 millisecond'")
    tiktok = FakePlatform(platform=Platform.TIKTOK)
    (other,) = accounts(database, tiktok)
    with database.connect() as db:
        db.execute(
            "insert into platform_sync_jobs (social_account_id, user_id, created_at)"
            " select id, user_id, now() - interval '1 minute' from social_accounts where id = %s", (other,),
        )  # fmt: skip
    asked: list[str] = []
    instagram.limits.clear()
    instagram.trouble("recent_posts", lambda: asked.append("instagram"))
    tiktok.trouble("profile", lambda: asked.append("tiktok"))
    with platforms(instagram, tiktok):
        assert run_queued_jobs(NOON)["synced"] == 2
    assert asked == ["tiktok", "instagram"]


def test_the_day_of_one_user_at_x_is_nobody_elses(database: Database) -> None:
    x, _ = crowd(database, 3, platform=Platform.TWITTER)
    x.limits["0"] = RateLimited(86_000)
    with platforms(x):
        counts = sync_due(NOON)
        assert (counts["synced"], counts["postponed"]) == (2, 1)
        assert jobs(database)[0][4] == 1_434

    assert rests(database) == []


def test_a_limit_of_the_application_rests_its_platform_and_no_other(
    database: Database, creator: UUID
) -> None:
    youtube, _ = crowd(database, 3, platform=Platform.YOUTUBE)
    connect(database, creator, tiktok := FakePlatform(platform=Platform.TIKTOK))
    youtube.limits["0"] = RateLimited(900, is_app_wide=True)
    with platforms(youtube, tiktok):
        counts = sync_due(NOON)
        assert (counts["synced"], counts["postponed"], counts["more_due"]) == (1, 1, 0)
        assert rests(database) == [("youtube", 15)]
        assert run_queued_jobs(NOON)["synced"] == 0
        youtube.limits.clear()
        time_passes(database)
        assert run_queued_jobs(NOON)["synced"] == 3


@pytest.mark.parametrize("wait", [None, 0, -5, 86_000])
def test_three_accounts_limited_in_a_row_rest_their_platform_for_a_quarter_of_an_hour(
    database: Database, wait: int | None
) -> None:
    instagram, _ = crowd(database, 6)
    instagram.limits = {number: RateLimited(wait) for number in ("0", "2", "3", "4", "5")}
    with platforms(instagram):
        counts = sync_due(NOON)
    assert (counts["synced"], counts["postponed"]) == (1, 4), "the second account was answered in between"
    assert rests(database) == [("instagram", 15)]
    assert jobs(database)[5] == ("5", "pending", 0, None, None)


def test_one_account_that_is_limited_three_times_is_still_one(database: Database) -> None:
    instagram, _ = crowd(database, 1)
    instagram.limits["0"] = RateLimited(60)
    with platforms(instagram):
        sync_due(NOON)
        for _ in range(4):
            time_passes(database)
            run_queued_jobs(NOON)
    assert rests(database) == []


def test_a_platform_that_is_read_no_more_renews_tokens_all_the_same(database: Database) -> None:
    x, _ = crowd(database, 1, platform=Platform.TWITTER)
    x.limits["0"] = RateLimited(86_000, is_app_wide=True)
    with platforms(x):
        assert sync_due(NOON)["postponed"] == 1
        assert refresh_due(datetime.now(UTC))["refreshed"] == 1
