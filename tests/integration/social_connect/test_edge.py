"""The edge function: a code that the front end received itself, and runs that operators start by hand."""

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.social import authorize, connect, edge, open_callback, request, tokens_of

CONNECT = "connect-platform"


def test_a_code_with_its_state_connects(creator: UUID) -> None:
    state = authorize(creator, "twitter")
    answer = edge(CONNECT, user=creator, platform="twitter", code="carla~1", state=state)
    assert (answer.status, answer.body["username"]) == (200, "carla")


def test_a_code_without_a_state_connects_where_none_was_issued(creator: UUID) -> None:
    assert edge(CONNECT, user=creator, platform="tiktok", code="carla~1").status == 200


def test_a_code_without_the_state_that_was_issued_is_refused(creator: UUID) -> None:
    state = authorize(creator, "tiktok")
    refused = edge(CONNECT, user=creator, platform="tiktok", code="carla~1")
    assert (refused.status, refused.body["code"]) == (400, "OAUTH_STATE_REQUIRED")
    assert edge(CONNECT, user=creator, platform="tiktok", code="carla~1", state=state).status == 200


@pytest.mark.parametrize("platform", ["twitter", "youtube"])
def test_where_pkce_is_taken_a_code_needs_its_state(creator: UUID, platform: str) -> None:
    refused = edge(CONNECT, user=creator, platform=platform, code="carla~1")
    assert (refused.status, refused.body["code"]) == (400, "OAUTH_STATE_REQUIRED")


def test_somebody_elses_state_is_refused_and_stays_theirs(creator: UUID, rival: UUID) -> None:
    state = authorize(creator, "tiktok")
    refused = edge(CONNECT, user=rival, platform="tiktok", code="rival~1", state=state)
    assert (refused.status, refused.body["code"]) == (400, "OAUTH_STATE_INVALID")
    assert request("GET", "/accounts", user=rival).body["data"] == []
    assert open_callback("tiktok", state=state, code="carla~1")["ticket"]


def test_a_state_works_once_over_both_doors(creator: UUID) -> None:
    state = authorize(creator, "tiktok")
    assert open_callback("tiktok", state=state, code="carla~1")["ticket"]
    refused = edge(CONNECT, user=creator, platform="tiktok", code="carla~2", state=state)
    assert refused.body["code"] == "OAUTH_STATE_INVALID"


def test_a_refused_code_is_409_with_the_platforms_reason(creator: UUID) -> None:
    refused = edge(CONNECT, user=creator, platform="tiktok", code="code-refused")
    assert (refused.status, refused.body["code"]) == (409, "PLATFORM_REFUSED")
    assert refused.body["details"] == [{"reason": "invalid_grant"}]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"platform": "tiktok"},
        {"platform": "tiktok", "code": ""},
        {"platform": "tiktok", "code": "a b"},
        {"platform": "tiktok", "code": "x" * 2_001},
        {"platform": "tiktok", "code": "x", "state": "no state\n"},
        {"platform": "tiktok", "code": "x", "user_id": "01a1fec3-0318-7d0e-8765-05eddb86c900"},
    ],
)
def test_bodies_that_cannot_be_meant_are_422(creator: UUID, fields: dict[str, Any]) -> None:
    assert edge(CONNECT, user=creator, **fields).status == 422


def test_nobody_connects_for_nobody(database: Database) -> None:
    refused = edge(CONNECT, platform="tiktok", code="carla~1")
    assert (refused.status, refused.body["code"]) == (403, "CREATOR_REQUIRED")


ACTIONS = ("sync-all-platforms", "refresh-tokens")


def test_a_run_reads_what_was_connected(creator: UUID) -> None:
    connect(creator, "tiktok", "carla~1")
    answer = edge("sync-all-platforms", service=True)
    assert (answer.status, answer.body["counts"]["synced"]) == (200, 1), answer.body
    posts = request("GET", "/accounts/tiktok/posts", user=creator, query={"limit": "100"}).body["data"]
    assert len(posts) == 12
    figures = request("GET", "/analytics", user=creator).body["data"]
    assert [(day["platform"], day["total_followers"] > 0) for day in figures] == [("tiktok", True)]
    assert request("GET", "/accounts/tiktok", user=creator).body["last_synced_at"] is not None


def test_a_run_renews_what_ends_soon(database: Database, creator: UUID, admin: UUID) -> None:
    account = connect(creator, "tiktok", "carla~1")
    answer = edge("refresh-tokens", user=admin)
    assert (answer.status, answer.body["counts"]["refreshed"]) == (200, 1), answer.body
    assert tokens_of(database, account["id"]) == ("tiktok.carla.1", "tiktok.carla.1")


@pytest.mark.parametrize("action", ACTIONS)
def test_with_nothing_connected_a_run_has_nothing_to_do(admin: UUID, action: str) -> None:
    answer = edge(action, user=admin)
    assert (answer.status, set(answer.body["counts"].values())) == (200, {0}), answer.body


@pytest.mark.parametrize("action", ACTIONS)
def test_only_operators_start_runs(database: Database, creator: UUID, action: str) -> None:
    with database.connect() as db:
        brand = make_user(db, "brand")
    for answer in (edge(action, user=creator), edge(action, user=brand), edge(action)):
        assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
