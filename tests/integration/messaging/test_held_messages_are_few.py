"""What waits for an administrator is bounded for each who writes, in whatever conversation."""

from uuid import uuid4

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.messaging import ask_support
from tests.integration.messaging.conftest import Room
from tests.integration.messaging.holding import LOOKALIKE, WHY, hold

FULL = (409, "TOO_MANY_HELD")


def test_twenty_wait_and_no_more(database: Database, room: Room) -> None:
    """What was sent before is answered as before, a decision makes room, and nobody else is minded."""
    client_id = str(uuid4())
    held = [hold(room, room.person, client_id=client_id), *(hold(room, room.person) for _ in range(19))]
    draft = {"client_id": str(uuid4()), "body": LOOKALIKE}
    assert room.person.refused("POST", f"{room.path}/messages", **draft) == FULL
    assert hold(room, room.person, client_id=client_id)["id"] == held[0]["id"]
    assert hold(room, room.owner)["status"] == "held"
    room.say(room.person, "Good morning")
    room.admin.post(f"/held-messages/{held[3]['id']}/refuse", **WHY)
    assert hold(room, room.person)["status"] == "held"
    assert room.person.refused("POST", f"{room.path}/messages", **draft) == FULL


def test_at_once_in_several_conversations(database: Database, room: Room) -> None:
    with database.connect() as db:
        _, other = ask_support(db, room.person.id)
    for _ in range(18):
        hold(room, room.person)
    statement = "select app.hold_message(%s, %s, 'x', '{}', null, 'r')"
    steps = [
        (str(room.person.id), statement, (conversation, uuid4()))
        for conversation in (room.conversation_id, other) * 3
    ]
    assert sorted(run_at_once(database, *steps)) == ["IZ012"] * 4 + ["ok"] * 2
