"""What is stored of a tracked post's figures: what is told, what was told before, and nothing for what never was."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.models.platform import Platform
from social_connect.sync.service import sync_due
from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.money import Deal, make_deal, make_participant, make_submission
from tests.factories.posts import FIGURES
from tests.factories.social import connect as connect_by_callback
from tests.factories.social import edge, pages
from tests.integration.social_connect.fake_platform import FakePlatform, connect, platforms, post

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NOT_TOLD = {
    "instagram": set[str](), "tiktok": {"reach", "saves"}, "twitter": {"reach"},
    "youtube": {"reach", "saves", "shares"},
}  # fmt: skip
UNKNOWN: dict[str, Any] = dict.fromkeys(("views", "likes", "comments", "shares"))


def approved(database: Database) -> UUID:
    """A creator with an approved post."""
    with database.connect() as db:
        deal = make_deal(db, funds=1_000)
        work = make_submission(db, deal)
        db.execute(
            "update creator_submissions set content_url = 'https://x.com/carla/status/7', status = 'approved'"
            " where id = %s", (work,),
        )  # fmt: skip
    return deal.creator


def figures(database: Database) -> dict[str, int | None]:
    """As the report reads them."""
    with database.connect() as db, acting_as(db, None):
        (row,) = db.execute(
            "select p.views, p.reach, p.likes, p.comments, p.shares, p.saves from campaign_content_tracking as t"
            " cross join app.campaign_posts(t.campaign_id, null, true) as p"
        ).fetchall()
    return dict(zip(FIGURES, row, strict=True))


def test_what_no_reading_told_is_unknown_and_what_is_told_is_kept(database: Database) -> None:
    creator = approved(database)
    x = FakePlatform(posts=[post(7, **UNKNOWN)])
    connect(database, creator, x)
    with platforms(x):
        assert sync_due(NOON)["synced"] == 1
        assert figures(database) == dict.fromkeys(FIGURES), "none of it is 0"
        x.posts = [post(7, views=0, likes=3, comments=0, shares=2, reach=80, saves=4)]
        sync_due(NOON + DAY)
        told = {"views": 0, "reach": 80, "likes": 3, "comments": 0, "shares": 2, "saves": 4}
        assert figures(database) == told
        x.posts = [post(7, **UNKNOWN)]
        sync_due(NOON + 2 * DAY)
        assert figures(database) == told | {"likes": None}, (
            "likes that are hidden are hidden; the rest was told once"
        )
    with database.connect() as db:
        shown = db.execute("select views, likes, comments, shares from content_posts").fetchall()
    assert shown == [(0, None, 0, 2)]


def test_absurd_and_negative_figures_are_stored_as_what_can_be(database: Database) -> None:
    creator = approved(database)
    x = FakePlatform(posts=[post(7, views=10**30, comments=-1, reach=10**30, saves=-5)])
    connect(database, creator, x)
    with platforms(x):
        assert sync_due(NOON)["synced"] == 1
    found = figures(database)
    assert (found["views"], found["comments"], found["reach"], found["saves"]) == (2**63 - 1, 0, 2**63 - 1, 0)


def test_results_outlast_the_account_that_told_them(database: Database) -> None:
    creator = approved(database)
    x = FakePlatform(platform=Platform.TWITTER, posts=[post(7, views=900)])
    connect(database, creator, x)
    with platforms(x):
        sync_due(NOON)
        assert edge("disconnect-platform", user=creator, platform="twitter").body["status"] == "revoked"
        sync_due(NOON + DAY)
    assert figures(database)["views"] == 900
    with database.connect() as db:
        rows = db.execute("select status, last_synced_at from campaign_content_tracking").fetchall()
    assert rows == [("live", NOON)], "as it was when it was last read, and says when"


@pytest.mark.parametrize("platform", ["instagram", "tiktok", "twitter", "youtube"])
def test_on_a_laptop_the_address_of_a_post_that_is_played_is_followed(
    database: Database, creator: UUID, platform: str
) -> None:
    social = connect_by_callback(creator, platform, "carla")
    with database.connect() as db:
        db.execute("update social_accounts set last_synced_at = null where id = %s", (social["id"],))
        made = make_deal(db, funds=1_000)
        participant = make_participant(db, made.campaign, made.brand, creator)
        deal = Deal(made.owner, made.brand, made.campaign, creator, participant)
    now = datetime.now(UTC)
    sync_due(now)
    told = {post["url"]: post for post in pages(f"/accounts/{platform}/posts", creator, 50)}
    url = next(iter(told))
    with database.connect() as db:
        work = make_submission(db, deal)
        db.execute(
            "update creator_submissions set content_url = %s, status = 'approved' where id = %s", (url, work)
        )
    sync_due(now + DAY)
    found = figures(database)
    assert (found["views"], found["likes"]) == (told[url]["views"], told[url]["likes"])
    known = {name for name, value in found.items() if value is not None}
    assert set(FIGURES) - known == NOT_TOLD[platform], "as the platform itself"
