"""Approved submissions that are posts of the creator are followed on the platform; nobody else's are."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.adapters.social import short_links
from common.adapters.social.answers import ReadNotAllowed
from common.adapters.social.port import PlatformUnavailable, RateLimited
from common.models.platform import Platform
from common.post_addresses import PostAddress
from social_connect.sync.service import sync_due
from tests.conftest import Database
from tests.factories.money import make_deal, make_submission
from tests.factories.people import make_user
from tests.integration.social_connect.fake_platform import (
    FakePlatform,
    connect,
    platforms,
    post,
    time_passes,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://x.com/carla/status/7"


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


def state(database: Database) -> tuple[Any, ...]:
    """How the one tracked post stands."""
    with database.connect() as db:
        (row,) = db.execute(
            "select status, missing_since, gone_at, views, last_synced_at, checked_at from campaign_content_tracking"
        ).fetchall()
    return row


def told(database: Database) -> list[tuple[Any, ...]]:
    """What people were told of posts, in order."""
    with database.connect() as db:
        return db.execute(
            "select type, user_id from notifications where type ~ '^(post|disclosure)_' order by id"
        ).fetchall()


def test_a_post_that_is_not_recent_any_more_is_asked_for_by_its_id(database: Database) -> None:
    creator, _ = approved(database, URL)
    x = FakePlatform(posts=[post(7)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
        assert x.looked_up == [], "it stands among the recent ones"
        x.posts, x.older = [post(each) for each in range(100, 130)], [post(7, views=900)]
        sync_due(NOON + DAY)
    assert x.looked_up == ["7"]
    assert state(database) == ("live", None, None, 900, NOON + DAY, NOON + DAY)


def test_an_approved_post_that_was_never_recent_is_found_by_its_address(database: Database) -> None:
    creator, submission = approved(database, URL)
    x = FakePlatform(posts=[post(100)], older=[post(7)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
    assert tracked(database) == [(submission, "7", URL, 100, 10)]


def test_a_post_that_is_gone_is_noticed_at_once_and_told_when_it_is_certain(database: Database) -> None:
    creator, _ = approved(database, URL)
    x = FakePlatform(posts=[post(7)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
        x.posts = []
        sync_due(NOON + DAY)
        assert state(database) == ("missing", NOON + DAY, None, 100, NOON, NOON + DAY)
        assert [kind for kind, _ in told(database) if kind != "disclosure_missing"] == []
        for later in (2, 3):
            sync_due(NOON + later * DAY)
            assert state(database)[:3] == ("gone", NOON + DAY, NOON + 2 * DAY)
        kinds = [kind for kind, user in told(database) if user != creator]
        assert set(kinds) == {"post_gone"}
        number = len(kinds)
        x.older = [post(7, views=300)]
        sync_due(NOON + 4 * DAY)
        assert state(database) == ("live", None, None, 300, NOON + 4 * DAY, NOON + 4 * DAY)
    kinds = [kind for kind, user in told(database) if user != creator]
    assert kinds == ["post_gone"] * number + ["post_back"] * number, "once each, whoever runs the campaign"


def test_a_post_that_is_missing_once_and_comes_back_is_told_to_nobody(database: Database) -> None:
    creator, _ = approved(database, URL)
    x = FakePlatform(posts=[post(7)])
    connect(database, creator, x)
    with platforms(x):
        for day, posts in enumerate(([post(7)], [], [post(7)], [])):
            x.posts = list(posts)
            sync_due(NOON + day * DAY)
    assert state(database)[:2] == ("missing", NOON + 3 * DAY), "it counts from anew"
    assert [kind for kind, _ in told(database) if kind != "disclosure_missing"] == []


@pytest.mark.parametrize(
    "error", [PlatformUnavailable("no_answer"), RateLimited(900), ReadNotAllowed("status_403")]
)
def test_a_platform_that_does_not_answer_makes_no_post_vanish(
    database: Database, error: PlatformUnavailable
) -> None:
    creator, _ = approved(database, URL)
    x = FakePlatform(posts=[post(7)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
        x.posts, x.follower_count = [], 2_000
        for day in (1, 2, 3):
            time_passes(database)
            x.trouble("look_up", error)
            assert sync_due(NOON + day * DAY)["failed"] == 0
            assert len(x.troubles["look_up"]) == 0, "it was asked"
    assert state(database) == ("live", None, None, 100, NOON, NOON)


def test_a_post_is_followed_until_its_campaign_is_long_over(database: Database) -> None:
    creator, _ = approved(database, URL)
    x = FakePlatform(posts=[post(7)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
        x.posts = []
        for days, asked in ((89, 1), (92, 1)):
            with database.connect() as db, db.transaction():
                db.execute("set local session_replication_role = replica")
                db.execute("update campaigns set timeline_end = current_date - %s::integer", (days,))
            sync_due(NOON + days * DAY)
            assert len(x.looked_up) == asked


def test_a_short_address_is_followed_to_its_post(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    short = "https://vm.tiktok.com/ZMabc/"
    creator, submission = approved(database, short)
    asked: list[str] = []

    def resolve(address: str) -> PostAddress:
        asked.append(address)
        return PostAddress(Platform.TIKTOK, "7")

    monkeypatch.setattr(short_links, "resolve", resolve)
    tiktok, x = FakePlatform(platform=Platform.TIKTOK, older=[post(7)]), FakePlatform()
    connect(database, creator, tiktok)
    connect(database, creator, x)
    with platforms(tiktok, x):
        sync_due(NOON)
        sync_due(NOON + DAY)
    assert tracked(database) == [(submission, "7", short, 100, 10)]
    assert asked == [short], "once, and not for the sake of X"


@pytest.mark.parametrize(
    ("caption", "label", "disclosure", "terms"),
    [
        ("Look!", None, "missing", []), ("Look! #ad", None, "found", ["#ad"]), (None, None, "unknown", []),
        ("Look!", True, "found", ["platform label"]), ("#adventure", None, "missing", []),
        ("Publicité", None, "found", ["publicité"]),
    ],
)  # fmt: skip
def test_a_post_is_looked_at_for_the_disclosure_and_its_creator_reminded_once(
    database: Database, caption: str | None, label: bool | None, disclosure: str, terms: list[str]
) -> None:
    creator, _ = approved(database, URL)
    x = FakePlatform(posts=[post(7, caption=caption, is_labelled=label)])
    connect(database, creator, x)
    with platforms(x):
        for day in (0, 1, 2):
            sync_due(NOON + day * DAY)
    with database.connect() as db:
        (row,) = db.execute("select disclosure, disclosure_terms from campaign_content_tracking").fetchall()
    assert row == (disclosure, terms)
    assert told(database) == ([("disclosure_missing", creator)] if disclosure == "missing" else [])


def test_a_disclosure_that_goes_away_is_noticed_and_the_reminder_is_not_repeated(database: Database) -> None:
    creator, _ = approved(database, URL)
    x = FakePlatform()
    connect(database, creator, x)
    with platforms(x):
        for day, caption in enumerate(("#ad", "Look!", "#ad", "Look!")):
            x.posts = [post(7, caption=caption)]
            sync_due(NOON + day * DAY)
    assert told(database) == [("disclosure_missing", creator)]


def test_the_languages_of_a_creator_say_which_words_count(database: Database) -> None:
    creator, _ = approved(database, URL)
    with database.connect() as db:
        db.execute("update creator_profiles set languages = '{fr}' where user_id = %s", (creator,))
    x = FakePlatform(posts=[post(7, caption="#PR")])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
    assert told(database) == [("disclosure_missing", creator)]
