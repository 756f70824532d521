"""TikTok: a client key, commas, and refusals that look like successes."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.port import PlatformUnavailable, Post, RateLimited, TokenRefused, Tokens
from common.adapters.social.tiktok import TikTok, TikTokEndpoints
from tests.unit.common.platforms.server import Platform

TOKEN, REVOKE, USER, VIDEOS = "/v2/oauth/token/", "/v2/oauth/revoke/", "/v2/user/info/", "/v2/video/list/"
TOKENS = {"access_token": "act.new", "expires_in": 7200, "open_id": "afd97af1", "refresh_expires_in": 15552000,
          "refresh_token": "rft.new", "scope": "user.info.basic,video.list", "token_type": "Bearer"}  # fmt: skip
FIGURES = "follower_count,following_count,likes_count,video_count"
OK = {"code": "ok", "message": "", "log_id": "2026"}


@pytest.fixture
def tiktok(server: Platform, client: OAuthClient) -> TikTok:
    base = server.url
    return TikTok(client, TikTokEndpoints(token=f"{base}{TOKEN}", revoke=f"{base}{REVOKE}", api=f"{base}/v2"))


def user(**fields: object) -> dict[str, object]:
    return {"data": {"user": {"open_id": "afd97af1", "display_name": "Carla", **fields}}, "error": OK}


def refusal(code: str) -> dict[str, object]:
    return {"data": {}, "error": {"code": code, "message": "No.", "log_id": "2026"}}


def video(number: int) -> dict[str, object]:
    return {"id": str(number), "title": "t", "video_description": "Hello", "create_time": 1763632800,
            "share_url": "https://www.tiktok.com/@carla/video/1", "view_count": 5, "like_count": 4,
            "comment_count": 3, "share_count": 2}  # fmt: skip


def test_the_person_is_sent_with_a_client_key_and_no_challenge(tiktok: TikTok) -> None:
    url = urlsplit(tiktok.authorize_url("the-state", None))
    assert f"{url.scheme}://{url.netloc}{url.path}" == "https://www.tiktok.com/v2/auth/authorize/"
    assert {name: values[0] for name, values in parse_qs(url.query).items()} == {
        "response_type": "code",
        "client_key": "our-id",
        "redirect_uri": "https://api.example.com/oauth/x/callback",
        "scope": "user.info.basic,user.info.profile,user.info.stats,video.list",
        "state": "the-state",
    }


def test_a_code_is_exchanged_as_a_form_with_the_client_key(server: Platform, tiktok: TikTok) -> None:
    server.tell(f"POST {TOKEN}", TOKENS)
    tokens = tiktok.exchange("code*1!5", None)
    (asked,) = server.asked
    assert asked.form == {
        "grant_type": "authorization_code",
        "code": "code*1!5",
        "redirect_uri": "https://api.example.com/oauth/x/callback",
        "client_key": "our-id",
        "client_secret": "our-secret",
    }
    assert asked.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
    assert (tokens.refresh_token, tokens.scopes) == ("rft.new", ("user.info.basic", "video.list"))


def test_a_refresh_brings_the_next_refresh_token(server: Platform, tiktok: TikTok, held: Tokens) -> None:
    server.tell(f"POST {TOKEN}", TOKENS)
    assert tiktok.refresh(held).refresh_token == "rft.new"
    (asked,) = server.asked
    assert asked.form == {
        "grant_type": "refresh_token",
        "refresh_token": "old-refresh",
        "client_key": "our-id",
        "client_secret": "our-secret",
    }


def test_a_refusal_with_status_200_is_a_refusal(server: Platform, tiktok: TikTok, held: Tokens) -> None:
    server.tell(f"POST {TOKEN}", {"error": "invalid_grant", "error_description": "expired", "log_id": "2026"})
    with pytest.raises(TokenRefused) as refused:
        tiktok.refresh(held)
    assert refused.value.reason == "invalid_grant"


def test_revoking_signs_with_the_client_key(server: Platform, tiktok: TikTok, held: Tokens) -> None:
    server.tell(f"POST {REVOKE}", {})
    tiktok.revoke(held)
    form = server.asked[0].form
    assert (form["client_key"], form["client_secret"]) == ("our-id", "our-secret")
    assert form["token"] == "old-access"


def test_the_profile_is_the_users(server: Platform, tiktok: TikTok) -> None:
    server.tell(
        f"GET {USER}", user(username="carla", follower_count=77, avatar_url="https://p16.example/a.jpg")
    )
    profile = tiktok.profile("token")
    assert (profile.platform_user_id, profile.username, profile.follower_count) == ("afd97af1", "carla", 77)
    assert profile.profile_url == "https://www.tiktok.com/@carla"
    assert "follower_count" in server.asked[0].query["fields"]
    assert server.asked[0].headers["Authorization"] == "Bearer token"


def test_whoever_shows_only_the_basics_has_neither_handle_nor_figures(
    server: Platform, tiktok: TikTok
) -> None:
    server.tell(f"GET {USER}", user(avatar_url="http://not-secure.example/a.jpg"))
    profile = tiktok.profile("token")
    assert (profile.username, profile.profile_url, profile.follower_count) == ("Carla", None, None)
    assert profile.avatar_url is None


@pytest.mark.parametrize(
    ("granted", "fields"),
    [
        (("user.info.basic", "video.list"), "open_id,union_id,display_name,avatar_url"),
        (("user.info.basic", "user.info.stats"), f"open_id,union_id,display_name,avatar_url,{FIGURES}"),
        (("video.list",), "open_id,union_id,display_name,avatar_url"),
        (("user.info.basic", "user.info.profile"), "open_id,union_id,display_name,avatar_url,username,is_verified"),
        ((), f"open_id,union_id,display_name,avatar_url,username,is_verified,{FIGURES}"),
    ],
)  # fmt: skip
def test_only_what_was_granted_is_asked_for(
    server: Platform, tiktok: TikTok, granted: tuple[str, ...], fields: str
) -> None:
    server.tell(f"GET {USER}", user())
    assert tiktok.profile("token", granted).platform_user_id == "afd97af1"
    assert [asked.query["fields"] for asked in server.asked] == [fields]


def test_what_was_granted_once_and_is_not_any_more_leaves_the_basics(
    server: Platform, tiktok: TikTok
) -> None:
    server.tell(f"GET {USER}", refusal("scope_not_authorized"), 401)
    server.tell(f"GET {USER}", user())
    profile = tiktok.profile("token", tiktok.scopes)
    assert (profile.username, profile.follower_count) == ("Carla", None)
    assert server.asked[-1].query["fields"] == "open_id,union_id,display_name,avatar_url"


@pytest.mark.parametrize("status", [200, 401])
def test_a_dead_token_is_refused_whatever_the_status(server: Platform, tiktok: TikTok, status: int) -> None:
    server.tell(f"GET {USER}", refusal("access_token_invalid"), status)
    with pytest.raises(TokenRefused):
        tiktok.profile("token")


def test_a_limit_is_a_limit(server: Platform, tiktok: TikTok) -> None:
    server.tell(f"GET {USER}", refusal("rate_limit_exceeded"), 200, retry_after="12")
    with pytest.raises(RateLimited) as limited:
        tiktok.profile("token")
    assert limited.value.wait_seconds == 12


def test_trouble_at_tiktok_is_no_refusal(server: Platform, tiktok: TikTok) -> None:
    server.tell(f"GET {USER}", refusal("internal_error"))
    with pytest.raises(PlatformUnavailable) as unavailable:
        tiktok.profile("token")
    assert unavailable.value.reason == "internal_error"


def test_videos_come_page_by_page(server: Platform, tiktok: TikTok) -> None:
    first = [video(number) for number in range(20)]
    server.tell(f"POST {VIDEOS}", {"data": {"videos": first, "cursor": 1763, "has_more": True}, "error": OK})
    server.tell(
        f"POST {VIDEOS}", {"data": {"videos": [video(20)], "cursor": 1, "has_more": False}, "error": OK}
    )
    found = tiktok.recent_posts("token", 25) or []
    assert [post.platform_post_id for post in found] == [str(number) for number in range(21)]
    assert found[0] == Post("0", "https://www.tiktok.com/@carla/video/1", "Hello",
                            datetime(2025, 11, 20, 10, tzinfo=UTC), views=5, likes=4, comments=3, shares=2)  # fmt: skip
    assert [asked.body for asked in server.asked] == [b'{"max_count":20}', b'{"max_count":5,"cursor":1763}']


def test_a_page_that_never_ends_ends(server: Platform, tiktok: TikTok) -> None:
    server.tell(f"POST {VIDEOS}", {"data": {"videos": [], "cursor": 1, "has_more": True}, "error": OK})
    assert tiktok.recent_posts("token", 25) == []


def test_without_the_scope_there_are_no_videos(server: Platform, tiktok: TikTok) -> None:
    server.tell(f"POST {VIDEOS}", refusal("scope_not_authorized"), 401)
    assert tiktok.recent_posts("token", 25) is None
    assert tiktok.audience("token") is None
