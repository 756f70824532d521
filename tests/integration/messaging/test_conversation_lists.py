"""Lists of conversations, what a client has missed, and what a conversation is to oneself."""

from datetime import timedelta
from typing import LiteralString
from uuid import uuid4

import pytest

from messaging.conversations import service
from tests.actors import Person
from tests.conftest import Database
from tests.factories.messaging import talk
from tests.factories.people import make_user
from tests.integration.messaging.conftest import Room, ask, opens


def test_a_list_has_the_latest_message_first_page_by_page(database: Database, room: Room) -> None:
    with database.connect() as db:
        others = [make_user(db) for _ in range(4)]
    made = [opens(Person(other, ask), kind="support")[1] for other in others]
    room.admin.post(f"/conversations/{made[1]}/messages", client_id=str(uuid4()), body="You first.")
    in_order = [each["id"] for part in room.admin.pages("/conversations", limit="2") for each in part]
    assert in_order == [made[1], made[3], made[2], made[0]]


def test_what_has_changed_since_is_asked_for_once(database: Database, room: Room) -> None:
    """Those that lie longer ago than the slack of the cursor are not shown again."""
    for _ in range(3):
        room.say(room.owner)
    with database.connect() as db:
        other = talk(db).person
    long_ago(database)
    before = room.person.get("/conversations")
    assert before["badge"] == {"unread": 3, "conversations": 1}
    assert room.person.get("/conversations", changed_after=before["changed_after"])["data"] == []
    room.put(room.person, "read", 2)
    after = room.person.get("/conversations", changed_after=before["changed_after"])
    assert [each["me"]["unread_count"] for each in after["data"]] == [1]
    assert after["badge"] == {"unread": 1, "conversations": 1}
    assert (
        room.owner.get("/conversations", changed_after=before["changed_after"])["data"][0]["person_read_seq"]
        == 2
    )
    assert Person(other, ask).get("/conversations", changed_after=before["changed_after"])["data"] == []
    for nonsense in ("x", "W10", "WyJ5ZXN0ZXJkYXkiXQ"):
        answer = ask("GET", "/api/v1/conversations", user=room.owner.id, query={"changed_after": nonsense})
        assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


def long_ago(database: Database) -> None:
    """Nothing has changed for an hour."""
    with database.connect() as db:
        db.execute("set session_replication_role = replica")
        for table in ("conversations", "conversation_members"):
            db.execute(f"update {table} set updated_at = now() - interval '1 hour'".encode())


def test_what_was_redacted_since_is_a_change(database: Database, room: Room) -> None:
    room.say(room.owner, "My street and number")
    long_ago(database)
    before = room.person.get("/conversations")["changed_after"]
    room.admin.post(f"{room.path}/messages/1/redact", reason="A private address.")
    for who in (room.person, room.owner, room.reader):
        (changed,) = who.get("/conversations", changed_after=before)["data"]
        assert (changed["last_message"]["body"], changed["last_message"]["redacted"]) == ("[redacted]", True)
        assert (changed["revision"], changed["last_seq"]) == (1, 1)
    long_ago(database)
    room.admin.post(f"{room.path}/messages/1/redact", reason="A second time changes nothing.")
    assert room.person.get("/conversations", changed_after=before)["data"] == []


def test_what_was_erased_since_is_a_change(database: Database, room: Room) -> None:
    """Also where the conversation goes on: of whoever wrote for the brand."""
    room.say(room.owner, "My street and number")
    with database.connect() as db:
        other = talk(db)
    long_ago(database)
    before = room.person.get("/conversations")["changed_after"]
    with database.connect() as db:
        db.execute("select app.forget_messages(%s)", (room.owner.id,))
    (changed,) = room.person.get("/conversations", changed_after=before)["data"]
    assert (changed["last_message"]["body"], changed["revision"]) == ("[erased]", 1)
    assert Person(other.person, ask).get("/conversations", changed_after=before)["data"] == []


def test_the_pages_of_one_list_keep_the_time_of_the_first(database: Database, room: Room) -> None:
    """What changes while they are read is asked for from before the first one."""
    with database.connect() as db:
        for _ in range(2):
            opens(Person(make_user(db), ask), kind="support")
    first = room.admin.get("/conversations", limit="1")
    second = room.admin.get("/conversations", limit="1", cursor=first["next_cursor"])
    assert second["changed_after"] == first["changed_after"]
    assert room.admin.get("/conversations", limit="1")["changed_after"] != first["changed_after"]


def test_settings_are_ones_own(room: Room) -> None:
    room.say(room.owner)
    changed = room.person.patch(room.path, muted_until="2027-05-01T00:00:00Z", archived=True)
    assert changed["me"]["muted_until"] == "2027-05-01T00:00:00Z"
    assert room.person.get("/conversations/unread") == {"unread": 0, "conversations": 0}
    assert [len(room.person.get("/conversations", archived=a)["data"]) for a in ("true", "false")] == [1, 0]
    assert room.owner.get(room.path)["me"]["archived_at"] is None
    again = room.person.patch(room.path, archived=True)
    assert again["me"] == changed["me"]
    room.say(room.owner)  # what is written brings it back
    assert room.person.get(room.path)["me"]["archived_at"] is None
    assert room.person.get("/conversations/unread") == {"unread": 2, "conversations": 1}
    assert room.person.patch(room.path, muted_until=None)["me"]["muted_until"] is None
    for wrong in (
        {"archived": None},
        {"marked_unread": "perhaps"},
        {"muted_until": "2027-05-01"},
        {"seq": 1},
    ):
        assert room.person.refused("PATCH", room.path, **wrong) == (422, "VALIDATION_FAILED")


def test_marked_as_unread_is_a_flag_of_its_own(room: Room) -> None:
    room.say(room.owner)
    room.put(room.person, "read", 1)
    marked = room.person.patch(room.path, marked_unread=True)["me"]
    assert (marked["marked_unread"], marked["last_read_seq"], marked["unread_count"]) == (True, 1, 0)
    assert room.person.get("/conversations/unread") == {"unread": 0, "conversations": 1}
    assert room.put(room.person, "read", 1)["me"]["marked_unread"] is False


@pytest.mark.parametrize(
    "change",
    [
        "update conversations set legal_hold = true",
        "update conversation_members set unread_count = 7 where side = 'person'",
        (
            "insert into conversation_members (conversation_id, user_id, brand_id, person_user_id, side)"
            " select id, person_user_id, brand_id, person_user_id, 'person' from conversations on conflict do nothing"
        ),
    ],
    ids=["a conversation", "a member", "a new member"],
)
def test_what_a_long_job_changes_is_found_from_before_it_ends(
    database: Database, room: Room, monkeypatch: pytest.MonkeyPatch, change: LiteralString
) -> None:
    """It says when it was written, not when the job began; without slack, so that nothing else finds it."""
    if not change.startswith("insert"):
        room.say(room.owner)
    long_ago(database)
    monkeypatch.setattr(service, "LONGEST_TRANSACTION", timedelta())
    with database.connect() as job:
        job.autocommit = False
        job.execute("select 1")
        before = room.person.get("/conversations")["changed_after"]
        job.execute(change)
        job.commit()
    assert len(room.person.get("/conversations", changed_after=before)["data"]) == 1
