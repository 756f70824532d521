"""A part of an answer that is null, missing or nonsense spoils nothing but itself: on every platform."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.instagram import Instagram, InstagramEndpoints
from common.adapters.social.linkedin import LinkedIn, LinkedInEndpoints
from common.adapters.social.port import Post, SocialAdapter
from common.adapters.social.tiktok import TikTok, TikTokEndpoints
from common.adapters.social.twitter import Twitter, TwitterEndpoints
from common.adapters.social.youtube import YouTube, YouTubeEndpoints
from tests.unit.common.platforms.server import Platform

MISSING = object()
NOTHINGS: dict[str, Any] = {
    "null": None, "missing": MISSING, "text": "what?", "number": 7, "object": {"a": 1}, "list": ["a", None, 7],
}  # fmt: skip
MAKE: dict[str, Callable[[OAuthClient, str], SocialAdapter]] = {
    "instagram": lambda client, url: Instagram(client, InstagramEndpoints(graph=url)),
    "tiktok": lambda client, url: TikTok(client, TikTokEndpoints(api=f"{url}/v2")),
    "twitter": lambda client, url: Twitter(client, TwitterEndpoints(api=f"{url}/2")),
    "youtube": lambda client, url: YouTube(client, YouTubeEndpoints(api=url, analytics=url)),
    "linkedin": lambda client, url: LinkedIn(client, LinkedInEndpoints(api=url, community_management=True)),
}
OK = {"code": "ok"}
ANSWERS: dict[str, dict[str, Any]] = {
    "instagram": {
        "GET /v26.0/me": {"user_id": "1", "username": "carla", "name": "Carla", "followers_count": 9,
                          "profile_picture_url": "https://a.example/p.jpg"},
        "GET /v26.0/me/media": {"data": [{"id": "5", "like_count": 4, "comments_count": 3, "caption": "Hello",
                                          "permalink": "https://www.instagram.com/p/5/",
                                          "timestamp": "2026-11-20T10:00:00+0000"}]},
        "GET /v26.0/5/insights": {"data": [{"name": "views", "values": [{"value": 500}]}]},
        "GET /v26.0/me/insights": {"data": [{"total_value": {"breakdowns": [
            {"results": [{"dimension_values": ["US"], "value": 3}]}]}}]},
    },
    "tiktok": {
        "GET /v2/user/info/": {"data": {"user": {"open_id": "1", "username": "carla", "display_name": "Carla",
                                                 "avatar_url": "https://a.example/p.jpg", "follower_count": 9}},
                               "error": OK},
        "POST /v2/video/list/": {"data": {"videos": [{"id": "5", "title": "t", "video_description": "Hello",
                                                      "create_time": 1763632800, "view_count": 500, "like_count": 4,
                                                      "share_url": "https://www.tiktok.com/@carla/video/5",
                                                      "comment_count": 3, "share_count": 2}],
                                          "cursor": 1, "has_more": False}, "error": OK},
    },
    "twitter": {
        "GET /2/users/me": {"data": {"id": "1", "username": "carla", "name": "Carla",
                                     "profile_image_url": "https://a.example/p.jpg",
                                     "public_metrics": {"followers_count": 9}}},
        "GET /2/users/1/tweets": {"data": [{"id": "5", "text": "Hello", "created_at": "2026-11-20T10:00:00.000Z",
                                            "public_metrics": {"like_count": 4, "reply_count": 3, "quote_count": 1,
                                                               "retweet_count": 1, "impression_count": 500}}]},
    },
    "youtube": {
        "GET /channels": {"items": [{"id": "1", "snippet": {"title": "Carla", "customUrl": "@carla",
                                                            "thumbnails": {"default": {"url": "https://a.example/"}}},
                                     "statistics": {"subscriberCount": "9", "hiddenSubscriberCount": False},
                                     "contentDetails": {"relatedPlaylists": {"uploads": "UU1"}}}]},
        "GET /playlistItems": {"items": [{"contentDetails": {"videoId": "5"}}]},
        "GET /videos": {"items": [{"id": "5", "snippet": {"title": "Hello", "publishedAt": "2026-11-20T10:00:00Z"},
                                   "statistics": {"viewCount": "500", "likeCount": "4", "commentCount": "3"},
                                   "status": {"privacyStatus": "public"}}]},
        "GET /reports": {"rows": [["age18-24", "female", 100.0]]},
    },
    "linkedin": {
        "GET /v2/userinfo": {"sub": "1", "name": "Carla", "picture": "https://a.example/p.jpg"},
        "GET /rest/memberFollowersCount": {"elements": [{"memberFollowersCount": 9}]},
    },
}  # fmt: skip
NEEDED = {
    "instagram": {"user_id", "username"}, "tiktok": {"data", "data.user", "data.user.open_id"},
    "twitter": {"data", "data.id", "data.username"}, "youtube": {"items", "items.0", "items.0.id"}, "linkedin": {"sub"},
}  # fmt: skip
"""By platform, what its profile cannot do without: whose account it is."""
PROFILES = {
    "instagram": "GET /v26.0/me", "tiktok": "GET /v2/user/info/", "twitter": "GET /2/users/me",
    "youtube": "GET /channels", "linkedin": "GET /v2/userinfo",
}  # fmt: skip


def places(answer: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where in an answer something stands."""
    if at:
        yield at
    inner = (
        answer.items() if isinstance(answer, dict) else enumerate(answer if isinstance(answer, list) else ())
    )
    for key, value in inner:
        yield from places(value, (*at, key))


