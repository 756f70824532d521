"""To sign in with an account that one has connected: away and back, and only the browser that began."""

import base64
import hashlib
import secrets
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from common.adapters.identity.tickets import owner_of
from social_connect import api
from social_connect.sign_in.service import PREFIX
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.factories.people import make_user
from tests.factories.social import connect, edge

VERIFIER, OTHER = "v" * 43, "w" * 64
PAGE = "/sign-in/social"


def post(path: str, body: dict[str, Any]) -> Answer:
    return call(api.lambda_handler, http_event("POST", f"/api/v1/social/sign-in{path}", body=body))


def challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def begin(platform: str = "tiktok", verifier: str = VERIFIER) -> str:
    """The state of a round trip that began."""
    answer = post("/authorize", {"platform": platform, "challenge": challenge_of(verifier)})
    assert answer.status == 200
    return parse_qs(urlsplit(str(answer.body["url"])).query)["state"][0]


def come_back(platform: str = "tiktok", **query: str) -> dict[str, str]:
    """What the front end's page finds in its address."""
    answer = call(api.lambda_handler, http_event("GET", f"/oauth/{platform}/callback", query=query))
    there = urlsplit(answer.headers["location"])
    assert (answer.status, there.path) == (303, PAGE)
    return {name: values[0] for name, values in parse_qs(there.query).items()}


def prove(ticket: str, verifier: str = VERIFIER) -> Answer:
    return post("", {"ticket": ticket, "verifier": verifier})


def told(answer: Answer) -> tuple[int, str | None]:
    return answer.status, answer.body["code"] if answer.status >= 400 else None


@pytest.mark.parametrize("platform", ["tiktok", "instagram", "twitter"])
def test_whoever_connected_an_account_signs_in_with_it_and_nobody_else_does(
    creator: UUID, rival: UUID, platform: str
) -> None:
    connect(creator, platform, "carla~1")
    connect(rival, platform, "rita~1")
    back = come_back(platform, state=begin(platform), code="carla~2")
    proved = prove(back["ticket"])
    assert proved.status == 200
    assert owner_of(proved.body["ticket"]) == creator
    assert proved.body["expires_in"] == 120
    assert told(prove(back["ticket"])) == (400, "OAUTH_TICKET_INVALID"), "good once"


def test_an_account_that_nobody_connected_or_not_any_more_signs_nobody_in(
    database: Database, creator: UUID
) -> None:
    assert told(prove(come_back(state=begin(), code="carla~1")["ticket"])) == (401, "SOCIAL_SIGN_IN_UNKNOWN")
    connect(creator, "tiktok", "carla~2")
    with database.connect() as db:
        db.execute("update social_accounts set status = 'expired'")
    assert told(prove(come_back(state=begin(), code="carla~3")["ticket"])) == (401, "SOCIAL_SIGN_IN_UNKNOWN")
    with database.connect() as db:
        db.execute("update social_accounts set status = 'connected'")
        db.execute("update auth.users set confirmed_at = null where id = %s", (creator,))
    assert told(prove(come_back(state=begin(), code="carla~4")["ticket"])) == (401, "SOCIAL_SIGN_IN_UNKNOWN")
    with database.connect() as db:
        db.execute("update auth.users set confirmed_at = now()")
    assert prove(come_back(state=begin(), code="carla~5")["ticket"]).status == 200


def test_only_the_browser_that_began_redeems_what_came_back(creator: UUID) -> None:
    connect(creator, "tiktok", "carla~1")
    ticket = come_back(state=begin(), code="carla~2")["ticket"]
    assert told(prove(ticket, OTHER)) == (400, "OAUTH_TICKET_INVALID"), (
        "in a stranger's hands it is worth nothing"
    )
    assert prove(ticket).status == 200, "and it stays good for its own"


def test_a_state_of_a_sign_in_connects_nothing_and_the_other_way_round(
    database: Database, creator: UUID
) -> None:
    state = begin()
    assert told(edge("connect-platform", user=creator, platform="tiktok", code="carla~1", state=state)) == (
        400,
        "OAUTH_STATE_INVALID",
    )
    assert "error" in come_back("instagram", state=state, code="carla~2"), "a state is of one platform"
    with database.connect() as db:
        assert db.execute("select count(*) from social_accounts").fetchone() == (0,)


