"""How far somebody has read and got, and how often a chat may ask."""

from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.limits import limit
from tests.integration.messaging.conftest import Room, ask

MALFORMED = (422, "VALIDATION_FAILED")


def test_marks_only_move_forward(room: Room, woken: list[object]) -> None:
    for _ in range(5):
        room.say(room.owner)
    del woken[:]
    for seq in (2, 5, 1, 3, 5):
        room.put(room.person, "read", seq)
    room.put(room.person, "delivered", 4)
    me = room.person.get(room.path)["me"]
    assert (me["last_read_seq"], me["last_delivered_seq"], me["unread_count"]) == (5, 5, 0)
    assert room.owner.get(room.path)["person_read_seq"] == 5
    assert woken == [("realtime",)] * 5
    for what in ("read", "delivered"):
        for seq in (6, 2**63 - 1):
            refused = ask("PUT", f"/api/v1{room.path}/{what}", user=room.person.id, body={"seq": seq})
            assert (refused.status, refused.body["code"]) == (422, "MESSAGE_NOT_THERE_YET")
        for wrong in (-1, 2**63, "two", None, 1.5):
            refused = ask("PUT", f"/api/v1{room.path}/{what}", user=room.person.id, body={"seq": wrong})
            assert (refused.status, refused.body["code"]) == MALFORMED


def test_delivered_is_not_read(room: Room) -> None:
    room.say(room.owner)
    marked = room.put(room.person, "delivered", 1)
    assert (marked["me"]["last_read_seq"], marked["me"]["unread_count"], marked["badge"]["unread"]) == (
        0,
        1,
        1,
    )
    seen = room.owner.get(room.path)
    assert (seen["person_delivered_seq"], seen["person_read_seq"]) == (1, 0)


def test_who_writes_with_something_unread_has_not_read_it(room: Room) -> None:
    """It may have come while they were writing."""
    room.say(room.owner)
    room.say(room.person)
    assert room.person.get(room.path)["me"]["unread_count"] == 1
    assert room.owner.get(room.path)["person_read_seq"] == 0


@pytest.mark.parametrize(
    ("rate_class", "method", "what", "body"),
    [
        ("message", "POST", "/messages", {"client_id": str(UUID(int=1)), "body": "x"}),
        ("mark", "PUT", "/read", {"seq": 0}),
        ("mark", "PUT", "/delivered", {"seq": 0}),
        ("typing", "POST", "/typing", None),
    ],
)
def test_what_a_chat_asks_for_has_limits_of_its_own(  # noqa: PLR0917 - a table of requests
    database: Database, room: Room, rate_class: str, method: str, what: str, body: object
) -> None:
    limit(database, rate_class, 1)
    path = f"/api/v1{room.path}{what}"
    answers = [ask(method, path, user=room.owner.id, body=body) for _ in range(2)]
    assert (answers[0].status < 300, answers[1].status) == (True, 429)
    assert f'"{rate_class}";r=0' in answers[1].headers["ratelimit"]
    assert "hour" not in answers[0].headers["ratelimit-policy"]  # the general limit is not touched
    assert ask("GET", f"/api/v1{room.path}", user=room.owner.id).status == 200
