"""What a rule keeps back has no number, waits for an administrator, and is decided once."""

from uuid import uuid4

import pytest

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.deals import value
from tests.integration.messaging.conftest import Room, ask
from tests.integration.messaging.holding import LOOKALIKE, WHY, events, hold


def test_what_is_held_is_seen_by_its_writer_only(database: Database, room: Room) -> None:
    held = hold(room, room.owner)
    assert held["status"] == "held"
    assert room.owner.get(f"/held-messages/{held['id']}")["body"] == LOOKALIKE
    assert [one["id"] for one in room.owner.get("/held-messages")["data"]] == [held["id"]]
    for other in (room.person, room.reader, room.rival):
        assert other.get("/held-messages")["data"] == []
        assert other.refused("GET", f"/held-messages/{held['id']}") == (404, "NOT_FOUND")
        assert other.refused("POST", f"/held-messages/{held['id']}/release", **WHY) == (403, "FORBIDDEN")
        assert other.refused("POST", f"/held-messages/{held['id']}/refuse", **WHY) == (403, "FORBIDDEN")
    assert room.owner.refused("POST", f"/held-messages/{held['id']}/release", **WHY) == (403, "FORBIDDEN")
    assert room.person.get(f"{room.path}/messages")["data"] == []
    assert room.person.get(room.path)["me"]["unread_count"] == 0
    assert [(one["user_id"], one["held_id"]) for one in events(database, "message.held")] == [
        (str(room.owner.id), held["id"])
    ]


def test_the_same_client_id_waits_once(database: Database, room: Room) -> None:
    client_id = str(uuid4())
    assert hold(room, room.owner, client_id=client_id) == hold(room, room.owner, client_id=client_id)
    draft = {"client_id": client_id, "body": f"{LOOKALIKE}!"}
    assert room.owner.refused("POST", f"{room.path}/messages", **draft) == (422, "CLIENT_ID_REUSED")
    steps = [
        (
            str(room.owner.id),
            "select app.hold_message(%s, %s, 'x', '{}', null, 'r')",
            (room.conversation_id, again),
        )
        for again in [uuid4()] * 4
    ]
    assert run_at_once(database, *steps) == ["ok"] * 4
    assert len(room.admin.get("/held-messages")["data"]) == 2


def test_a_rule_that_came_between_two_tries_asks_for_a_third(database: Database, room: Room) -> None:
    """What was delivered meanwhile is not kept back as well."""
    client_id = uuid4()
    room.say(room.owner, "Hello", client_id=str(client_id))
    step = (
        str(room.owner.id),
        "select app.hold_message(%s, %s, 'Hello', '{}', null, 'r')",
        (room.conversation_id, client_id),
    )
    assert run_at_once(database, step) == ["40001"]
    assert room.admin.get("/held-messages")["data"] == []


def test_a_released_message_comes_behind_what_was_written_meanwhile(database: Database, room: Room) -> None:
    room.say(room.person, "One")
    held = hold(room, room.owner)
    room.say(room.person, "Two")
    waiting = room.admin.get("/held-messages", status="held")["data"]
    assert [(one["id"], one["rule"], one["body"]) for one in waiting] == [
        (held["id"], "lookalike_domain", LOOKALIKE)
    ]
    released = room.admin.post(f"/held-messages/{held['id']}/release", **WHY)
    assert (released["status"], released["seq"], released["reviewed_by"]) == (
        "released",
        3,
        str(room.admin.id),
    )
    messages = room.person.get(f"{room.path}/messages", after_seq="0")["data"]
    assert [(one["seq"], one["body"]) for one in messages] == [(1, "One"), (2, "Two"), (3, LOOKALIKE)]
    assert room.person.get(room.path)["me"]["unread_count"] == 1
    seen = room.owner.get(f"/held-messages/{held['id']}")
    assert (seen["status"], seen["reason"], seen["reviewed_by"]) == ("released", WHY["reason"], None)
    assert events(database, "message.released")[0]["seq"] == 3
    assert [one["seq"] for one in events(database, "message.created")] == [1, 2, 3]


def test_its_client_id_is_that_of_the_message(room: Room) -> None:
    """Who sends again after the release is answered with it."""
    client_id = str(uuid4())
    held = hold(room, room.owner, client_id=client_id)
    room.admin.post(f"/held-messages/{held['id']}/release", **WHY)
    again = room.say(room.owner, LOOKALIKE, client_id=client_id)
    assert (again["seq"], again["client_id"]) == (1, client_id)


