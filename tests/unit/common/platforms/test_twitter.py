"""X: Basic authentication, PKCE, rotating refresh tokens, money for every read."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.port import (
    PlatformUnavailable,
    Post,
    RateLimited,
    TokenDoubted,
    TokenRefused,
    Tokens,
)
from common.adapters.social.twitter import Twitter, TwitterEndpoints
from tests.unit.common.platforms.server import Platform

BASIC = "Basic " + base64.b64encode(b"our-id:our-secret").decode()
TOKENS = {"token_type": "bearer", "expires_in": 7200, "access_token": "new-access", "scope": "tweet.read users.read",
          "refresh_token": "new-refresh"}  # fmt: skip
ME = {"data": {"id": "2244994945", "name": "Carla", "username": "carla", "verified": False,
               "profile_image_url": "https://pbs.twimg.com/p.jpg",
               "public_metrics": {"followers_count": 583423, "following_count": 2048}}}  # fmt: skip


@pytest.fixture
def twitter(server: Platform, client: OAuthClient) -> Twitter:
    base = server.url
    return Twitter(
        client,
        TwitterEndpoints(token=f"{base}/2/oauth2/token", revoke=f"{base}/2/oauth2/revoke", api=f"{base}/2"),
    )


def test_the_person_is_sent_to_x_with_a_challenge(twitter: Twitter) -> None:
    url = urlsplit(twitter.authorize_url("the-state", "the-challenge"))
    assert f"{url.scheme}://{url.netloc}{url.path}" == "https://x.com/i/oauth2/authorize"
    assert {name: values[0] for name, values in parse_qs(url.query).items()} == {
        "response_type": "code",
        "client_id": "our-id",
        "redirect_uri": "https://api.example.com/oauth/x/callback",
        "scope": "tweet.read users.read offline.access",
        "state": "the-state",
        "code_challenge": "the-challenge",
        "code_challenge_method": "S256",
    }


def test_a_code_is_exchanged_with_basic_authentication_and_the_verifier(
    server: Platform, twitter: Twitter
) -> None:
    server.tell("POST /2/oauth2/token", TOKENS)
    before = datetime.now(UTC)
    tokens = twitter.exchange("the-code", "the-verifier")
    (asked,) = server.asked
    assert asked.headers["Authorization"] == BASIC
    assert asked.form == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "redirect_uri": "https://api.example.com/oauth/x/callback",
        "code_verifier": "the-verifier",
    }
    assert (tokens.access_token, tokens.refresh_token) == ("new-access", "new-refresh")
    assert tokens.scopes == ("tweet.read", "users.read")
    assert tokens.expires_at is not None
    assert before + timedelta(hours=2) <= tokens.expires_at <= datetime.now(UTC) + timedelta(hours=2)


def test_a_refresh_brings_the_next_refresh_token(server: Platform, twitter: Twitter, held: Tokens) -> None:
    server.tell("POST /2/oauth2/token", TOKENS)
    assert twitter.refresh(held).refresh_token == "new-refresh"
    (asked,) = server.asked
    assert asked.form == {"grant_type": "refresh_token", "refresh_token": "old-refresh"}
    assert asked.headers["Authorization"] == BASIC


def test_what_an_answer_does_not_name_stays(server: Platform, twitter: Twitter, held: Tokens) -> None:
    server.tell("POST /2/oauth2/token", {"access_token": "new-access", "token_type": "bearer"})
    newer = twitter.refresh(held)
    assert (newer.access_token, newer.refresh_token, newer.scopes, newer.expires_at) == (
        "new-access", "old-refresh", ("scope.of.before",), None,
    )  # fmt: skip


def test_without_a_refresh_token_there_is_nothing_to_ask(server: Platform, twitter: Twitter) -> None:
    with pytest.raises(TokenRefused, match="Connect the account again"):
        twitter.refresh(Tokens("old-access", None, None, ()))
    assert server.asked == []


@pytest.mark.parametrize("status", [400, 401, 200])
def test_a_dead_token_is_the_persons_to_mend(
    server: Platform, twitter: Twitter, held: Tokens, status: int
) -> None:
    refusal = {"error": "invalid_request", "error_description": "Value passed for the token was invalid."}
    server.tell("POST /2/oauth2/token", refusal, status)
    with pytest.raises(TokenRefused) as refused:
        twitter.refresh(held)
    assert refused.value.reason == "invalid_request"


@pytest.mark.parametrize("error", ["invalid_client", "unauthorized_client", "temporarily_unavailable"])
def test_our_own_fault_expires_nobodys_account(
    server: Platform, twitter: Twitter, held: Tokens, error: str
) -> None:
    server.tell("POST /2/oauth2/token", {"error": error}, 401)
    with pytest.raises(PlatformUnavailable) as unavailable:
        twitter.refresh(held)
    assert unavailable.value.reason == error


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html>maintenance</html>", "unreadable: body"),
        (b"", "unreadable: body"),
        (b"[]", "unreadable: body"),
        (b"\xff\xfe", "unreadable: body"),
        ({"token_type": "bearer"}, "unreadable: access_token"),
        ({"access_token": ""}, "unreadable: access_token"),
    ],
)
def test_nonsense_for_tokens_is_no_answer(
    server: Platform, twitter: Twitter, body: object, reason: str
) -> None:
    server.tell("POST /2/oauth2/token", body)
    with pytest.raises(PlatformUnavailable) as unavailable:
        twitter.exchange("the-code", "the-verifier")
    assert unavailable.value.reason == reason


@pytest.mark.parametrize("status", [500, 502, 503, 302])
def test_an_outage_is_no_refusal(server: Platform, twitter: Twitter, held: Tokens, status: int) -> None:
    server.tell(
        "POST /2/oauth2/token", b"<html>", status, retry_after="30", location="https://elsewhere.example"
    )
    with pytest.raises(PlatformUnavailable) as unavailable:
        twitter.refresh(held)
    assert (unavailable.value.reason, unavailable.value.wait_seconds) == (f"status_{status}", 30)


def test_revoking_names_the_refresh_token(server: Platform, twitter: Twitter, held: Tokens) -> None:
    server.tell("POST /2/oauth2/revoke", {"revoked": True})
    twitter.revoke(held)
    (asked,) = server.asked
    assert asked.form["token"] == "old-refresh"
    assert asked.headers["Authorization"] == BASIC


def test_the_profile_is_the_users(server: Platform, twitter: Twitter) -> None:
    server.tell("GET /2/users/me", ME)
    profile = twitter.profile("token")
    assert (profile.platform_user_id, profile.username, profile.follower_count) == (
        "2244994945",
        "carla",
        583423,
    )
    assert profile.profile_url == "https://x.com/carla"
    (asked,) = server.asked
    assert asked.headers["Authorization"] == "Bearer token"
    assert asked.query == {"user.fields": "public_metrics,profile_image_url,verified,description,protected"}


def test_a_user_that_is_not_there_is_no_answer(server: Platform, twitter: Twitter) -> None:
    server.tell("GET /2/users/me", {"errors": [{"title": "Not Found Error"}]})
    with pytest.raises(PlatformUnavailable) as unavailable:
        twitter.profile("token")
    assert unavailable.value.reason == "unreadable: data"


def test_an_expired_access_token_is_no_word_about_the_consent(server: Platform, twitter: Twitter) -> None:
    server.tell("GET /2/users/me", {"title": "Unauthorized", "status": 401}, 401)
    with pytest.raises(TokenDoubted):
        twitter.profile("token")


def test_a_limit_says_when_to_come_back(server: Platform, twitter: Twitter) -> None:
    reset = int(datetime.now(UTC).timestamp()) + 600
    server.tell("GET /2/users/me", {"title": "Too Many Requests"}, 429, x_rate_limit_reset=str(reset))
    with pytest.raises(RateLimited) as limited:
        twitter.profile("token")
    assert limited.value.wait_seconds is not None
    assert 1 <= limited.value.wait_seconds <= 600


def test_posts_come_with_their_figures(server: Platform, twitter: Twitter) -> None:
    server.tell("GET /2/users/me", ME)
    posts = [
        {"id": str(number), "text": "Hello\x00", "created_at": "2026-11-20T10:00:00.000Z",
         "public_metrics": {"retweet_count": 2, "quote_count": 1, "reply_count": 3, "like_count": 4,
                            "impression_count": 500, "bookmark_count": 9}}
        for number in range(5)
    ]  # fmt: skip
    server.tell("GET /2/users/2244994945/tweets", {"data": posts, "meta": {"result_count": 5}})
    found = twitter.recent_posts("token", 3) or []
    assert len(found) == 3
    assert found[0] == Post("0", "https://x.com/i/web/status/0", "Hello", datetime(2026, 11, 20, 10, tzinfo=UTC),
                            views=500, likes=4, comments=3, shares=3, saves=9)  # fmt: skip
    assert server.asked[-1].query["max_results"] == "5"


def test_what_only_followers_see_is_no_post(server: Platform, twitter: Twitter) -> None:
    me = {"data": {**ME["data"], "protected": True}}
    server.tell("GET /2/users/me", me)
    server.tell("GET /2/users/2244994945/tweets", {"data": [{"id": "1", "text": "For followers"}]})
    assert twitter.recent_posts("token", 3) == []


def test_a_long_post_is_read_whole(server: Platform, twitter: Twitter) -> None:
    server.tell("GET /2/users/me", ME)
    post = {"id": "1", "text": "It begins so…", "note_tweet": {"text": "It begins so, and ends with #ad"}}
    server.tell("GET /2/users/2244994945/tweets", {"data": [post]})
    assert (twitter.recent_posts("token", 3) or [])[0].caption == "It begins so, and ends with #ad"
    assert "note_tweet" in server.asked[-1].query["tweet.fields"]


def test_someone_without_posts_has_none(server: Platform, twitter: Twitter) -> None:
    server.tell("GET /2/users/me", ME)
    server.tell("GET /2/users/2244994945/tweets", {"meta": {"result_count": 0}})
    assert twitter.recent_posts("token", 10) == []
    assert twitter.audience("token") is None


def test_no_server_is_no_answer_and_no_error_names_a_token(client: OAuthClient, held: Tokens) -> None:
    nowhere = "http://127.0.0.1:1"
    twitter = Twitter(client, TwitterEndpoints(token=nowhere, revoke=nowhere, api=nowhere))
    for ask in (
        lambda: twitter.refresh(held),
        lambda: twitter.profile("secret"),
        lambda: twitter.revoke(held),
    ):
        with pytest.raises(PlatformUnavailable) as unavailable:
            ask()
        assert unavailable.value.reason == "no_answer"
        assert unavailable.value.__cause__ is None
        assert unavailable.value.__suppress_context__, "what httpx says names the address, and that a token"
    assert "old-" not in repr(held)
    assert "our-secret" not in repr(client)
