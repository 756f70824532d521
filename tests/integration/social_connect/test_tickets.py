"""Whose browser came back: the callback connects nothing, its ticket does, with the person's own token."""

from typing import Any
from uuid import UUID

import pytest

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
)


def test_a_stranger_who_follows_somebodys_link_gives_them_nothing(creator: UUID, rival: UUID) -> None:
    state = authorize(rival, "tiktok")
    back = open_callback("tiktok", state=state, code="carla~1")  # Carla's browser, without a token
    assert request("GET", "/accounts", user=rival).body["data"] == []
    refused = redeem(creator, back["ticket"])
    assert (refused.status, refused.body["code"]) == (400, "OAUTH_TICKET_INVALID")
    assert request("GET", "/accounts", user=creator).body["data"] == []
    assert connect(creator, "tiktok", "carla~2")["username"] == "carla"


def test_nobody_redeems_a_ticket_without_a_token_of_a_creator(database: Database, creator: UUID) -> None:
    ticket = take_ticket(creator, "tiktok", "carla~1")
    with database.connect() as db:
        brand = make_user(db, "brand")
    as_machine = edge("connect-platform", service=True, ticket=ticket)
    for refused in (redeem(None, ticket), redeem(brand, ticket), as_machine):
        assert (refused.status, refused.body["code"]) == (403, "CREATOR_REQUIRED")
    assert redeem(creator, ticket).body["username"] == "carla"


def test_somebody_elses_ticket_is_refused_and_stays_theirs(creator: UUID, rival: UUID) -> None:
    ticket = take_ticket(creator, "tiktok", "carla~1")
    assert redeem(rival, ticket).body["code"] == "OAUTH_TICKET_INVALID"
    assert request("GET", "/accounts", user=rival).body["data"] == []
    assert (redeem(creator, ticket).status, redeem(creator, ticket).body["code"]) == (
        200,
        "OAUTH_TICKET_INVALID",
    )


def test_a_ticket_is_too_old_after_a_minute(database: Database, creator: UUID) -> None:
    ticket = take_ticket(creator, "tiktok", "carla~1")
    with database.connect() as db:
        db.execute("update oauth_states set used_at = used_at - interval '1 minute',"
                   " ticket_expires_at = ticket_expires_at - interval '1 minute'")  # fmt: skip
    assert redeem(creator, ticket).body["code"] == "OAUTH_TICKET_INVALID"
    assert connect(creator, "tiktok", "carla~2")["username"] == "carla"


def test_a_ticket_that_was_changed_is_refused_and_the_right_one_stays(creator: UUID) -> None:
    ticket = take_ticket(creator, "tiktok", "carla~1")
    for wrong in (
        ticket[:-1] + ("A" if ticket[-1] != "A" else "B"),
        ticket[1:],
        ticket + "A",
        ticket.swapcase(),
    ):
        assert redeem(creator, wrong).body["code"] == "OAUTH_TICKET_INVALID"
    assert redeem(creator, ticket).status == 200


def test_a_state_is_no_ticket_and_a_ticket_is_no_state(creator: UUID) -> None:
    state = authorize(creator, "tiktok")
    assert redeem(creator, state).body["code"] == "OAUTH_TICKET_INVALID"
    ticket = open_callback("tiktok", state=state, code="carla~1")["ticket"]
    assert open_callback("tiktok", state=ticket, code="carla~1")["error"] == "OAUTH_STATE_INVALID"
    assert redeem(creator, ticket).status == 200


def test_a_code_that_was_swapped_into_another_ticket_does_not_open(database: Database, creator: UUID) -> None:
    first, second = (take_ticket(creator, "tiktok", f"carla~{number}") for number in (1, 2))
    with database.connect() as db:
        db.execute(
            "update oauth_states as s set sealed_code = o.sealed_code from oauth_states as o"
            " where o.state_hash <> s.state_hash"
        )
    assert {redeem(creator, first).status, redeem(creator, second).status} == {500}
    assert request("GET", "/accounts", user=creator).body["data"] == []


def test_neither_ticket_nor_code_stands_in_the_row_and_the_code_goes_with_its_use(
    database: Database, creator: UUID
) -> None:
    ticket = take_ticket(creator, "tiktok", "carla~1")
    with database.connect() as db:
        kept = db.execute("select ticket_hash, sealed_code from oauth_states").fetchone()
        assert kept is not None
        assert not any(secret in kept[0] + kept[1] for secret in (ticket.encode(), b"carla"))
        redeem(creator, ticket)
        assert db.execute("select count(*) from oauth_states where sealed_code is not null").fetchone() == (
            0,
        )


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("code-refused", 409, "PLATFORM_REFUSED"),
        ("exchange-unavailable", 503, "PLATFORM_UNAVAILABLE"),
        ("profile-refused", 409, "PLATFORM_REFUSED"),
        ("profile-unavailable", 503, "PLATFORM_UNAVAILABLE"),
    ],
)
def test_trouble_at_the_platform_leaves_no_account_and_the_person_starts_again(
    creator: UUID, name: str, status: int, code: str
) -> None:
    refused = come_back(creator, "youtube", name)
    assert (refused.status, refused.body["code"]) == (status, code)
    assert request("GET", "/accounts", user=creator).body["data"] == []
    assert connect(creator, "youtube", "carla~1")["username"] == "carla"


def test_a_ticket_outlives_its_state_and_a_trip_that_begins_meanwhile(
    database: Database, creator: UUID
) -> None:
    ticket = take_ticket(creator, "tiktok", "carla~1")
    with database.connect() as db:
        db.execute("update oauth_states set expires_at = now()")
    authorize(creator, "youtube")
    assert redeem(creator, ticket).status == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"ticket": ""},
        {"ticket": "a b"},
        {"ticket": "x" * 201},
        {"ticket": "x", "platform": "tiktok"},
        {"ticket": "x", "platform": "tiktok", "code": "carla~1"},
        {"ticket": "x", "state": "y"},
        {"code": "carla~1"},
        {"state": "y"},
    ],
)
def test_a_body_names_either_a_ticket_or_a_platform_and_its_code(
    creator: UUID, fields: dict[str, Any]
) -> None:
    assert edge("connect-platform", user=creator, **fields).status == 422
