"""A legal hold: nothing of a conversation may go."""

from uuid import uuid4

from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import value
from tests.integration.messaging.conftest import Room, actions, ask


def test_a_legal_hold_is_on_or_off_however_often_it_is_said(database: Database, room: Room) -> None:
    def put(who: Person, *, on: bool, reason: str = "A court asks.") -> int:
        body = {"on": on, "reason": reason}
        return ask("PUT", f"/api/v1{room.path}/legal-hold", user=who.id, body=body).status

    def held() -> bool:
        with database.connect() as db:
            found: bool = value(
                db, "select legal_hold from conversations where id = %s", room.conversation_id
            )
        return found

    assert [put(room.admin, on=True), put(room.admin, on=True, reason="Once more."), held()] == [
        204,
        204,
        True,
    ]
    assert [put(who, on=False) for who in (room.owner, room.person, room.rival)] == [403] * 3
    assert held()
    assert [put(room.admin, on=False), held()] == [204, False]
    assert [put(room.admin, on=True, reason=" "), held()] == [422, False]
    assert actions(database, room.admin.id) == [
        ("conversations.hold", "A court asks."), ("conversations.unhold", "A court asks."),
    ]  # fmt: skip
    missing = f"/conversations/{uuid4()}/legal-hold"
    assert room.admin.refused("PUT", missing, on=True, reason="A court asks.") == (404, "NOT_FOUND")
