"""Posts, audience and figures: one's own, page by page."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.social import connect, pages, request


def add_posts(database: Database, account: dict[str, Any]) -> None:
    """Posts of three moments, two of one moment, and two that know no moment."""
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    moments = [noon, noon, noon - timedelta(days=1), noon - timedelta(days=2), None, None]
    with database.connect() as db:
        for number, moment in enumerate(moments):
            db.execute(
                "insert into content_posts (social_account_id, user_id, platform_post_id, posted_at, likes)"
                " values (%s, %s, %s, %s, %s)",
                (account["id"], account["user_id"], f"post-{number}", moment, number),
            )


def add_figures(database: Database, user: UUID, platform: str, days: int) -> None:
    with database.connect() as db:
        for day in range(days):
            db.execute(
                "insert into creator_analytics (creator_user_id, platform, metric_date, total_followers,"
                " total_engagement, engagement_rate, posts_count) values (%s, %s, %s, 100, 5, 0.05, 1)",
                (user, platform, date(2026, 11, 1) + timedelta(days=day)),
            )


@pytest.mark.parametrize("limit", [1, 2, 5, 100])
def test_posts_come_newest_first_and_each_once(database: Database, creator: UUID, limit: int) -> None:
    add_posts(database, connect(creator, "tiktok", "carla~1"))
    found = [post["platform_post_id"] for post in pages("/accounts/tiktok/posts", creator, limit)]
    assert found == ["post-5", "post-4", "post-1", "post-0", "post-2", "post-3"]


def test_everybody_reads_their_own_posts_only(
    database: Database, creator: UUID, rival: UUID, admin: UUID
) -> None:
    add_posts(database, connect(creator, "tiktok", "carla~1"))
    connect(rival, "tiktok", "rival~1")
    assert pages("/accounts/tiktok/posts", rival, 10) == []
    assert request("GET", "/accounts/tiktok/posts", user=admin).status == 404
    assert request("GET", "/accounts/youtube/posts", user=creator).status == 404


def test_the_audience_comes_day_by_day(database: Database, creator: UUID) -> None:
    account = connect(creator, "instagram", "carla~1")
    with database.connect() as db:
        for day in (1, 2, 3):
            db.execute(
                "insert into audience_metrics (social_account_id, user_id, metric_date, countries)"
                """ values (%s, %s, %s, '{"DE": 0.5}')""",
                (account["id"], creator, date(2026, 11, day)),
            )
    found = pages("/accounts/instagram/audience", creator, 2)
    assert [day["metric_date"] for day in found] == ["2026-11-03", "2026-11-02", "2026-11-01"]
    assert found[0]["countries"] == {"DE": 0.5}


def test_figures_are_filtered_by_platform_and_days(database: Database, creator: UUID) -> None:
    add_figures(database, creator, "tiktok", 5)
    add_figures(database, creator, "youtube", 5)
    assert len(pages("/analytics", creator, 3)) == 10
    some = pages("/analytics", creator, 1, platform="tiktok", since="2026-11-02", until="2026-11-04")
    assert [(day["platform"], day["metric_date"]) for day in some] == [
        ("tiktok", "2026-11-04"), ("tiktok", "2026-11-03"), ("tiktok", "2026-11-02"),
    ]  # fmt: skip


def test_only_administrators_read_the_figures_of_others(
    database: Database, creator: UUID, rival: UUID, admin: UUID
) -> None:
    add_figures(database, creator, "tiktok", 2)
    whose = {"creator_user_id": str(creator)}
    assert len(pages("/analytics", creator, 10, **whose)) == 2
    assert pages("/analytics", rival, 10, **whose) == []
    assert len(pages("/analytics", admin, 10, **whose)) == 2
    assert pages("/analytics", admin, 10) == []


@pytest.mark.parametrize(
    "path", ["/accounts", "/accounts/tiktok/posts", "/accounts/tiktok/audience", "/analytics"]
)
@pytest.mark.parametrize("cursor", ["nonsense", "W10", "WzFd", "WyIiLCAiIl0"])
def test_a_cursor_that_we_never_made_is_422(creator: UUID, path: str, cursor: str) -> None:
    connect(creator, "tiktok", f"carla~{path}{cursor}".replace("/", "-"))
    answer = request("GET", path, user=creator, query={"cursor": cursor})
    assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


@pytest.mark.parametrize(
    "query", [{"platform": "myspace"}, {"since": "yesterday"}, {"limit": "0"}, {"limit": "101"},
              {"creator_user_id": "me"}],
)  # fmt: skip
def test_filters_that_cannot_be_meant_are_422(creator: UUID, query: dict[str, str]) -> None:
    assert request("GET", "/analytics", user=creator, query=query).status == 422
