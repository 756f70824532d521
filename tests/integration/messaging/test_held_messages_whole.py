"""What is kept back stays whole: its files, its warnings, its client id; and who sees it afterwards says why."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import pytest

from common.database import transaction
from common.identity import Actor
from messaging.exports import repository
from tests.actors import Person
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.deals import value
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.uploads import PNG
from tests.integration.messaging.conftest import Room, ask, sends
from tests.integration.messaging.holding import LOOKALIKE, WHY, hold
from tests.integration.messaging.writing import Writing, begin

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BOTH = f"{LOOKALIKE} or write to jane@example.com"
"""Held by one rule, warned of by another."""
HOLD = "select app.hold_message(%s, %s, %s, '{}', %s, 'r')"
SEND = "select app.send_message(%s, %s, %s)"


@pytest.fixture
def writing(database: Database, message_bucket: "S3Client") -> Writing:
    """Two sides, and a bucket for their files."""
    return begin(database)


def wait(writing: Writing, body: str, *files: Any, client_id: str | None = None) -> Any:
    """The creator writes what is kept back, with these files; what waits."""
    draft = {
        "client_id": client_id or str(uuid4()),
        "body": body,
        "attachment_ids": [one["id"] for one in files],
    }
    answer = ask("POST", f"/api/v1{writing.path}/messages", user=writing.person.id, body=draft)
    assert answer.status == 202, answer.body
    return answer.body["held"]


def test_who_decides_sees_its_files_and_says_why(writing: Writing) -> None:
    picture, loose = writing.store(), writing.store()
    wait(writing, LOOKALIKE, picture)
    path = f"{writing.files}/{picture['id']}/download"
    assert httpx.get(writing.admin.get(path, reason="To decide.")["url"]).content == PNG
    for who in (writing.admin, writing.brand):
        assert who.refused("GET", path) == (404, "NOT_FOUND")
    nowhere = f"/api/v1{writing.files}/{loose['id']}/download"
    answer = ask("GET", nowhere, user=writing.admin.id, query={"reason": "Curious"})
    assert answer.status == 404


def test_an_export_names_its_files(writing: Writing) -> None:
    held = wait(writing, LOOKALIKE, writing.store(), writing.store())
    wait(writing, f"{LOOKALIKE}!")
    with transaction(Actor("service")) as tx:
        first, second = repository.held_json(tx, writing.talk.conversation)
    assert (first["id"], second["attachments"]) == (held["id"], [])
    assert [one["file_name"] for one in first["attachments"]] == ["tea.png", "tea.png"]
    assert [one["id"] for one in first["attachments"]] == sorted(first["attachment_ids"])


def test_warnings_wait_with_it_and_are_seen_once_it_is_released(room: Room) -> None:
    client_id = str(uuid4())
    status, told = sends(room, room.person.id, body=BOTH, client_id=client_id)
    assert (status, [one["rule"] for one in told["warnings"]]) == (202, ["email_address"])
    assert sends(room, room.person.id, body=BOTH, client_id=client_id) == (202, told)
    seen = room.admin.get(f"/held-messages/{told['held']['id']}")
    assert (seen["rule"], seen["warnings"]) == ("lookalike_domain", ["email_address"])
    room.admin.post(f"/held-messages/{told['held']['id']}/release", **WHY)
    assert room.owner.get(f"{room.path}/messages")["data"][0]["warnings"] == ["email_address"]


@pytest.mark.parametrize("body", ["Here they are.", LOOKALIKE])
def test_the_same_client_id_with_other_files_is_another_message(writing: Writing, body: str) -> None:
    """Sent or kept back: what would be lost is not answered as if it were there. Their order is none of it."""
    one, two, three = (writing.store()["id"] for _ in range(3))
    draft: dict[str, Any] = {"client_id": str(uuid4()), "body": body}
    path = f"/api/v1{writing.path}/messages"

    def sent(*files: str) -> tuple[int, Any]:
        answer = ask("POST", path, user=writing.person.id, body=draft | {"attachment_ids": files})
        return answer.status, answer.body.get("code")

    status = 202 if body == LOOKALIKE else 201
    assert sent(one, two) == (status, None)
    assert sent(two, one) == (status, None)
    for files in ((one,), (one, three), (one, two, three), ()):
        assert sent(*files) == (422, "CLIENT_ID_REUSED")


@pytest.mark.parametrize("body", ["Yes.", LOOKALIKE])
def test_the_same_client_id_with_another_reply_is_another_message(room: Room, body: str) -> None:
    room.say(room.person, "Tea?")
    draft = {"client_id": str(uuid4()), "body": body}
    first = sends(room, room.owner.id, **draft, reply_to_seq=1)
    assert sends(room, room.owner.id, **draft, reply_to_seq=1) == first
    assert sends(room, room.owner.id, **draft)[1]["code"] == "CLIENT_ID_REUSED"


def test_what_waits_is_not_sent_as_well(database: Database, room: Room) -> None:
    """A rule that ended between two tries asks for a third, which is answered with what waits."""
    client_id = uuid4()
    held = hold(room, room.owner, client_id=str(client_id))
    step = (str(room.owner.id), SEND, (room.conversation_id, client_id, LOOKALIKE))
    assert run_at_once(database, step) == ["40001"]
    room.admin.post(f"/held-messages/{held['id']}/release", **WHY)
    assert run_at_once(database, step) == ["ok"]
    assert len(room.person.get(f"{room.path}/messages")["data"]) == 1


@pytest.mark.parametrize("reply", [-1, 0, 2])
def test_it_answers_a_message_that_there_is(database: Database, room: Room, reply: int) -> None:
    room.say(room.person, "One")
    step = (str(room.owner.id), HOLD, (room.conversation_id, uuid4(), "x", reply))
    assert run_at_once(database, step) == ["IZ007"]


@pytest.mark.parametrize("verb", ["release", "refuse"])
def test_once_it_is_decided_others_say_why_they_look(database: Database, room: Room, verb: str) -> None:
    """It is a part of the conversation then. Who decided has seen it."""
    held = hold(room, room.owner)
    with database.connect() as db:
        other = Person(make_user(db, "admin"), ask)
    path = f"/held-messages/{held['id']}"
    assert other.get(path)["body"] == LOOKALIKE
    room.admin.post(f"{path}/{verb}", **WHY)
    assert other.refused("GET", path) == (404, "NOT_FOUND")
    assert other.get("/held-messages")["data"] == []
    assert room.admin.get(path)["body"] == room.owner.get(path)["body"] == LOOKALIKE
    assert other.get(path, reason="A complaint")["body"] == LOOKALIKE
    assert [one["id"] for one in other.get("/held-messages", reason="A complaint")["data"]] == [held["id"]]
    with database.connect() as db:
        looked = value(
            db,
            "select count(*) from audit_logs where action = 'conversations.look' and user_id = %s",
            other.id,
        )
    assert looked == 2
    assert ask("GET", f"/api/v1{path}", user=room.owner.id, query={"reason": "Mine"}).status == 403
    assert ask("GET", f"/api/v1{path}", user=other.id, query={"reason": " "}).body["code"] == "REASON_MISSING"


def test_what_is_redacted_is_read_in_no_copy(database: Database, room: Room) -> None:
    held, waiting = hold(room, room.owner), hold(room, room.owner, f"{LOOKALIKE}!")
    seq = room.admin.post(f"/held-messages/{held['id']}/release", **WHY)["seq"]
    answer = ask(
        "POST", f"/api/v1{room.path}/messages/{seq}/redact", user=room.admin.id, body={"reason": "abuse"}
    )
    assert answer.status == 204
    assert room.owner.get(f"/held-messages/{held['id']}")["body"] == "[redacted]"
    assert room.admin.get(f"/held-messages/{held['id']}")["body"] == "[redacted]"
    assert room.owner.get(f"/held-messages/{waiting['id']}")["body"] == f"{LOOKALIKE}!"
    with database.connect() as db:
        assert value(db, "select body from message_originals where seq = %s", seq) == LOOKALIKE
