"""Both sides see what became of an approved submission on its platform; nobody else does."""

from typing import Any

import pytest

from tests.conftest import Database
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign

POST = "https://vm.tiktok.com/ZMabc/"


def submit(launched: LaunchedCampaign, url: str) -> Any:
    """The creator's submission of an address."""
    return launched.creator.post(
        f"{launched.campaign}/submissions", deliverable_id=launched.deliverable, submission_type="url",
        content_url=url,
    )  # fmt: skip


def track(database: Database, submission: dict[str, Any]) -> None:
    """As the synchronisation does it."""
    with database.connect() as db:
        db.execute(
            "insert into campaign_content_tracking (submission_id, campaign_id, brand_id, creator_user_id, platform,"
            " platform_post_id, url, views, likes, disclosure, disclosure_terms, last_synced_at)"
            " select id, campaign_id, brand_id, creator_user_id, 'tiktok', '7', content_url, 500, null, 'found',"
            " '{#ad}', now() from creator_submissions where id = %s",
            (submission["id"],),
        )


@pytest.mark.parametrize(
    ("url", "platform"),
    [
        (POST, "tiktok"), ("https://youtu.be/dQw4w9WgXcQ", "youtube"), ("https://x.com/carla/status/7", "twitter"),
        ("https://www.instagram.com/reel/Cx/", "instagram"), ("https://blog.example.com/post", None),
        ("https://www.tiktok.com/@carla", None),
    ],
)  # fmt: skip
def test_who_hands_in_an_address_is_told_whether_it_is_recognised(
    launched: LaunchedCampaign, url: str, platform: str | None
) -> None:
    launched.accept()
    submission = submit(launched, url)
    assert (submission["post_platform"], submission["post"]) == (platform, None)


def test_both_sides_see_the_post_and_its_figures(database: Database, launched: LaunchedCampaign) -> None:
    launched.accept()
    submission = submit(launched, POST)
    track(database, submission)
    path = f"/submissions/{submission['id']}"
    for person in (launched.brand, launched.creator):
        post = person.get(path)["post"]
        assert (post["status"], post["views"], post["likes"]) == ("live", 500, None)
        assert (post["disclosure"], post["disclosure_terms"]) == ("found", ["#ad"])
        (listed,) = person.get(f"{launched.campaign}/submissions")["data"]
        assert listed["post"] == post
    assert launched.stranger.refused("GET", path) == (404, "NOT_FOUND")
