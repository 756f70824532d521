"""LinkedIn: followers only with approval, a version in every request for them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.linkedin import LinkedIn, LinkedInEndpoints
from common.adapters.social.port import HalfTold, RateLimited, TokenDoubted, TokenRefused, Tokens
from tests.unit.common.platforms.server import Platform

ME = {
    "sub": "782bbtaQ",
    "name": "Carla Example",
    "picture": "https://media.example/p.jpg",
    "email": "c@example.com",
}
FOLLOWERS = "/rest/memberFollowersCount"


def linkedin_at(server: Platform, client: OAuthClient, *, approved: bool) -> LinkedIn:
    endpoints = LinkedInEndpoints(token=f"{server.url}/token", api=server.url, community_management=approved)
    return LinkedIn(client, endpoints)


@pytest.fixture
def linkedin(server: Platform, client: OAuthClient) -> LinkedIn:
    return linkedin_at(server, client, approved=False)


@pytest.fixture
def approved(server: Platform, client: OAuthClient) -> LinkedIn:
    return linkedin_at(server, client, approved=True)


def test_scopes_that_need_approval_are_asked_for_with_approval_only(
    linkedin: LinkedIn, approved: LinkedIn
) -> None:
    def scope(adapter: LinkedIn) -> str:
        return parse_qs(urlsplit(adapter.authorize_url("the-state", None)).query)["scope"][0]

    assert scope(linkedin) == "openid profile email"
    assert scope(approved) == "openid profile email r_member_profileAnalytics r_member_postAnalytics"


def test_a_code_is_exchanged_as_a_form_with_the_secret(server: Platform, linkedin: LinkedIn) -> None:
    server.tell(
        "POST /token", {"access_token": "AQX", "expires_in": 5184000, "scope": "email,openid,profile"}
    )
    tokens = linkedin.exchange("the-code", None)
    assert (tokens.refresh_token, tokens.scopes) == (None, ("email", "openid", "profile"))
    form = server.asked[0].form
    assert (form["client_id"], form["client_secret"]) == ("our-id", "our-secret")
    with pytest.raises(TokenRefused) as refused:
        linkedin.refresh(tokens)
    assert refused.value.reason == "no_refresh_token"


def test_partners_refresh(server: Platform, linkedin: LinkedIn, held: Tokens) -> None:
    server.tell("POST /token", {"access_token": "AQY", "expires_in": 86400, "refresh_token": "old-refresh"})
    assert linkedin.refresh(held).access_token == "AQY"


def test_without_approval_followers_are_unknown_and_nobody_asks(server: Platform, linkedin: LinkedIn) -> None:
    server.tell("GET /v2/userinfo", ME)
    profile = linkedin.profile("token")
    assert (profile.platform_user_id, profile.username, profile.follower_count) == (
        "782bbtaQ", "Carla Example", None,
    )  # fmt: skip
    assert [asked.path for asked in server.asked] == ["/v2/userinfo"]


def test_with_approval_followers_are_counted_with_the_version(server: Platform, approved: LinkedIn) -> None:
    server.tell("GET /v2/userinfo", ME)
    server.tell(f"GET {FOLLOWERS}", {"elements": [{"memberFollowersCount": 321}], "paging": {}})
    assert approved.profile("token").follower_count == 321
    asked = server.asked[-1]
    assert (asked.headers["LinkedIn-Version"], asked.headers["X-Restli-Protocol-Version"]) == (
        "202610",
        "2.0.0",
    )
    assert asked.query == {"q": "me"}


def test_a_member_who_did_not_allow_it_has_no_number(server: Platform, approved: LinkedIn) -> None:
    server.tell("GET /v2/userinfo", ME)
    server.tell(f"GET {FOLLOWERS}", {"status": 403, "code": "ACCESS_DENIED"}, 403)
    assert approved.profile("token").follower_count is None


@pytest.mark.parametrize(
    ("status", "code"), [(426, "NONEXISTENT_VERSION"), (403, "ACCESS_DENIED"), (500, "OOPS")]
)
def test_followers_that_are_not_told_do_not_take_the_profile_along(
    server: Platform, approved: LinkedIn, status: int, code: str
) -> None:
    server.tell("GET /v2/userinfo", ME)
    server.tell(f"GET {FOLLOWERS}", {"status": status, "code": code}, status)
    profile = approved.profile("token")
    assert (profile.platform_user_id, profile.follower_count) == ("782bbtaQ", None)


def test_a_limit_at_the_followers_comes_with_the_profile(server: Platform, approved: LinkedIn) -> None:
    server.tell("GET /v2/userinfo", ME)
    message = "Resource level throttle APPLICATION DAY limit for calls to this resource is reached."
    server.tell(f"GET {FOLLOWERS}", {"status": 429, "message": message}, 429)
    with pytest.raises(HalfTold) as half:
        approved.profile("token")
    assert (half.value.told.platform_user_id, half.value.told.follower_count) == ("782bbtaQ", None)
    assert isinstance(half.value.why, RateLimited)
    assert half.value.why.is_app_wide


def test_a_doubt_at_the_followers_comes_with_the_profile(server: Platform, approved: LinkedIn) -> None:
    server.tell("GET /v2/userinfo", ME)
    server.tell(f"GET {FOLLOWERS}", {"status": 401}, 401)
    with pytest.raises(HalfTold) as half:
        approved.profile("token")
    assert isinstance(half.value.why, TokenDoubted)


def test_a_dead_token_is_no_hidden_number(server: Platform, approved: LinkedIn) -> None:
    server.tell("GET /v2/userinfo", ME)
    server.tell(f"GET {FOLLOWERS}", {"serviceErrorCode": 65601, "code": "REVOKED_ACCESS_TOKEN"}, 401)
    with pytest.raises(TokenRefused):
        approved.profile("token")


def test_an_expired_token_is_refused(server: Platform, linkedin: LinkedIn) -> None:
    server.tell("GET /v2/userinfo", {"code": "EXPIRED_ACCESS_TOKEN"}, 401)
    with pytest.raises(TokenRefused):
        linkedin.profile("token")


def test_there_are_neither_posts_nor_an_audience_nor_a_revocation(
    server: Platform, linkedin: LinkedIn, held: Tokens
) -> None:
    assert linkedin.recent_posts("token", 10) is None
    assert linkedin.audience("token") is None
    linkedin.revoke(held)
    assert server.asked == []