def test_a_refused_message_is_never_delivered_and_its_writer_is_told_why(
    database: Database, room: Room
) -> None:
    held = hold(room, room.owner)
    refused = room.admin.post(f"/held-messages/{held['id']}/refuse", reason="A false address.")
    assert (refused["status"], refused["seq"]) == ("refused", None)
    assert room.person.get(f"{room.path}/messages")["data"] == []
    assert len(events(database, "message.refused")) == 1
    with database.connect() as db:
        told = value(
            db,
            "select message from notifications where user_id = %s and type = 'message_refused'",
            room.owner.id,
        )
    assert told.endswith("A false address.")


def test_what_nobody_held_is_not_found(room: Room) -> None:
    for verb in ("release", "refuse"):
        assert room.admin.refused("POST", f"/held-messages/{uuid4()}/{verb}", **WHY) == (404, "NOT_FOUND")


@pytest.mark.parametrize("reason", ["", " ", "\u200b", "x" * 1001])
def test_a_decision_has_a_reason(room: Room, reason: str) -> None:
    held = hold(room, room.owner)
    answer = room.admin.refused("POST", f"/held-messages/{held['id']}/release", reason=reason)
    assert answer == (422, "VALIDATION_FAILED")
    assert room.admin.get(f"/held-messages/{held['id']}")["status"] == "held"


def test_the_queue_is_read_page_by_page(room: Room) -> None:
    made = [hold(room, room.owner, f"{LOOKALIKE} {number}")["id"] for number in range(5)]
    pages = room.admin.pages("/held-messages", limit="2", conversation_id=str(room.conversation_id))
    assert [one["id"] for page in pages for one in page] == made[::-1]
    assert room.admin.get("/held-messages", conversation_id=str(uuid4()))["data"] == []


def test_an_answer_to_a_message_is_held_with_its_place(room: Room) -> None:
    room.say(room.person, "What shall I do?")
    draft = {"client_id": str(uuid4()), "body": LOOKALIKE, "reply_to_seq": 1}
    answer = ask("POST", f"/api/v1{room.path}/messages", user=room.owner.id, body=draft)
    room.admin.post(f"/held-messages/{answer.body['held']['id']}/release", **WHY)
    assert room.person.get(f"{room.path}/messages", after_seq="1")["data"][0]["reply_to_seq"] == 1
    nowhere = {"client_id": str(uuid4()), "body": LOOKALIKE, "reply_to_seq": 9}
    assert room.owner.refused("POST", f"{room.path}/messages", **nowhere) == (422, "MESSAGE_NOT_THERE_YET")


def test_nothing_is_held_where_nothing_may_be_written(database: Database, room: Room) -> None:
    draft = {"client_id": str(uuid4()), "body": LOOKALIKE}
    assert room.reader.refused("POST", f"{room.path}/messages", **draft) == (403, "FORBIDDEN")
    assert room.rival.refused("POST", f"{room.path}/messages", **draft) == (404, "NOT_FOUND")
    with database.connect() as db:
        db.execute("update conversations set closed_at = now() where id = %s", (room.conversation_id,))
    assert room.owner.refused("POST", f"{room.path}/messages", **draft) == (409, "CONVERSATION_CLOSED")
    assert room.admin.get("/held-messages")["data"] == []


def test_a_card_number_is_kept_nowhere(database: Database, room: Room) -> None:
    draft = {"client_id": str(uuid4()), "body": "4242 4242 4242 4242"}
    answer = ask("POST", f"/api/v1{room.path}/messages", user=room.owner.id, body=draft)
    assert (answer.status, answer.body["code"]) == (422, "MESSAGE_REFUSED")
    assert "payment card" in answer.body["error"]
    with database.connect() as db:
        for table in ("messages", "held_messages", "outbox", "audit_logs"):
            found = db.execute(
                f"select count(*) from {table} as t where t::text like '%%4242 4242%%'"
            ).fetchone()
            assert found == (0,), table


def test_a_warning_is_told_and_stays_with_the_message(room: Room) -> None:
    draft = {"client_id": str(uuid4()), "body": "Write to jane@example.com"}
    answer = ask("POST", f"/api/v1{room.path}/messages", user=room.person.id, body=draft)
    assert answer.status == 201
    assert [one["rule"] for one in answer.body["warnings"]] == ["email_address"]
    assert room.owner.get(f"{room.path}/messages")["data"][0]["warnings"] == ["email_address"]
