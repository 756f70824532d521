"""A text that is taken away is gone for both sides, rests as evidence, and leaves its number."""

from typing import Any
from uuid import uuid4

import pytest

from tests.actors import Person
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.deals import value
from tests.factories.people import make_member, make_user
from tests.integration.messaging.conftest import Room, actions, ask

WHY = {"reason": "A private address."}


def original(room: Room, who: Person, seq: int = 1, reason: str | None = "A dispute.") -> Any:
    """What somebody is answered who asks for the text as it was."""
    query = {"reason": reason} if reason is not None else None
    return ask("GET", f"/api/v1{room.path}/messages/{seq}/original", user=who.id, query=query)


def test_a_redacted_text_is_gone_for_both_and_rests_for_administrators(
    database: Database, room: Room
) -> None:
    room.say(room.owner, "My street and number")
    room.say(room.person, "Thanks", reply_to_seq=1)
    room.admin.post(f"{room.path}/messages/1/redact", **WHY)
    for who in (room.owner, room.reader, room.person):
        second, first = who.get(f"{room.path}/messages")["data"]
        assert (first["body"], first["redaction_reason"], first["seq"]) == ("[redacted]", WHY["reason"], 1)
        assert first["redacted_at"]
        assert (second["reply_to_seq"], second["reply_to"]["body"], second["reply_to"]["redacted"]) == (
            1,
            "[redacted]",
            True,
        )
    kept = original(room, room.admin)
    assert (kept.status, kept.body["body"], kept.body["why"]) == (200, "My street and number", "redaction")
    assert actions(database, room.admin.id) == [
        ("messages.redact", WHY["reason"]), ("conversations.look", "A dispute."),
    ]  # fmt: skip
    with database.connect() as db:
        assert value(db, "select payload from outbox where payload ->> 'type' = 'message.redacted'") == {
            "type": "message.redacted",
            "conversation_id": str(room.conversation_id),
            "seq": 1,
        }
        told = value(
            db,
            "select message from notifications where user_id = %s and type = 'message_redacted'",
            room.owner.id,
        )
    assert WHY["reason"] in told
    assert "street" not in told


def test_a_second_time_changes_nothing(database: Database, room: Room) -> None:
    """Neither the first reason nor the original, also at the same time."""
    room.say(room.owner, "My street and number")
    with database.connect() as db:
        admins = [make_user(db, "admin") for _ in range(3)]
    statement = "select app.redact_message(%s, 1, %s)"
    steps = [(str(admin), statement, (room.conversation_id, f"By {admin}")) for admin in admins]
    assert run_at_once(database, *steps) == ["ok"] * 3
    before = room.person.get(f"{room.path}/messages")["data"]
    room.admin.post(f"{room.path}/messages/1/redact", **WHY)
    assert room.person.get(f"{room.path}/messages")["data"] == before
    assert original(room, room.admin).body["body"] == "My street and number"
    with database.connect() as db:
        assert value(db, "select count(*) from outbox where payload ->> 'type' = 'message.redacted'") == 1
        assert value(db, "select count(*) from audit_logs where action = 'messages.redact'") == 1


def test_originals_are_for_administrators_with_a_reason(database: Database, room: Room) -> None:
    room.say(room.owner, "My street and number")
    room.admin.post(f"{room.path}/messages/1/redact", **WHY)
    assert original(room, room.admin).status == 200
    for reason, code in ((None, "VALIDATION_FAILED"), ("", "REASON_MISSING"), (" ", "REASON_MISSING")):
        answer = original(room, room.admin, reason=reason)
        assert (answer.status, answer.body["code"]) == (422, code)
    for other in (room.owner, room.person, room.rival):
        assert original(room, other).status == 403
    assert original(room, room.admin, seq=2).status == 404
    with database.connect() as db:
        for who in (room.owner.id, room.admin.id):
            db.execute("begin")
            db.execute("select app.begin_request(%s)", (f'{{"sub": "{who}"}}',))
            if who == room.admin.id:
                assert db.execute("select count(*) from message_originals").fetchone() == (0,)
            else:
                with pytest.raises(Exception, match="permission denied"):
                    db.execute("select count(*) from message_originals")
            db.execute("rollback")


def test_only_a_neutral_administrator_redacts(database: Database, room: Room) -> None:
    room.say(room.owner)
    with database.connect() as db:
        own = make_member(db, room.brand_id, "analyst")
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (own,))
    path = f"{room.path}/messages/1/redact"
    assert Person(own, ask).refused("POST", path, **WHY) == (403, "DECIDER_INVOLVED")
    for other in (room.owner, room.reader, room.person, room.rival):
        assert other.refused("POST", path, **WHY) == (403, "FORBIDDEN")
    assert room.admin.refused("POST", f"{room.path}/messages/2/redact", **WHY) == (404, "NOT_FOUND")
    assert room.admin.refused("POST", f"/conversations/{uuid4()}/messages/1/redact", **WHY) == (
        404,
        "NOT_FOUND",
    )
    assert room.admin.refused("POST", path, reason=" ") == (422, "VALIDATION_FAILED")
    assert room.person.get(f"{room.path}/messages")["data"][0]["body"] == "Good morning."