def spoiled(answer: Any, at: tuple[str | int, ...], value: Any) -> Any:
    """The answer with something else in that place."""
    if not at:
        return value
    copy: Any = dict(answer) if isinstance(answer, dict) else list(answer)
    if value is MISSING and len(at) == 1:
        del copy[at[0]]
    else:
        copy[at[0]] = spoiled(copy[at[0]], at[1:], value)
    return copy


CASES = [
    pytest.param(platform, door, at, id=f"{platform}-{door}-{'.'.join(map(str, at))}")
    for platform, doors in ANSWERS.items() for door, answer in doors.items() for at in places(answer)
    if "error" not in at and not (door == PROFILES[platform] and ".".join(map(str, at)) in NEEDED[platform])
]  # fmt: skip


@pytest.mark.parametrize(("platform", "door", "at"), CASES)
def test_no_part_of_an_answer_kills_the_profile(
    server: Platform, client: OAuthClient, platform: str, door: str, at: tuple[str | int, ...]
) -> None:
    adapter = MAKE[platform](client, server.url)
    for given in NOTHINGS.values():
        for each, answer in ANSWERS[platform].items():
            server.say(each, spoiled(answer, at, given) if each == door else answer)
        profile = adapter.profile("token")
        assert profile.platform_user_id == "1", given
        assert len(adapter.recent_posts("token", 10) or []) <= 1, given
        adapter.audience("token")


@pytest.mark.parametrize("platform", ["instagram", "tiktok", "twitter", "youtube"])
def test_one_post_that_cannot_be_read_leaves_the_others(
    server: Platform, client: OAuthClient, platform: str
) -> None:
    *_, door = [
        each
        for each in ANSWERS[platform]
        if any(name in each for name in ("media", "list", "tweets", "videos"))
    ]
    for each, answer in ANSWERS[platform].items():
        server.say(each, answer)
    at = next(place for place in places(ANSWERS[platform][door]) if place[-1] == 0)
    answer = ANSWERS[platform][door]
    for key in at[:-1]:
        answer = answer[key]
    server.say(door, spoiled(ANSWERS[platform][door], at[:-1], [{"id": None}, *answer, "nonsense"]))
    (found,) = MAKE[platform](client, server.url).recent_posts("token", 10) or []
    assert found.platform_post_id == "5"


LIKES: dict[str, tuple[str, tuple[str | int, ...]]] = {
    "instagram": ("GET /v26.0/me/media", ("data", 0, "like_count")),
    "tiktok": ("POST /v2/video/list/", ("data", "videos", 0, "like_count")),
    "twitter": ("GET /2/users/1/tweets", ("data", 0, "public_metrics", "like_count")),
    "youtube": ("GET /videos", ("items", 0, "statistics", "likeCount")),
}


def first_post(server: Platform, client: OAuthClient, platform: str, likes: Any) -> Post:
    door, at = LIKES[platform]
    for each, answer in ANSWERS[platform].items():
        server.say(each, spoiled(answer, at, likes) if each == door else answer)
    (found,) = MAKE[platform](client, server.url).recent_posts("token", 10) or []
    return found


@pytest.mark.parametrize("platform", LIKES)
def test_likes_that_are_hidden_are_unknown_and_not_0(
    server: Platform, client: OAuthClient, platform: str
) -> None:
    assert first_post(server, client, platform, MISSING).likes is None
    assert first_post(server, client, platform, None).likes is None
    assert first_post(server, client, platform, 0).likes == 0
    assert first_post(server, client, platform, 12).likes == 12
