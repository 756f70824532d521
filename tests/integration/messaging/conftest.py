"""Fixtures of the tests of messages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from messaging import api
from tests.actors import Person
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.factories.messaging import Talk, talk
from tests.factories.people import make_member, make_user
from tests.integration.messaging.hearing import Hearing, hearing_of
from tests.typing import Connection


def ask(method: str, path: str, *, user: UUID, **event: Any) -> Answer:
    """Through the handler of messages, without a server."""
    return call(api.lambda_handler, http_event(method, path, user=user, **event))


@dataclass(frozen=True)
class Room:
    """A direct conversation of a brand (its administrator, a reader) with a creator, and those outside of it."""

    owner: Person
    reader: Person
    person: Person
    rival: Person
    admin: Person
    brand_id: UUID
    conversation_id: UUID

    @property
    def path(self) -> str:
        """Of the conversation, as `Person` takes it."""
        return f"/conversations/{self.conversation_id}"

    def say(self, who: Person, body: str = "Good morning.", **more: object) -> Any:
        """A message of somebody, as everybody sees it."""
        said = {"client_id": str(uuid4()), "body": body, **more}
        return who.post(f"{self.path}/messages", **said)["message"]

    def put(self, who: Person, what: str, seq: int) -> Any:
        """A mark of somebody: `read` or `delivered`."""
        answer = ask("PUT", f"/api/v1{self.path}/{what}", user=who.id, body={"seq": seq})
        assert answer.status == 200, answer.body
        return answer.body


def opens(who: Person, **body: object) -> tuple[int, str]:
    """The status, and the conversation's id or the code of a refusal."""
    answer = ask("POST", "/api/v1/conversations", user=who.id, body=body)
    return answer.status, answer.body.get("id") or answer.body["code"]


def sends(room: Room, who: UUID, **body: object) -> tuple[int, Any]:
    """Status and body."""
    answer = ask("POST", f"/api/v1{room.path}/messages", user=who, body={"client_id": str(uuid4()), **body})
    return answer.status, answer.body


def actions(database: Database, of: UUID) -> list[tuple[str, str]]:
    """What an administrator did, and why, as the audit log has it."""
    with database.connect() as db:
        return db.execute(
            "select action, metadata ->> 'reason' from audit_logs"
            " where user_id = %s and action like any(%s) order by id",
            (of, ["messages.%", "conversations.%"]),
        ).fetchall()


@pytest.fixture
def room(database: Database) -> Room:
    """A conversation in which nothing was written."""
    with database.connect() as db:
        made = talk(db)
        reads = make_member(db, made.brand, "analyst")
        people = [made.owner, reads, made.person, make_user(db, "brand"), make_user(db, "admin")]
    owner, reader, person, rival, admin = (Person(each, ask) for each in people)
    return Room(owner, reader, person, rival, admin, made.brand, made.conversation)


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Which queues were told something, and what."""
    told: list[tuple[Any, ...]] = []
    for module in ("conversations", "messages"):
        monkeypatch.setattr(f"messaging.{module}.routes.wake", lambda *what: told.append(what))
    return told


@pytest.fixture
def hearing(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hearing]:
    """The worker, and what it says."""
    with hearing_of(database, monkeypatch) as found:
        yield found


@pytest.fixture
def db(database: Database, hearing: Hearing) -> Iterator[Connection]:
    """Of a database whose worker is heard."""
    with database.connect() as connection:
        yield connection


@pytest.fixture
def ours(db: Connection, hearing: Hearing) -> Talk:
    """A conversation, of which nothing was told yet."""
    found = talk(db)
    hearing.forget()
    return found
