"""Posts by their ids: as they are now, gone, or not told; in batches as large as the platforms take."""

import json
from typing import Any

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.port import HalfTold, LookUp, PlatformUnavailable, SocialAdapter, TokenRefused
from tests.unit.common.platforms.server import Platform
from tests.unit.common.platforms.test_partial_answers import ANSWERS, MAKE

DOOR = {
    "tiktok": "POST /v2/video/query/", "twitter": "GET /2/tweets", "youtube": "GET /videos",
    "instagram": "GET /v26.0/5",
}  # fmt: skip
OWNED: dict[str, dict[str, Any]] = {
    "tiktok": {"id": "5", "like_count": 4},
    "twitter": {"id": "5", "author_id": "1", "public_metrics": {"like_count": 4}},
    "youtube": {"id": "5", "snippet": {"title": "Hello", "channelId": "1"}, "statistics": {"likeCount": "4"},
                "status": {"privacyStatus": "public"}},
    "instagram": {"id": "5", "like_count": 4},
}  # fmt: skip


def answering(platform: str, items: Any) -> Any:
    return {
        "tiktok": {"data": {"videos": items}, "error": {"code": "ok"}}, "twitter": {"data": items},
        "youtube": {"items": items}, "instagram": items[0] if isinstance(items, list) and items else items,
    }[platform]  # fmt: skip


def adapter(server: Platform, client: OAuthClient, platform: str) -> SocialAdapter:
    server.say("GET /2/users/me", ANSWERS["twitter"]["GET /2/users/me"])
    return MAKE[platform](client, server.url)


def seen(found: LookUp) -> tuple[list[str], set[str]]:
    return [post.platform_post_id for post in found.posts], set(found.gone)


@pytest.mark.parametrize("platform", DOOR)
def test_a_post_is_told_with_its_figures(server: Platform, client: OAuthClient, platform: str) -> None:
    server.say(DOOR[platform], answering(platform, [OWNED[platform]]))
    found = adapter(server, client, platform).look_up("token", "1", ["5"])
    assert seen(found) == (["5"], set())
    assert found.posts[0].likes == 4


@pytest.mark.parametrize("platform", ["tiktok", "twitter", "youtube"])
def test_what_a_whole_answer_lacks_is_gone(server: Platform, client: OAuthClient, platform: str) -> None:
    server.say(DOOR[platform], answering(platform, [OWNED[platform]]))
    assert seen(adapter(server, client, platform).look_up("token", "1", ["5", "6"])) == (["5"], {"6"})
    server.say(DOOR[platform], answering(platform, []))
    assert seen(adapter(server, client, platform).look_up("token", "1", ["5", "6"])) == ([], {"5", "6"})


@pytest.mark.parametrize("platform", ["tiktok", "twitter", "youtube"])
@pytest.mark.parametrize("items", [None, "what?", {}, 7, [{"id": None}], [None], ["5"]])
def test_what_a_partial_answer_lacks_is_not_gone(
    server: Platform, client: OAuthClient, platform: str, items: object
) -> None:
    server.say(DOOR[platform], answering(platform, items))
    assert seen(adapter(server, client, platform).look_up("token", "1", ["5", "6"])) == ([], set())


@pytest.mark.parametrize("platform", DOOR)
@pytest.mark.parametrize("status", [500, 429])
def test_an_outage_makes_nothing_vanish(
    server: Platform, client: OAuthClient, platform: str, status: int
) -> None:
    server.say(DOOR[platform], {}, status)
    with pytest.raises(PlatformUnavailable) as unavailable:
        adapter(server, client, platform).look_up("token", "1", ["5"])
    if isinstance(unavailable.value, HalfTold):
        assert seen(unavailable.value.told) == ([], set()), "what was told before stays"


@pytest.mark.parametrize(("platform", "most"), [("tiktok", 20), ("twitter", 100), ("youtube", 50)])
def test_posts_are_asked_for_in_batches(
    server: Platform, client: OAuthClient, platform: str, most: int
) -> None:
    server.say(DOOR[platform], answering(platform, []))
    ids = [str(number) for number in range(2 * most + 1)]
    found = adapter(server, client, platform).look_up("token", "1", ids)
    path = DOOR[platform].split()[1]
    asked = [each for each in server.asked if each.path == path]
    batches = [
        json.loads(each.body)["filters"]["video_ids"] if platform == "tiktok"
        else each.query.get("ids", each.query.get("id", "")).split(",")
        for each in asked
    ]  # fmt: skip
    assert [len(batch) for batch in batches] == [most, most, 1]
    assert found.gone == set(ids)


@pytest.mark.parametrize("platform", ["twitter", "youtube"])
def test_somebody_elses_post_is_neither_told_nor_gone(
    server: Platform, client: OAuthClient, platform: str
) -> None:
    server.say(DOOR[platform], answering(platform, [OWNED[platform]]))
    assert seen(adapter(server, client, platform).look_up("token", "2", ["5"])) == ([], set())


@pytest.mark.parametrize("status", ["private", "unlisted"])
def test_a_video_that_is_hidden_is_gone(server: Platform, client: OAuthClient, status: str) -> None:
    server.say("GET /videos", {"items": [{**OWNED["youtube"], "status": {"privacyStatus": status}}]})
    assert seen(adapter(server, client, "youtube").look_up("token", "1", ["5"])) == ([], {"5"})


