"""Instagram: two kinds of tokens, a suffix on the code, figures that hide."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from common.adapters.social.base import OAuthClient
from common.adapters.social.instagram import Instagram, InstagramEndpoints
from common.adapters.social.port import (
    Audience,
    ClientRefused,
    HalfTold,
    PlatformUnavailable,
    RateLimited,
    TokenRefused,
    Tokens,
)
from tests.unit.common.platforms.server import Platform

SHORT = {"access_token": "short", "user_id": 1020, "permissions": ["instagram_business_basic"]}
LONG = {"access_token": "long", "token_type": "bearer", "expires_in": 5183944}
ME = {"user_id": "17841405", "username": "carla", "name": "Carla", "account_type": "Media_Creator",
      "profile_picture_url": "https://scontent.example/p.jpg", "followers_count": 1234, "id": "app-scoped"}  # fmt: skip


@pytest.fixture
def instagram(server: Platform, client: OAuthClient) -> Instagram:
    return Instagram(client, InstagramEndpoints(token=f"{server.url}/oauth/access_token", graph=server.url))


def graph_error(code: int) -> dict[str, object]:
    return {"error": {"message": "No.", "type": "OAuthException", "code": code, "fbtrace_id": "A"}}


def test_the_person_is_sent_with_commas_between_the_scopes(instagram: Instagram) -> None:
    url = urlsplit(instagram.authorize_url("the-state", None))
    assert f"{url.scheme}://{url.netloc}{url.path}" == "https://www.instagram.com/oauth/authorize"
    query = parse_qs(url.query)
    assert query["scope"] == ["instagram_business_basic,instagram_business_manage_insights"]
    assert query["client_id"] == ["our-id"]


@pytest.mark.parametrize("short", [SHORT, {"data": [{**SHORT, "permissions": "instagram_business_basic"}]}])
def test_a_code_becomes_a_short_token_and_that_a_long_one(
    server: Platform, instagram: Instagram, short: dict[str, object]
) -> None:
    server.tell("POST /oauth/access_token", short)
    server.tell("GET /access_token", LONG)
    tokens = instagram.exchange("the-code#_", None)
    for_code, for_short = server.asked
    assert for_code.form == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "redirect_uri": "https://api.example.com/oauth/x/callback",
        "client_id": "our-id",
        "client_secret": "our-secret",
    }
    assert for_short.query == {
        "grant_type": "ig_exchange_token",
        "client_secret": "our-secret",
        "access_token": "short",
    }
    assert (tokens.access_token, tokens.refresh_token) == ("long", None)
    assert tokens.scopes == ("instagram_business_basic",)
    assert tokens.expires_at is not None
    assert (tokens.expires_at - datetime.now(UTC)).days == 59


def test_a_used_code_is_refused(server: Platform, instagram: Instagram) -> None:
    refusal = {"error_type": "OAuthException", "code": 400, "error_message": "Matching code was not found"}
    server.tell("POST /oauth/access_token", refusal, 400)
    with pytest.raises(TokenRefused) as refused:
        instagram.exchange("the-code", None)
    assert refused.value.reason == "OAuthException"


def test_nonsense_for_a_short_token_is_no_answer(server: Platform, instagram: Instagram) -> None:
    server.tell("POST /oauth/access_token", {"data": []})
    with pytest.raises(PlatformUnavailable) as unavailable:
        instagram.exchange("the-code", None)
    assert unavailable.value.reason == "unreadable: access_token"


def test_the_token_itself_is_extended(server: Platform, instagram: Instagram, held: Tokens) -> None:
    server.tell("GET /refresh_access_token", LONG)
    newer = instagram.refresh(held)
    assert server.asked[0].query == {"grant_type": "ig_refresh_token", "access_token": "old-access"}
    assert (newer.access_token, newer.scopes) == ("long", ("scope.of.before",))


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (190, TokenRefused),
        (102, TokenRefused),
        (4, RateLimited),
        (613, RateLimited),
        (2, PlatformUnavailable),
    ],
)
def test_codes_of_the_graph_say_whose_turn_it_is(
    server: Platform, instagram: Instagram, held: Tokens, code: int, error: type[Exception]
) -> None:
    server.tell("GET /refresh_access_token", graph_error(code), 400)
    with pytest.raises(error) as raised:
        instagram.refresh(held)
    assert raised.type is error


def test_instagram_has_nothing_to_revoke(server: Platform, instagram: Instagram, held: Tokens) -> None:
    instagram.revoke(held)
    assert server.asked == []


def test_the_profile_is_the_professional_accounts(server: Platform, instagram: Instagram) -> None:
    server.tell("GET /v26.0/me", ME)
    profile = instagram.profile("token")
    assert (profile.platform_user_id, profile.username, profile.follower_count) == ("17841405", "carla", 1234)
    assert server.asked[0].query["access_token"] == "token"
    assert server.asked[0].query["fields"].split(",")[:2] == ["user_id", "username"]


def test_the_profile_may_come_as_a_list_of_one(server: Platform, instagram: Instagram) -> None:
    server.tell("GET /v26.0/me", {"data": [ME]})
    assert instagram.profile("token").follower_count == 1234


def test_posts_have_views_and_shares_where_instagram_tells(server: Platform, instagram: Instagram) -> None:
    media = [
        {"id": number, "caption": "Hello", "permalink": "https://www.instagram.com/p/1/", "like_count": 4,
         "timestamp": "2026-11-20T10:00:00+0000", "comments_count": 3}
        for number in ("1", "2")
    ]  # fmt: skip
    server.tell("GET /v26.0/me/media", {"data": media, "paging": {}})
    told = {"views": 500, "reach": 400, "shares": 7, "saved": 0}
    insights = [{"name": name, "values": [{"value": value}]} for name, value in told.items()]
    server.tell("GET /v26.0/1/insights", {"data": insights})
    server.tell("GET /v26.0/2/insights", graph_error(10), 400)
    first, second = instagram.recent_posts("token", 2) or []
    assert (first.views, first.likes, first.comments, first.shares) == (500, 4, 3, 7)
    assert (first.reach, first.saves) == (400, 0), "a 0 that is told is one"
    assert server.asked[-1].query["metric"] == "views,reach,shares,saved"
    assert first.posted_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert (second.views, second.likes, second.comments, second.shares) == (None, 4, 3, None)
    assert (second.reach, second.saves) == (None, None)


def breakdown(**values: int) -> dict[str, object]:
    results = [{"dimension_values": [name], "value": value} for name, value in values.items()]
    return {
        "data": [{"name": "follower_demographics", "total_value": {"breakdowns": [{"results": results}]}}]
    }


def test_the_audience_comes_in_shares(server: Platform, instagram: Instagram) -> None:
    server.tell("GET /v26.0/me/insights", breakdown(US=3, DE=1))
    server.tell("GET /v26.0/me/insights", breakdown(**{"18-24": 1, "25-34": 1}))
    server.tell("GET /v26.0/me/insights", breakdown(F=2, M=1, U=1))
    assert instagram.audience("token") == Audience(
        countries={"US": 0.75, "DE": 0.25},
        ages={"18-24": 0.5, "25-34": 0.5},
        genders={"female": 0.5, "male": 0.25, "other": 0.25},
    )
    assert [asked.query["breakdown"] for asked in server.asked] == ["country", "age", "gender"]


NO_ANSWERS: list[tuple[object, int]] = [
    (graph_error(1), 400), (graph_error(2), 500), (b"", 503), (b"<html>", 200), (graph_error(100), 400),
]  # fmt: skip


@pytest.mark.parametrize(("body", "status"), NO_ANSWERS)
def test_figures_of_one_post_that_are_not_told_leave_the_posts(
    server: Platform, instagram: Instagram, body: object, status: int
) -> None:
    server.tell(
        "GET /v26.0/me/media", {"data": [{"id": str(number), "like_count": 4} for number in range(6)]}
    )
    for number in range(6):
        server.tell(f"GET /v26.0/{number}/insights", body, status)
    found = instagram.recent_posts("token", 6) or []
    assert [(post.likes, post.views) for post in found] == [(4, None)] * 6


def test_figures_of_posts_are_not_asked_for_again_and_again_of_a_platform_that_fails(
    server: Platform, instagram: Instagram
) -> None:
    server.tell("GET /v26.0/me/media", {"data": [{"id": str(number)} for number in range(30)]})
    for number in range(30):
        server.tell(f"GET /v26.0/{number}/insights", b"", 503)
    instagram.recent_posts("token", 30)
    assert len(server.asked) == 1 + 3


@pytest.mark.parametrize(("code", "why"), [(4, RateLimited), (80_002, RateLimited), (3, ClientRefused)])
def test_what_is_more_than_a_missing_figure_comes_with_the_posts(
    server: Platform, instagram: Instagram, code: int, why: type[PlatformUnavailable]
) -> None:
    server.tell("GET /v26.0/me/media", {"data": [{"id": str(number)} for number in range(30)]})
    server.tell("GET /v26.0/0/insights", {"data": [{"name": "views", "values": [{"value": 500}]}]})
    server.tell("GET /v26.0/1/insights", graph_error(code), 400)
    with pytest.raises(HalfTold) as half:
        instagram.recent_posts("token", 30)
    assert type(half.value.why) is why
    assert [post.views for post in half.value.told] == [500] + 29 * [None]
    assert len(server.asked) == 1 + 2, "nothing is asked for after it"


def test_a_limit_in_the_middle_of_a_look_up_leaves_what_was_found(
    server: Platform, instagram: Instagram
) -> None:
    server.tell("GET /v26.0/1", {"id": "1", "like_count": 4})
    server.tell("GET /v26.0/2", graph_error(100), 400)
    server.tell("GET /v26.0/3", graph_error(17), 400)
    with pytest.raises(HalfTold) as half:
        instagram.look_up("token", "owner", ["1", "2", "3", "4"])
    assert isinstance(half.value.why, RateLimited)
    assert not half.value.why.is_app_wide
    assert ([post.platform_post_id for post in half.value.told.posts], half.value.told.gone) == (["1"], {"2"})
    assert len(server.asked) == 3


def test_a_dead_token_is_no_missing_figure(server: Platform, instagram: Instagram) -> None:
    server.tell("GET /v26.0/me/media", {"data": [{"id": "1"}]})
    server.tell("GET /v26.0/1/insights", graph_error(190), 400)
    with pytest.raises(TokenRefused):
        instagram.recent_posts("token", 30)


def test_the_audience_is_asked_for_with_a_time_frame(server: Platform, instagram: Instagram) -> None:
    server.tell("GET /v26.0/me/insights", breakdown(US=1))
    instagram.audience("token")
    assert {asked.query["timeframe"] for asked in server.asked} == {"this_month"}


def test_a_time_frame_that_is_no_more_is_followed_by_the_next(server: Platform, instagram: Instagram) -> None:
    server.tell("GET /v26.0/me/insights", graph_error(100), 400)
    server.tell("GET /v26.0/me/insights", breakdown(US=1))
    assert instagram.audience("token") is not None
    frames = [asked.query["timeframe"] for asked in server.asked]
    assert frames == ["this_month", "this_week", "this_week", "this_week"]


@pytest.mark.parametrize("code", [100, 200, 3, 12345])
def test_a_refusal_is_not_taken_for_a_small_account(
    server: Platform, instagram: Instagram, code: int
) -> None:
    server.tell("GET /v26.0/me/insights", graph_error(code), 400)
    with pytest.raises(PlatformUnavailable) as unavailable:
        instagram.audience("token")
    assert unavailable.value.reason == f"graph_{code}"


def test_small_accounts_have_no_audience(server: Platform, instagram: Instagram) -> None:
    server.tell("GET /v26.0/me/insights", graph_error(10), 400)
    assert instagram.audience("token") is None
    server.tell("GET /v26.0/me/insights", {"data": []})
    assert instagram.audience("token") is None
