"""Approved submissions that are posts of the creator are followed on the platform; nobody else's are."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from common.models.platform import Platform
from social_connect.figures.readings import post_key
from social_connect.sync.service import sync_due
from tests.conftest import Database
from tests.factories.money import make_deal, make_submission
from tests.factories.people import make_user
from tests.integration.social_connect.fake_platform import FakePlatform, connect, platforms, post

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.youtube.com/watch?v=abc&t=3", "https://youtu.be/abc?si=x"),
        ("https://m.youtube.com/shorts/abc", "https://youtube.com/watch?list=1&v=abc"),
        ("https://twitter.com/carla/status/12?s=20", "https://x.com/carla/status/12/photo/1"),
        ("https://www.instagram.com/p/Cx/", "https://instagram.com/carla/reel/Cx/?igsh=1"),
        ("https://www.tiktok.com/@carla/video/7", "https://m.tiktok.com/@carla/video/7?lang=en"),
    ],
)
def test_one_post_has_one_key_however_its_address_is_written(one: str, other: str) -> None:
    assert post_key(one) == post_key(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.com/carla/status/12", "https://x.com/carla/status/13"),
        ("https://x.com/carla/status/12", "https://tiktok.com/@carla/video/12"),
        ("https://instagram.com/p/abc", "https://instagram.com/p/ABC"),
    ],
)
def test_two_posts_have_two_keys(one: str, other: str) -> None:
    assert post_key(one) != post_key(other)


@pytest.mark.parametrize("url", ["https://x.com/", "https://youtube.com/watch", "https://[broken", ""])
def test_an_address_without_a_post_has_no_key(url: str) -> None:
    assert post_key(url) is None


def approved(database: Database, url: str) -> tuple[UUID, UUID]:
    """A creator and their approved submission of that address."""
    with database.connect() as db:
        deal = make_deal(db, funds=1_000)
        submission = make_submission(db, deal)
        db.execute("update creator_submissions set submission_type = 'url', content_url = %s, status = 'approved'"
                   " where id = %s", (url, submission))  # fmt: skip
    return deal.creator, submission


def tracked(database: Database) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute(
            "select submission_id, platform_post_id, url, views, likes from campaign_content_tracking"
        ).fetchall()


def test_a_post_of_a_submission_is_found_and_its_figures_follow(database: Database) -> None:
    url = "https://twitter.com/carla/status/7?s=20"
    creator, submission = approved(database, url)
    x = FakePlatform(posts=[post(6), post(7)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
        assert tracked(database) == [(submission, "7", url, 100, 10)]
        x.posts = [post(7, views=500, likes=60)]
        with database.connect() as db:
            db.execute("update social_accounts set last_synced_at = null")
        sync_due(NOON)
    assert tracked(database) == [(submission, "7", url, 500, 60)]


def test_somebody_elses_post_is_not_followed(database: Database) -> None:
    creator, _ = approved(database, "https://x.com/dora/status/7")
    with database.connect() as db:
        dora = make_user(db)
    x, tiktok = FakePlatform(posts=[post(7)]), FakePlatform(platform=Platform.TIKTOK, posts=[])
    connect(database, dora, x)
    connect(database, creator, tiktok)
    with platforms(x, tiktok):
        assert sync_due(NOON)["synced"] == 2
    assert tracked(database) == []


def test_what_waits_for_review_is_not_followed(database: Database) -> None:
    creator, submission = approved(database, "https://x.com/carla/status/7")
    with database.connect() as db, db.transaction():
        db.execute("set local session_replication_role = replica")
        db.execute("update creator_submissions set status = 'pending_review' where id = %s", (submission,))
    x = FakePlatform(posts=[post(7)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
    assert tracked(database) == []