def test_a_video_whose_status_is_not_told_is_not_gone(server: Platform, client: OAuthClient) -> None:
    server.say("GET /videos", {"items": [{**OWNED["youtube"], "status": None}]})
    assert seen(adapter(server, client, "youtube").look_up("token", "1", ["5"])) == ([], set())


@pytest.mark.parametrize(
    ("problem", "gone"),
    [
        ({"type": "https://api.twitter.com/2/problems/resource-not-found", "title": "Not Found Error"}, {"5"}),
        ({"type": "https://api.twitter.com/2/problems/not-authorized-for-resource", "title": "No"}, set()),
        ({"type": "about:blank", "title": "Service Unavailable"}, set()),
    ],
)  # fmt: skip
@pytest.mark.parametrize("others", [{}, {"data": []}])
def test_x_says_why_a_post_is_not_there(
    server: Platform, client: OAuthClient, problem: dict[str, str], gone: set[str], others: dict[str, Any]
) -> None:
    server.say("GET /2/tweets", {"errors": [{"resource_id": "5", **problem}], **others})
    assert seen(adapter(server, client, "twitter").look_up("token", "1", ["5"])) == ([], gone)


def test_a_protected_account_shows_no_post(server: Platform, client: OAuthClient) -> None:
    x = adapter(server, client, "twitter")
    server.say("GET /2/users/me", {"data": {"id": "1", "username": "carla", "protected": True}})
    assert seen(x.look_up("token", "1", ["5"])) == ([], {"5"})


@pytest.mark.parametrize(("code", "gone"), [(100, {"5"}), (10, set())])
def test_instagram_is_asked_one_by_one(
    server: Platform, client: OAuthClient, code: int, gone: set[str]
) -> None:
    server.say("GET /v26.0/5", {"error": {"code": code, "error_subcode": 33}}, 400)
    server.say("GET /v26.0/6", {"id": "6", "like_count": 4})
    posts, missing = seen(adapter(server, client, "instagram").look_up("token", "1", ["6", "5"]))
    assert (posts, missing) == (["6"], gone)


@pytest.mark.parametrize("code", [1, 4, 17, 3])
def test_what_instagram_told_before_it_stopped_is_kept(
    server: Platform, client: OAuthClient, code: int
) -> None:
    server.say("GET /v26.0/5", {"error": {"code": code}}, 400)
    server.say("GET /v26.0/6", {"id": "6", "like_count": 4})
    with pytest.raises(HalfTold) as half:
        adapter(server, client, "instagram").look_up("token", "1", ["6", "5", "7"])
    assert seen(half.value.told) == (["6"], set())
    assert [asked.path for asked in server.asked] == ["/v26.0/6", "/v26.0/5"], "nothing is asked for after it"


def test_a_dead_token_is_no_missing_post(server: Platform, client: OAuthClient) -> None:
    server.say("GET /v26.0/5", {"error": {"code": 190}}, 400)
    with pytest.raises(TokenRefused):
        adapter(server, client, "instagram").look_up("token", "1", ["5"])


def test_a_code_of_instagram_is_searched_for_page_by_page(server: Platform, client: OAuthClient) -> None:
    def media(code: str) -> dict[str, object]:
        return {"id": f"id-{code}", "permalink": f"https://www.instagram.com/reel/{code}/", "like_count": 1}

    pages = [["A", "B"], ["C", "D"], ["E"]]
    for number, page in enumerate(pages):
        server.tell("GET /v26.0/me/media", {"data": [media(code) for code in page],
                                            "paging": {"cursors": {"after": f"page-{number + 1}"}}})  # fmt: skip
    found = adapter(server, client, "instagram").find_posts("token", "1", ["C", "B"])
    assert [post.platform_post_id for post in found] == ["id-B", "id-C"]
    pages_asked = [each.query.get("after") for each in server.asked if each.path == "/v26.0/me/media"]
    assert pages_asked == [None, "page-1"], "no further than needed"
    server.say("GET /v26.0/me/media", {"data": [media("A")], "paging": {"cursors": {"after": "again"}}})
    server.asked.clear()
    assert adapter(server, client, "instagram").find_posts("token", "1", ["Z"]) == []
    assert len([each for each in server.asked if each.path == "/v26.0/me/media"]) == 10


def test_platforms_whose_addresses_hold_ids_find_by_them(server: Platform, client: OAuthClient) -> None:
    server.say(DOOR["tiktok"], answering("tiktok", [OWNED["tiktok"]]))
    found = adapter(server, client, "tiktok").find_posts("token", "1", ["5"])
    assert [post.platform_post_id for post in found] == ["5"]


@pytest.mark.parametrize(("said", "is_labelled"), [(True, True), (False, False), (None, None), ("yes", None)])
def test_the_label_of_a_paid_placement_is_read(
    server: Platform, client: OAuthClient, said: object, is_labelled: bool | None
) -> None:
    video = {**OWNED["youtube"], "paidProductPlacementDetails": {"hasPaidProductPlacement": said}}
    server.say("GET /videos", {"items": [video]})
    (post,) = adapter(server, client, "youtube").look_up("token", "1", ["5"]).posts
    assert post.is_labelled is is_labelled


def test_a_label_that_google_does_not_show_is_not_asked_for_again(
    server: Platform, client: OAuthClient
) -> None:
    server.tell("GET /videos", {"error": {"code": 403}}, 403)
    server.tell("GET /videos", {"items": [OWNED["youtube"]]})
    assert seen(adapter(server, client, "youtube").look_up("token", "1", ["5"])) == (["5"], set())
    assert "paidProductPlacementDetails" not in server.asked[-1].query["part"]
