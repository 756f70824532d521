"""An administrator who is, or was, of a side has no more to say and to see there than the others of it."""

from typing import Any

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import value
from tests.factories.people import make_member
from tests.integration.messaging.conftest import Room, ask
from tests.integration.messaging.holding import WHY, hold

INVOLVED = (403, "DECIDER_INVOLVED")


@pytest.fixture(params=["of the brand", "formerly of it", "the person"])
def involved(request: pytest.FixtureRequest, database: Database, room: Room) -> Person:
    """An administrator of one of the sides."""
    with database.connect() as db:
        of = (
            room.person.id if request.param == "the person" else make_member(db, room.brand_id, "brand_admin")
        )
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (of,))
        if request.param == "formerly of it":
            db.execute(
                "update brand_memberships set status = 'removed' where brand_id = %s and user_id = %s",
                (room.brand_id, of),
            )
    return Person(of, ask)


def test_a_legal_hold_is_not_for_one_of_a_side(database: Database, room: Room, involved: Person) -> None:
    path = f"{room.path}/legal-hold"
    assert involved.refused("PUT", path, on=True, **WHY) == INVOLVED
    assert ask("PUT", f"/api/v1{path}", user=room.admin.id, body={"on": True, **WHY}).status == 204
    assert involved.refused("PUT", path, on=False, **WHY) == INVOLVED
    with database.connect() as db:
        assert value(db, "select legal_hold from conversations where id = %s", room.conversation_id) is True
        assert value(db, "select count(*) from audit_logs where user_id = %s", involved.id) == 0


def test_an_export_is_not_for_one_of_a_side(database: Database, room: Room, involved: Person) -> None:
    assert involved.refused("POST", f"{room.path}/export", **WHY) == INVOLVED
    with database.connect() as db:
        assert value(db, "select count(*) from exports") == 0
        db.execute("begin")
        db.execute("select app.begin_request(%s)", (f'{{"sub": "{involved.id}"}}',))
        db.execute("select app.look_because('Curious.')")
        with pytest.raises(Exception, match="row-level security"):
            db.execute(
                "insert into exports (user_id, kind, conversation_id) values (%s, 'conversation', %s)",
                (involved.id, room.conversation_id),
            )
        db.execute("rollback")


def test_what_was_taken_away_is_not_for_one_of_a_side(
    database: Database, room: Room, involved: Person
) -> None:
    room.say(room.owner, "My street and number")
    room.admin.post(f"{room.path}/messages/1/redact", **WHY)
    path = f"/api/v1{room.path}/messages/1/original"
    answer = ask("GET", path, user=involved.id, query={"reason": "Curious."})
    assert (answer.status, answer.body["code"]) == INVOLVED
    with database.connect() as db:
        db.execute("begin")
        db.execute("select app.begin_request(%s)", (f'{{"sub": "{involved.id}"}}',))
        db.execute("select app.look_because('Curious.')")
        assert db.execute("select count(*) from message_originals").fetchone() == (0,)
        db.execute("rollback")


def test_what_waits_and_what_was_reported_is_not_for_one_of_a_side(room: Room, involved: Person) -> None:
    """But for what they wrote or reported themselves."""
    writer, other = (room.owner, room.person) if involved.id == room.person.id else (room.person, room.owner)
    held = hold(room, writer)
    room.say(writer, "You fool")
    report: Any = (
        other.post(f"{room.path}/messages/1/report", reason="abuse") if other.id != involved.id else None
    )
    for path, one in (("/held-messages", held), ("/message-reports", report)):
        if one is None:
            continue
        assert involved.get(path)["data"] == []
        assert [each["id"] for each in room.admin.get(path)["data"]] == [one["id"]]
    assert involved.refused("GET", f"/held-messages/{held['id']}") == (404, "NOT_FOUND")


def test_ones_own_stays_ones_own(database: Database, room: Room) -> None:
    room.say(room.owner, "You fool")
    with database.connect() as db:
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (room.person.id,))
    held = hold(room, room.person)
    report = room.person.post(f"{room.path}/messages/1/report", reason="abuse")
    assert [each["id"] for each in room.person.get("/held-messages")["data"]] == [held["id"]]
    assert [each["id"] for each in room.person.get("/message-reports")["data"]] == [report["id"]]
