"""Away to the platform and back: an account, its tokens sealed, its state used up."""

from uuid import UUID

import pytest

from common.adapters.social.port import ClientRefused, HalfTold, Profile, RateLimited
from common.adapters.social.stub import StubSocialAdapter
from common.models.platform import Platform
from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.social import (
    authorize,
    come_back,
    connect,
    edge,
    open_callback,
    redeem,
    request,
    take_ticket,
    tokens_of,
)


@pytest.mark.parametrize("platform", list(Platform))
def test_a_creator_connects_an_account_by_the_callback(
    database: Database, creator: UUID, platform: Platform
) -> None:
    account = connect(creator, platform, "carla~1")
    assert (account["platform"], account["username"], account["status"]) == (platform, "carla", "connected")
    assert account["follower_count"] >= 1_000
    access, refresh = tokens_of(database, account["id"])
    assert access == f"{platform}.carla.0"
    assert (refresh is None) == (platform is Platform.INSTAGRAM)


def test_no_answer_and_no_column_holds_a_token_in_the_clear(database: Database, creator: UUID) -> None:
    account = connect(creator, "twitter", "carla~1")
    assert not any("twitter.carla" in str(value) for value in account.values())
    with database.connect() as db:
        row = db.execute("select social_accounts::text from social_accounts").fetchone()
    assert row is not None
    assert b"twitter.carla".hex() not in row[0]


def test_the_row_of_a_state_holds_neither_the_state_nor_the_verifier(
    database: Database, creator: UUID
) -> None:
    state = authorize(creator, "twitter")
    with database.connect() as db:
        row = db.execute(
            "select state_hash, code_verifier, expires_at <= now() + interval '10 minutes' from oauth_states"
        ).fetchone()
    assert row is not None
    assert state.encode() not in row[0] + row[1]
    assert row[2]


def test_pkce_is_taken_where_the_platform_takes_it(creator: UUID) -> None:
    urls = {p: request("GET", f"/{p}/authorize", user=creator).body["url"] for p in Platform}
    assert {p for p, url in urls.items() if "code_challenge=" in url} == {Platform.TWITTER, Platform.YOUTUBE}
    assert all("code_challenge_method=S256" in url for url in urls.values() if "code_challenge=" in url)


def test_a_state_works_once(creator: UUID) -> None:
    state = authorize(creator, "tiktok")
    back = open_callback("tiktok", state=state, code="carla~1")
    assert (set(back), back["platform"]) == ({"platform", "ticket"}, "tiktok")
    assert open_callback("tiktok", state=state, code="carla~2")["error"] == "OAUTH_STATE_INVALID"


def test_a_state_of_another_platform_does_not_count_and_is_not_used_up(creator: UUID) -> None:
    state = authorize(creator, "tiktok")
    assert open_callback("instagram", state=state, code="carla~1")["error"] == "OAUTH_STATE_INVALID"
    assert open_callback("tiktok", state=state, code="carla~1")["ticket"]


def test_a_state_is_too_old_after_ten_minutes(database: Database, creator: UUID) -> None:
    state = authorize(creator, "tiktok")
    with database.connect() as db:
        db.execute("update oauth_states set created_at = created_at - interval '10 minutes',"
                   " expires_at = expires_at - interval '10 minutes'")  # fmt: skip
    assert open_callback("tiktok", state=state, code="carla~1")["error"] == "OAUTH_STATE_INVALID"


@pytest.mark.parametrize(
    "state", ["", "unknown", "x" * 3_000, "x" * 5_000, "\x00", "ä", "a\n", "\ud800", ["a", "b"]]
)
def test_a_state_that_we_never_issued_leads_nowhere(creator: UUID, state: str | list[str]) -> None:
    authorize(creator, "tiktok")
    assert open_callback("tiktok", state=state, code="carla~1")["error"] == "OAUTH_STATE_INVALID"


def test_a_state_that_is_sent_twice_does_not_count_and_is_not_used_up(creator: UUID) -> None:
    state = authorize(creator, "tiktok")
    assert open_callback("tiktok", state=[state, state], code="carla~1")["error"] == "OAUTH_STATE_INVALID"
    assert open_callback("tiktok", state=state, code="carla~1")["ticket"]


def test_whoever_says_no_comes_back_with_that(database: Database, creator: UUID) -> None:
    state = authorize(creator, "instagram")
    assert open_callback("instagram", state=state, error="access_denied")["error"] == "CONSENT_DENIED"
    state = authorize(creator, "instagram")
    assert open_callback("instagram", state=state, error="server_error")["error"] == "PLATFORM_UNAVAILABLE"
    assert open_callback("instagram", state=state, code="carla~1")["error"] == "OAUTH_STATE_INVALID"


@pytest.mark.parametrize("error", ["x" * 5_000, "\ud800", ["access_denied", "access_denied"]])
def test_an_error_that_cannot_be_read_is_an_error_still(creator: UUID, error: str | list[str]) -> None:
    back = open_callback("tiktok", state=authorize(creator, "tiktok"), error=error, code="carla~1")
    assert back["error"] == "PLATFORM_UNAVAILABLE"


def test_a_callback_without_a_code_is_told_so(creator: UUID) -> None:
    assert open_callback("tiktok", state=authorize(creator, "tiktok"))["error"] == "BAD_REQUEST"


