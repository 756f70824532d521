"""Writing what a rule keeps back, and what was pushed because of it."""

from typing import Any
from uuid import uuid4

from tests.actors import Person
from tests.conftest import Database
from tests.integration.messaging.conftest import Room, ask

LOOKALIKE = "Please log in at https://paypa1.com/login"
WHY = {"reason": "I looked at it."}


def hold(room: Room, by: Person, body: str = LOOKALIKE, client_id: str | None = None) -> Any:
    """Somebody writes what is kept back; the answer's body."""
    draft = {"client_id": client_id or str(uuid4()), "body": body}
    answer = ask("POST", f"/api/v1{room.path}/messages", user=by.id, body=draft)
    assert answer.status == 202, answer.body
    return answer.body["held"]


def events(database: Database, kind: str) -> list[Any]:
    """The pushes of a kind that were queued."""
    with database.connect() as db:
        rows = db.execute(
            "select payload from outbox where topic = 'realtime' and payload ->> 'type' = %s order by id",
            (kind,),
        ).fetchall()
    return [row[0] for row in rows]
