"""YouTube: consent scope by scope, a refresh token that stays, a quota that answers 403."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.port import (
    Audience,
    PlatformUnavailable,
    Post,
    RateLimited,
    TokenDoubted,
    TokenRefused,
    Tokens,
)
from common.adapters.social.youtube import ANALYSES, READS, YouTube, YouTubeEndpoints
from tests.unit.common.platforms.server import Platform

TOKENS = {"access_token": "ya29.new", "expires_in": 3599, "refresh_token": "1//new", "token_type": "Bearer",
          "scope": f"{READS} {ANALYSES}"}  # fmt: skip
CHANNEL = {"id": "UC1", "snippet": {"title": "Carla", "customUrl": "@carla",
                                    "thumbnails": {"default": {"url": "https://yt3.example/p.jpg"}}},
           "statistics": {"viewCount": "9", "subscriberCount": "1230", "hiddenSubscriberCount": False}}  # fmt: skip

PUBLIC = {"privacyStatus": "public", "uploadStatus": "processed"}


@pytest.fixture
def youtube(server: Platform, client: OAuthClient) -> YouTube:
    base = server.url
    return YouTube(
        client, YouTubeEndpoints(token=f"{base}/token", revoke=f"{base}/revoke", api=base, analytics=base)
    )


def refusal(reason: str) -> dict[str, object]:
    return {"error": {"code": 403, "errors": [{"domain": "youtube.quota", "reason": reason}]}}


def test_the_person_is_asked_for_offline_access_every_time(youtube: YouTube) -> None:
    query = parse_qs(urlsplit(youtube.authorize_url("the-state", "the-challenge")).query)
    assert query["access_type"] == ["offline"]
    assert query["prompt"] == ["consent"]
    assert query["include_granted_scopes"] == ["true"]
    assert query["scope"] == [f"{READS} {ANALYSES}"]
    assert (query["code_challenge"], query["code_challenge_method"]) == (["the-challenge"], ["S256"])


def test_a_code_is_exchanged_with_secret_and_verifier(server: Platform, youtube: YouTube) -> None:
    server.tell("POST /token", TOKENS)
    assert youtube.exchange("4/code", "the-verifier").refresh_token == "1//new"
    form = server.asked[0].form
    assert (form["code"], form["code_verifier"], form["client_secret"]) == (
        "4/code",
        "the-verifier",
        "our-secret",
    )


def test_whoever_unticks_the_channel_is_not_connected(server: Platform, youtube: YouTube) -> None:
    server.tell("POST /token", {**TOKENS, "scope": ANALYSES})
    with pytest.raises(TokenRefused) as refused:
        youtube.exchange("4/code", "the-verifier")
    assert refused.value.reason == "scope_missing"


def test_the_refresh_token_stays(server: Platform, youtube: YouTube, held: Tokens) -> None:
    server.tell("POST /token", {name: value for name, value in TOKENS.items() if name != "refresh_token"})
    newer = youtube.refresh(held)
    assert (newer.access_token, newer.refresh_token) == ("ya29.new", "old-refresh")


def test_a_revoked_grant_is_refused(server: Platform, youtube: YouTube, held: Tokens) -> None:
    server.tell(
        "POST /token", {"error": "invalid_grant", "error_description": "Token has been revoked."}, 400
    )
    with pytest.raises(TokenRefused):
        youtube.refresh(held)


def test_revoking_takes_the_whole_grant(server: Platform, youtube: YouTube, held: Tokens) -> None:
    server.tell("POST /revoke", {})
    youtube.revoke(held)
    assert server.asked[0].form["token"] == "old-refresh"


def test_the_profile_is_the_channels(server: Platform, youtube: YouTube) -> None:
    server.tell("GET /channels", {"items": [CHANNEL]})
    profile = youtube.profile("token")
    assert (profile.platform_user_id, profile.username, profile.follower_count) == ("UC1", "carla", 1230)
    assert profile.avatar_url == "https://yt3.example/p.jpg"
    assert server.asked[0].query == {"part": "snippet,statistics", "mine": "true"}


def test_hidden_subscribers_are_unknown(server: Platform, youtube: YouTube) -> None:
    hidden = {"subscriberCount": "0", "hiddenSubscriberCount": True}
    server.tell("GET /channels", {"items": [{**CHANNEL, "statistics": hidden}]})
    assert youtube.profile("token").follower_count is None


def test_an_account_without_a_channel_cannot_be_connected(server: Platform, youtube: YouTube) -> None:
    server.tell("GET /channels", {"pageInfo": {"totalResults": 0}})
    with pytest.raises(TokenRefused) as refused:
        youtube.profile("token")
    assert refused.value.reason == "no_channel"


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (403, refusal("quotaExceeded"), RateLimited),
        (429, {}, RateLimited),
        (401, {"error": {"code": 401}}, TokenDoubted),
        (500, b"", PlatformUnavailable),
    ],
)
def test_refusals_say_whose_turn_it_is(
    server: Platform, youtube: YouTube, status: int, body: object, error: type[Exception]
) -> None:
    server.tell("GET /channels", body, status)
    with pytest.raises(error) as raised:
        youtube.profile("token")
    assert raised.type is error


def test_uploads_come_with_their_figures(server: Platform, youtube: YouTube) -> None:
    server.tell("GET /channels", {"items": [{"contentDetails": {"relatedPlaylists": {"uploads": "UU1"}}}]})
    server.tell(
        "GET /playlistItems", {"items": [{"contentDetails": {"videoId": each}} for each in ("a", "b")]}
    )
    snippet = {"title": "Hello", "publishedAt": "2026-11-20T10:00:00Z"}
    counted = {"viewCount": "5", "likeCount": "4", "commentCount": "3"}
    videos: list[dict[str, object]] = [{"id": "a", "snippet": snippet, "statistics": counted, "status": PUBLIC},
                                       {"id": "b", "snippet": snippet, "status": PUBLIC}]  # fmt: skip
    server.tell("GET /videos", {"items": videos})
    first, second = youtube.recent_posts("token", 10) or []
    assert first == Post("a", "https://www.youtube.com/watch?v=a", "Hello", datetime(2026, 11, 20, 10, tzinfo=UTC),
                         views=5, likes=4, comments=3, shares=None)  # fmt: skip
    assert (second.views, second.likes, second.comments) == (None, None, None), "what is not told is not 0"
    assert server.asked[-1].query["id"] == "a,b"


@pytest.mark.parametrize(
    "status",
    [
        {"privacyStatus": "private"}, {"privacyStatus": "unlisted"}, {}, None, "public", {"privacyStatus": 7},
        {"privacyStatus": "private", "publishAt": "2026-12-24T10:00:00Z"},
        {"privacyStatus": "public", "publishAt": "2126-12-24T10:00:00Z"},
    ],
)  # fmt: skip
def test_what_the_public_does_not_see_is_no_post(server: Platform, youtube: YouTube, status: object) -> None:
    server.tell("GET /channels", {"items": [{"contentDetails": {"relatedPlaylists": {"uploads": "UU1"}}}]})
    server.tell(
        "GET /playlistItems", {"items": [{"contentDetails": {"videoId": each}} for each in ("a", "b")]}
    )
    server.tell("GET /videos", {"items": [{"id": "a", "snippet": {"title": "private one"}, "status": status},
                                          {"id": "b", "snippet": {"title": "Hello"}, "status": PUBLIC}]})  # fmt: skip
    assert [post.caption for post in youtube.recent_posts("token", 10) or []] == ["Hello"]
    assert "status" in server.asked[-1].query["part"].split(",")


def test_uploads_that_are_hidden_make_room_for_older_ones(server: Platform, youtube: YouTube) -> None:
    server.tell("GET /channels", {"items": [{"contentDetails": {"relatedPlaylists": {"uploads": "UU1"}}}]})
    ids = [str(number) for number in range(50)]
    server.tell("GET /playlistItems", {"items": [{"contentDetails": {"videoId": each}} for each in ids]})
    server.tell("GET /videos", {"items": [
        {"id": each, "status": PUBLIC if int(each) % 2 else {"privacyStatus": "private"}} for each in ids
    ]})  # fmt: skip
    found = youtube.recent_posts("token", 20) or []
    assert [post.platform_post_id for post in found] == ids[1:41:2]
    assert server.asked[1].query["maxResults"] == "50"


def test_a_channel_without_uploads_has_no_posts(server: Platform, youtube: YouTube) -> None:
    server.tell("GET /channels", {"items": [{"contentDetails": {"relatedPlaylists": {"uploads": "UU1"}}}]})
    server.tell("GET /playlistItems", refusal("playlistNotFound"), 404)
    assert youtube.recent_posts("token", 10) == []


def test_the_audience_comes_in_shares(server: Platform, youtube: YouTube) -> None:
    rows = [["age18-24", "female", 40.0], ["age18-24", "male", 20.0], ["age65-", "user_specified", 20.0]]
    server.tell("GET /reports", {"rows": rows})
    server.tell("GET /reports", {"rows": [["US", 30], ["DE", 10]]})
    assert youtube.audience("token") == Audience(
        countries={"US": 0.75, "DE": 0.25},
        ages={"18-24": 0.75, "65+": 0.25},
        genders={"female": 0.5, "male": 0.25, "other": 0.25},
    )
    assert server.asked[0].query["ids"] == "channel==MINE"


def test_without_viewers_or_scope_there_is_no_audience(server: Platform, youtube: YouTube) -> None:
    server.tell("GET /reports", {"rows": []})
    assert youtube.audience("token") is None
    server.tell("GET /reports", refusal("insufficientPermissions"), 403)
    youtube.audience("token")
    assert youtube.audience("token") is None
