"""What a synchronisation stores, and that it stores it once."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from common.adapters.social.port import Audience
from common.models.platform import Platform
from social_connect import schedule
from social_connect.sync.service import sync_due
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.integration.social_connect.fake_platform import FakePlatform, connect, platforms, post

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOURS = timedelta(hours=1)


def rows(database: Database, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute(query.encode(), parameters).fetchall()


def test_followers_engagement_posts_and_history_are_stored(database: Database, creator: UUID) -> None:
    x = FakePlatform(posts=[post(1), post(2, likes=30)])
    account = connect(database, creator, x)
    with platforms(x):
        counts = sync_due(NOON)
    assert counts == {
        "queued": 1,
        "purged": 0,
        "recounted": 0,
        "synced": 1,
        "failed": 0,
        "postponed": 0,
        "more_due": 0,
    }
    rate = Decimal("0.03")  # ((10 + 5 + 5) / 1000 + (30 + 5 + 5) / 1000) / 2
    assert rows(
        database, "select follower_count, engagement_rate, last_synced_at, username from social_accounts"
    ) == [(1_000, rate, NOON, "carla")]
    assert rows(
        database,
        "select social_account_id, user_id, platform_post_id, url, caption, views, likes, comments, shares,"
        " last_synced_at from content_posts order by platform_post_id",
    ) == [
        (account, creator, "1", "https://x.com/carla/status/1", "Look!", 100, 10, 5, 5, NOON),
        (account, creator, "2", "https://x.com/carla/status/2", "Look!", 100, 30, 5, 5, NOON),
    ]
    assert rows(
        database,
        "select creator_user_id, platform, metric_date::text, total_followers, total_engagement,"
        " engagement_rate, posts_count from creator_analytics",
    ) == [(creator, "twitter", "2026-11-21", 1_000, 60, rate, 2)]
    assert rows(
        database,
        "select total_followers, best_engagement_rate from creator_profiles where user_id = %s",
        creator,
    ) == [(1_000, rate)]
    assert rows(
        database, "select status, attempts, error, finished_at is not null from platform_sync_jobs"
    ) == [("succeeded", 1, None, True)]


def test_a_second_run_renews_and_adds_nothing_twice(database: Database, creator: UUID) -> None:
    x = FakePlatform(posts=[post(1)], crowd=Audience({"DE": 1.0}, {}, {}))
    connect(database, creator, x)
    with database.connect() as db:
        db.execute("update social_platforms set sync_every_hours = 6")
    with platforms(x):
        sync_due(NOON)
        x.posts, x.follower_count = [post(1, likes=100), post(2)], 2_000
        x.crowd = Audience({"US": 1.0}, {}, {})
        assert sync_due(NOON + 6 * HOURS)["synced"] == 1
        assert sync_due(NOON + 12 * HOURS)["synced"] == 1
    assert rows(database, "select platform_post_id, likes from content_posts order by 1") == [
        ("1", 100), ("2", 10),
    ]  # fmt: skip
    assert rows(database, "select metric_date::text, total_followers from creator_analytics order by 1") == [
        ("2026-11-21", 2_000),
        ("2026-11-22", 2_000),
    ]
    assert rows(database, "select metric_date::text, countries from audience_metrics order by 1") == [
        ("2026-11-21", {"US": 1.0}), ("2026-11-22", {"US": 1.0}),
    ]  # fmt: skip


def test_platforms_have_rhythms_of_their_own(database: Database, creator: UUID) -> None:
    """X has a price for each user, read and day."""
    x, tiktok = FakePlatform(), FakePlatform(platform=Platform.TIKTOK)
    for fake in (x, tiktok):
        connect(database, creator, fake)
    with platforms(x, tiktok):
        synced = [sync_due(NOON + hours * HOURS)["synced"] for hours in (0, 6, 12, 18, 24)]
    assert synced == [2, 1, 1, 1, 2]


def test_followers_that_are_hidden_stay_as_they_were_known(database: Database, creator: UUID) -> None:
    linkedin = FakePlatform(platform=Platform.LINKEDIN, follower_count=None, posts=[post(1)])
    connect(database, creator, linkedin)
    with database.connect() as db:
        db.execute("update social_accounts set follower_count = 400")
    with platforms(linkedin):
        sync_due(NOON)
    assert rows(database, "select follower_count, engagement_rate from social_accounts") == [
        (400, Decimal("0.05"))
    ]


@pytest.mark.parametrize(("followers", "posts"), [(0, [post(1)]), (1_000, [])])
def test_nobody_to_count_by_means_no_rate(
    database: Database, creator: UUID, followers: int, posts: list[Any]
) -> None:
    x = FakePlatform(follower_count=followers, posts=posts)
    connect(database, creator, x)
    with platforms(x):
        assert sync_due(NOON)["synced"] == 1
    assert rows(database, "select engagement_rate from social_accounts") == [(0,)]
    assert rows(database, "select total_followers, posts_count from creator_analytics") == [
        (followers, len(posts))
    ]


def test_what_our_tables_refuse_is_made_fit_or_left_out(database: Database, creator: UUID) -> None:
    x = FakePlatform(
        follower_count=-5,
        posts=[
            post(1, caption="a\x00b\ud800" + "x" * 20_000, url="http://x.com/1", likes=-1, views=2**80),
            post(1, likes=7), post(2, likes=2**63 - 1), post("", likes=1), post("\x00"),
        ],
    )  # fmt: skip
    connect(database, creator, x)
    with platforms(x):
        assert sync_due(NOON)["synced"] == 1
    assert rows(database, "select platform_post_id, likes, length(caption) from content_posts order by 1") == [
        ("1", 7, 5), ("2", 2**63 - 1, 5),
    ]  # fmt: skip


def test_a_viral_post_of_a_small_account_does_not_break_the_rate(database: Database, creator: UUID) -> None:
    x = FakePlatform(follower_count=1, posts=[post(1, likes=10**9)])
    connect(database, creator, x)
    with platforms(x):
        assert sync_due(NOON)["synced"] == 1
    assert rows(database, "select engagement_rate from social_accounts") == [(9,)]


def test_posts_that_hide_their_likes_do_not_thin_out_the_mean(database: Database, creator: UUID) -> None:
    x = FakePlatform(posts=[post(1), post(2, likes=None), post(3, likes=None)])
    account = connect(database, creator, x)
    with platforms(x):
        assert sync_due(NOON)["synced"] == 1
    assert rows(database, "select engagement_rate from social_accounts") == [(Decimal("0.02"),)]
    assert rows(database, "select likes from content_posts where social_account_id = %s order by platform_post_id",
                account) == [(10,), (None,), (None,)]  # fmt: skip
    assert rows(database, "select total_engagement, posts_count from creator_analytics") == [(40, 3)]


def test_views_that_are_not_told_this_time_stay_what_they_were(database: Database, creator: UUID) -> None:
    x = FakePlatform(posts=[post(1), post(2, views=None, shares=None)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
        x.posts = [post(1, views=None, shares=None, likes=11)]
        assert sync_due(NOON + 24 * HOURS)["synced"] == 1
    assert rows(database, "select platform_post_id, views, likes, shares from content_posts order by 1") == [
        ("1", 100, 11, 5), ("2", 0, 10, 0),
    ]  # fmt: skip
    assert rows(database, "select engagement_rate from social_accounts") == [(Decimal("0.021"),)]


def stored_posts(database: Database) -> list[str]:
    return [each for (each,) in rows(database, "select platform_post_id from content_posts order by 1")]


def test_posts_that_the_public_does_not_see_any_more_are_forgotten(database: Database, creator: UUID) -> None:
    x = FakePlatform(posts=[post(each, posted_at=NOON - each * HOURS) for each in range(1, 6)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
        x.posts = [post(each, posted_at=NOON - each * HOURS) for each in (1, 4)]
        sync_due(NOON + 24 * HOURS)
        assert stored_posts(database) == ["1", "4", "5"], "5 is older than all that was listed"
        x.posts = None
        sync_due(NOON + 48 * HOURS)
        assert stored_posts(database) == ["1", "4", "5"], "it was not told which there are"
        x.posts = []
        sync_due(NOON + 72 * HOURS)
    assert stored_posts(database) == []


def test_posts_that_are_not_told_leave_the_engagement_that_was_known(
    database: Database, creator: UUID
) -> None:
    x = FakePlatform(posts=[post(1)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
        x.posts, x.follower_count = None, 500
        assert sync_due(NOON + 24 * HOURS)["synced"] == 1
    assert rows(database, "select follower_count, engagement_rate from social_accounts") == [
        (500, Decimal("0.02"))
    ]


def test_a_profile_is_asked_for_with_what_was_granted(database: Database, creator: UUID) -> None:
    x = FakePlatform(scopes=("read", "write"))
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
    assert x.asked_with == ["read"]
    assert rows(database, "select scopes, asked_scopes from social_accounts") == [
        (["read"], ["read", "write"])
    ]


def test_people_who_are_shut_out_and_accounts_that_are_expired_are_not_read(
    database: Database, creator: UUID
) -> None:
    with database.connect() as db:
        banned = make_user(db)
    x, tiktok = FakePlatform(), FakePlatform(platform=Platform.TIKTOK)
    connect(database, banned, x)
    connect(database, creator, tiktok)
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
        db.execute("update social_accounts set status = 'expired' where user_id = %s", (creator,))
    with platforms(x, tiktok):
        assert sync_due(NOON)["queued"] == 0


def now() -> datetime:
    return datetime.now(UTC)


def test_the_timer_reads_each_account_once_per_occurrence(database: Database, creator: UUID) -> None:
    x = FakePlatform()
    connect(database, creator, x)
    event = {"job": "social-metrics-sync", "scheduled_time": (now() - timedelta(minutes=1)).isoformat()}
    with platforms(x):
        assert schedule.lambda_handler(event, LambdaContext())["counts"]["synced"] == 1
        assert schedule.lambda_handler(event, LambdaContext()) == {"status": "done"}
