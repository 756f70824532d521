"""To prove an account is to connect it: two more doors to the same round trip, for oneself only."""

from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import pytest

from social_connect import api
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.factories.people import make_user
from tests.factories.social import open_callback, request


def ask(actor: UUID, person: UUID, door: str, **body: object) -> Answer:
    return call(
        api.lambda_handler, http_event("POST", f"/api/v1/users/{person}/{door}", user=actor, body=body)
    )


def begin(creator: UUID, platform: str = "twitter") -> str:
    answer = ask(creator, creator, "verify-social", platform=platform)
    assert answer.status == 200, answer.body
    return parse_qs(urlsplit(str(answer.body["url"])).query)["state"][0]


def confirm(actor: UUID, person: UUID, **body: object) -> Answer:
    return ask(actor, person, "confirm-social-verification", **body)


def test_what_is_confirmed_is_connected(creator: UUID) -> None:
    ticket = open_callback("twitter", state=begin(creator), code="carla~1")["ticket"]
    confirmed = confirm(creator, creator, ticket=ticket)
    assert (confirmed.status, confirmed.body["username"], confirmed.body["status"]) == (
        200,
        "carla",
        "connected",
    )
    assert [one["id"] for one in request("GET", "/accounts", user=creator).body["data"]] == [
        confirmed.body["id"]
    ]
    again = confirm(creator, creator, ticket=ticket)
    assert (again.status, again.body["code"]) == (400, "OAUTH_TICKET_INVALID")


def test_a_code_confirms_with_the_state_that_was_given_out(creator: UUID) -> None:
    state = begin(creator)
    without = confirm(creator, creator, platform="twitter", code="carla~1")
    assert (without.status, without.body["code"]) == (400, "OAUTH_STATE_REQUIRED")
    assert confirm(creator, creator, platform="twitter", code="carla~1", state=state).status == 200


def test_nobody_verifies_for_somebody_else(creator: UUID, rival: UUID) -> None:
    assert ask(rival, creator, "verify-social", platform="tiktok").status == 403
    ticket = open_callback("twitter", state=begin(creator), code="carla~1")["ticket"]
    assert confirm(rival, creator, ticket=ticket).status == 403
    assert confirm(rival, rival, ticket=ticket).body["code"] == "OAUTH_TICKET_INVALID"
    assert confirm(creator, uuid4(), ticket=ticket).status == 403
    assert confirm(creator, creator, ticket=ticket).status == 200


def test_only_creators_verify_accounts(database: Database, creator: UUID) -> None:
    with database.connect() as db:
        brand = make_user(db, "brand")
    refused = ask(brand, brand, "verify-social", platform="tiktok")
    assert (refused.status, refused.body["code"]) == (403, "CREATOR_REQUIRED")
    assert ask(creator, creator, "verify-social", platform="tiktok").status == 200


@pytest.mark.parametrize(
    ("door", "body"),
    [
        ("verify-social", {}),
        ("verify-social", {"platform": "myspace"}),
        ("verify-social", {"platform": "tiktok", "username": "carla"}),
        ("confirm-social-verification", {}),
        ("confirm-social-verification", {"platform": "tiktok"}),
        ("confirm-social-verification", {"ticket": "a", "platform": "tiktok", "code": "b"}),
        ("confirm-social-verification", {"ticket": "\u202e"}),
        ("confirm-social-verification", {"action": "connect-platform", "ticket": "a"}),
    ],
)
def test_a_malformed_verification_is_422(creator: UUID, door: str, body: dict[str, object]) -> None:
    assert ask(creator, creator, door, **body).status == 422