def test_a_state_is_good_once_and_for_ten_minutes_and_its_ticket_for_one(
    database: Database, creator: UUID
) -> None:
    connect(creator, "tiktok", "carla~1")
    state = begin()
    ticket = come_back(state=state, code="carla~2")["ticket"]
    assert come_back(state=state, code="carla~3")["error"] == "OAUTH_STATE_INVALID"
    with database.connect() as db:
        db.execute("update oauth_sign_ins set used_at = used_at - interval '1 minute',"
                   " ticket_expires_at = ticket_expires_at - interval '1 minute'")  # fmt: skip
    assert told(prove(ticket)) == (400, "OAUTH_TICKET_INVALID")
    late = begin()
    with database.connect() as db:
        db.execute("update oauth_sign_ins set expires_at = now() - interval '1 second'")
    assert come_back(state=late, code="carla~4")["error"] == "OAUTH_STATE_INVALID"


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"error": "access_denied"}, "CONSENT_DENIED"),
        ({}, "BAD_REQUEST"),
        ({"code": "x" * 2001}, "BAD_REQUEST"),
    ],
)
def test_whoever_comes_back_without_a_code_is_told_and_starts_again(
    database: Database, query: dict[str, str], error: str
) -> None:
    state = begin()
    assert come_back(state=state, **query)["error"] == error
    assert come_back(state=state, code="carla~1")["error"] == "OAUTH_STATE_INVALID"


def test_a_denial_has_to_come_with_a_state_of_its_platform_that_is_still_open(database: Database) -> None:
    denied = {"error": "access_denied"}
    made_up = f"{PREFIX}{secrets.token_urlsafe(32)}"
    for nothing in (denied, {}):
        assert come_back(state=made_up, **nothing)["error"] == "OAUTH_STATE_INVALID"
    state, late = begin(), begin()
    assert come_back("instagram", state=state, **denied)["error"] == "OAUTH_STATE_INVALID", "another's"
    assert come_back(state=state, **denied)["error"] == "CONSENT_DENIED", "and it stayed good for its own"
    assert come_back(state=state, **denied)["error"] == "OAUTH_STATE_INVALID", "it is used"
    with database.connect() as db:
        db.execute("update oauth_sign_ins set expires_at = now() - interval '1 second'")
    assert come_back(state=late, **denied)["error"] == "OAUTH_STATE_INVALID", "it came too late"


@pytest.mark.parametrize("state", ["sign-in-", "sign-in-made-up", "sign-in-" + "x" * 300, "sign-in-\u00e4"])
def test_a_made_up_state_is_refused(database: Database, state: str) -> None:
    assert come_back(state=state, code="carla~1")["error"] == "OAUTH_STATE_INVALID"


@pytest.mark.parametrize(
    "body",
    [
        {"platform": "linkedin", "challenge": challenge_of(VERIFIER)}, {"platform": "tiktok"},
        {"platform": "tiktok", "challenge": VERIFIER + "="}, {"platform": "tiktok", "challenge": "short"},
        {"platform": "tiktok", "challenge": "ü" * 43},
    ],
)  # fmt: skip
def test_a_malformed_beginning_is_422(database: Database, body: dict[str, Any]) -> None:
    assert told(post("/authorize", body)) == (422, "VALIDATION_FAILED")


def test_what_the_platform_refuses_is_told_and_leaves_the_account_as_it_was(creator: UUID) -> None:
    connect(creator, "tiktok", "carla~1")
    refused = prove(come_back(state=begin(), code="code-refused~1")["ticket"])
    assert refused.body["code"] == "PLATFORM_REFUSED"
    assert prove(come_back(state=begin(), code="carla~2")["ticket"]).status == 200


def test_two_accounts_of_two_people_are_never_mixed_up(database: Database, creator: UUID) -> None:
    connect(creator, "tiktok", "carla~1")
    with database.connect() as db:
        second = make_user(db)
    connect(second, "tiktok", "sara~1")
    first, other = begin(), begin(verifier=OTHER)
    one = prove(come_back(state=first, code="sara~2")["ticket"])
    two = prove(come_back(state=other, code="carla~2")["ticket"], OTHER)
    assert (owner_of(one.body["ticket"]), owner_of(two.body["ticket"])) == (second, creator)
