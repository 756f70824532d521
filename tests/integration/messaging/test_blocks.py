"""Of whom one wants nothing: who writes no more, and what goes on all the same."""

from typing import LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import Database
from tests.factories.deals import Market, act, offer
from tests.factories.messaging import open_conversation
from tests.factories.people import make_member
from tests.integration.messaging.conftest import Room, ask, sends

SAY: LiteralString = "select app.send_message(%s, %s, 'The deal goes on.')"


@pytest.mark.parametrize("blocker", ["owner", "person"])
def test_neither_writes_where_one_has_blocked(database: Database, room: Room, blocker: str) -> None:
    about = deal(database, room)
    by, of = (room.owner, room.person) if blocker == "owner" else (room.person, room.owner)
    act_on(by.id, "PUT", of.id)
    for who in (room.owner, room.person):
        assert sends(room, who.id, body="Hello?")[1]["code"] == "BLOCKED"
    with database.connect() as db:
        with pytest.raises(psycopg.Error) as refused:
            act(db, room.owner.id, "select app.send_message(%s, %s, 'An offer opens no door.')", *about)
        assert refused.value.sqlstate == "IZ002"
        act(db, room.person.id, "select app.accept_offer(id) from deals")
        said = [act(db, who.id, SAY, about[0], uuid4()) for who in (room.owner, room.person)]
    assert said == [said[0], said[0] + 1], "what both agreed to goes on"
    act_on(by.id, "DELETE", of.id)
    assert sends(room, room.person.id, body="Hello!")[0] == 201


def act_on(user: UUID, method: str, other: UUID) -> int:
    body = {"reason": "Spam"} if method == "PUT" else None
    return ask(method, f"/api/v1/blocks/{other}", user=user, body=body).status


def deal(database: Database, room: Room) -> tuple[UUID, UUID]:
    """The conversation of the deal that both have, and a client id."""
    with database.connect() as db:
        offered = offer(db, Market(room.owner.id, room.brand_id, room.person.id), 10_000)
        found = open_conversation(db, room.owner.id, kind="deal", subject=offered)
    return found, uuid4()


def test_a_colleague_of_who_is_blocked_does_not_write_on(database: Database, room: Room) -> None:
    with database.connect() as db:
        colleague = make_member(db, room.brand_id, "campaign_manager")
    act_on(room.person.id, "PUT", room.owner.id)
    assert sends(room, colleague, body="It is me.")[1]["code"] == "BLOCKED"


def test_blocks_are_ones_own(room: Room) -> None:
    assert act_on(room.person.id, "PUT", room.owner.id) == 200
    assert act_on(room.person.id, "PUT", room.owner.id) == 200
    (listed,) = room.person.get("/blocks")["data"]
    brand = room.person.get(room.path)["brand"]["name"]
    assert (listed["blocked_user_id"], listed["name"], listed["reason"]) == (
        str(room.owner.id),
        brand,
        "Spam",
    )
    assert room.owner.get("/blocks")["data"] == []
    assert act_on(room.rival.id, "PUT", room.person.id) == 200
    assert room.rival.get("/blocks")["data"][0]["name"] is None  # whom one does not know has no name
    assert act_on(room.owner.id, "DELETE", room.person.id) == 404
    assert act_on(room.owner.id, "PUT", uuid4()) == 404
    assert act_on(room.owner.id, "PUT", room.owner.id) == 422
    assert [act_on(room.person.id, "DELETE", room.owner.id) for _ in range(2)] == [204, 404]