@pytest.mark.parametrize(
    "code", ["", "a b", "a\x00", "x" * 2_001, "x" * 5_000, "\ud800", ["carla~1", "carla~2"]]
)
def test_a_callback_with_what_can_be_no_code_is_told_so(creator: UUID, code: str | list[str]) -> None:
    assert open_callback("tiktok", state=authorize(creator, "tiktok"), code=code)["error"] == "BAD_REQUEST"


def test_a_hidden_number_of_followers_is_no_reason_to_fail_and_leaves_what_was_known(
    database: Database, creator: UUID
) -> None:
    account = connect(creator, "linkedin", "followers-hidden~1")
    assert account["follower_count"] == 0
    with database.connect() as db:
        db.execute("update social_accounts set follower_count = 77")
    assert connect(creator, "linkedin", "followers-hidden~2")["follower_count"] == 77


def test_connecting_again_renews_the_tokens_of_the_same_account(database: Database, creator: UUID) -> None:
    before = connect(creator, "tiktok", "carla~1")
    with database.connect() as db:
        db.execute("update social_accounts set status = 'expired', access_token = 'dead'::bytea")
    after = connect(creator, "tiktok", "carla~2")
    assert (after["id"], after["status"]) == (before["id"], "connected")
    assert tokens_of(database, after["id"])[0] == "tiktok.carla.0"


def test_a_banned_creator_who_comes_back_connects_nothing(database: Database, creator: UUID) -> None:
    ticket = take_ticket(creator, "tiktok", "carla~1")
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (creator,))
    assert redeem(creator, ticket).body["code"] == "ACCOUNT_BANNED"
    with database.connect() as db:
        db.execute("update auth.users set status = 'active' where id = %s", (creator,))
    assert redeem(creator, ticket).status == 200, "a refusal before the exchange spends nothing"


def test_only_creators_connect(database: Database) -> None:
    with database.connect() as db:
        brand = make_user(db, "brand")
    assert request("GET", "/tiktok/authorize", user=brand).body["code"] == "CREATOR_REQUIRED"
    assert request("GET", "/tiktok/authorize", service=True).body["code"] == "CREATOR_REQUIRED"
    refused = edge("connect-platform", user=brand, platform="tiktok", code="carla~1")
    assert (refused.status, refused.body["code"]) == (403, "CREATOR_REQUIRED")


def test_an_unknown_platform_is_refused(creator: UUID) -> None:
    assert request("GET", "/myspace/authorize", user=creator).status == 422
    assert edge("connect-platform", user=creator, platform="myspace", code="x").status == 422


def test_only_so_many_round_trips_are_under_way(database: Database, creator: UUID) -> None:
    states = [authorize(creator, "tiktok") for _ in range(12)]
    with database.connect() as db:
        row = db.execute("select count(*) from oauth_states").fetchone()
    assert row == (10,)
    assert open_callback("tiktok", state=states[0], code="carla~1")["error"] == "OAUTH_STATE_INVALID"
    assert open_callback("tiktok", state=states[-1], code="carla~1")["ticket"]


def test_in_a_deployed_stage_nothing_is_pretended(creator: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    from common.settings import settings

    ticket = take_ticket(creator, "tiktok", "carla~1")
    monkeypatch.setenv("STAGE", "prod")
    settings.cache_clear()
    try:
        refused = request("GET", "/tiktok/authorize", user=creator)
        assert (refused.status, refused.body["code"]) == (503, "NOT_CONFIGURED")
        late = redeem(creator, ticket)
        assert (late.status, late.body["code"]) == (503, "NOT_CONFIGURED")
    finally:
        monkeypatch.undo()
        settings.cache_clear()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("user_cancelled_login", "CONSENT_DENIED"),
        ("invalid_scope", "PLATFORM_REFUSES_US"),
        ("unauthorized_scope_error", "PLATFORM_REFUSES_US"),
        ("unauthorized_client", "PLATFORM_REFUSES_US"),
        ("temporarily_unavailable", "PLATFORM_UNAVAILABLE"),
        ("never heard of", "PLATFORM_UNAVAILABLE"),
    ],
)
def test_what_the_redirect_says_blames_nobody_for_what_is_ours_and_alerts_nobody(
    database: Database, creator: UUID, admin: UUID, error: str, code: str
) -> None:
    """A browser brings it, which may say anything."""
    assert open_callback("linkedin", state=authorize(creator, "linkedin"), error=error)["error"] == code
    with database.connect() as db:
        assert db.execute("select from notifications").fetchall() == []


@pytest.mark.parametrize("method", ["exchange", "profile"])
def test_a_platform_that_refuses_our_application_is_ours_to_mend(
    database: Database, creator: UUID, admin: UUID, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def refuse(*_: object) -> None:
        raise ClientRefused("OAuthException")

    monkeypatch.setattr(StubSocialAdapter, method, refuse)
    for attempt in range(2):
        answer = come_back(creator, "instagram", f"carla~{attempt}")
        assert (answer.status, answer.body["code"]) == (503, "PLATFORM_REFUSES_US")
    with database.connect() as db:
        told = db.execute("select user_id, type from notifications").fetchall()
    assert told == [(admin, "social_platform.refuses_us")]


def test_who_is_named_is_connected_whatever_limits_the_rest(
    creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Profile("42", "Carla", "Carla", None, None, None)

    def half(*_: object) -> Profile:
        raise HalfTold(told, RateLimited(900, is_app_wide=True))

    monkeypatch.setattr(StubSocialAdapter, "profile", half)
    account = connect(creator, "linkedin", "carla~1")
    assert (account["username"], account["status"]) == ("Carla", "connected")
