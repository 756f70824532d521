"""Messages through the handler: once, in order, counted, and seen by both sides only."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from common.pagination import encode_cursor
from messaging import api
from tests.concurrency import call_at_once
from tests.conftest import Database
from tests.factories.events import call, http_event
from tests.factories.messaging import send, talk
from tests.integration.messaging.conftest import Room, ask, sends
from tests.integration.messaging.holding import LOOKALIKE

FORBIDDEN = (403, "FORBIDDEN")
MALFORMED = (422, "VALIDATION_FAILED")


def test_both_sides_write_and_read(room: Room, woken: list[object]) -> None:
    first, second = room.say(room.owner, "Good morning."), room.say(room.person, "Hello.", reply_to_seq=1)
    assert woken == [("realtime",)] * 2
    assert [(each["seq"], each["side"], each["sender"]["user_id"]) for each in (first, second)] == [
        (1, "brand", str(room.owner.id)), (2, "person", str(room.person.id)),
    ]  # fmt: skip
    assert (second["reply_to"]["seq"], second["reply_to"]["body"]) == (1, "Good morning.")
    for who in (room.owner, room.reader, room.person):
        seen = who.get(f"{room.path}/messages")
        assert ([each["seq"] for each in seen["data"]], seen["next_cursor"]) == ([2, 1], None)
        own = [each["seq"] for each in seen["data"] if each["client_id"] is not None]
        assert own == {room.owner: [1], room.person: [2], room.reader: []}[who]
    listed = room.reader.get("/conversations")["data"][0]
    assert (listed["last_seq"], listed["last_message"]["body"], listed["me"]["unread_count"]) == (
        2,
        "Hello.",
        2,
    )
    assert room.owner.get(room.path)["me"]["unread_count"] == 1


def test_who_may_only_read_reads_for_themselves_and_writes_nothing(room: Room) -> None:
    room.say(room.person)
    assert sends(room, room.reader.id, body="I")[1]["code"] == "FORBIDDEN"
    assert room.put(room.reader, "read", 1)["me"]["unread_count"] == 0
    assert room.owner.get(room.path)["me"]["unread_count"] == 1
    assert room.person.get(room.path)["team_read_seq"] == 1
    assert room.person.get(room.path)["last_seq"] == 1


def test_the_same_client_id_is_the_same_message(room: Room) -> None:
    said = {"client_id": str(uuid4()), "body": "Once."}
    first = sends(room, room.owner.id, **said)
    assert sends(room, room.owner.id, **said) == first
    assert first[0] == 201
    assert sends(room, room.owner.id, **(said | {"body": "Twice."}))[1]["code"] == "CLIENT_ID_REUSED"
    assert (
        sends(room, room.person.id, **(said | {"body": "Mine."}))[1]["message"]["seq"] == 2
    )  # it is another's
    assert room.person.get(room.path)["last_seq"] == 2


def test_a_message_that_is_sent_twice_at_once_is_one(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"client_id": str(uuid4()), "body": "Once."}
    answers = call_at_once(monkeypatch, [lambda: sends(room, room.owner.id, **said)] * 4)
    assert answers == [answers[0]] * 4
    assert answers[0][0] == 201
    assert room.person.get(room.path)["me"]["unread_count"] == 1


def test_two_texts_under_one_client_id_at_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    client_id = str(uuid4())
    answers = call_at_once(
        monkeypatch,
        [lambda body=body: sends(room, room.owner.id, client_id=client_id, body=body) for body in ("a", "b")],  # type: ignore[misc]
    )
    assert sorted(status for status, _ in answers) == [201, 422]
    assert room.person.get(room.path)["last_seq"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {"body": ""},
        {"body": " \n\u200b"},
        {"body": "x" * 10_001},
        {"body": "a\x00b"},
        {"body": 7},
        {"client_id": None, "body": "x"},
        {"client_id": "one", "body": "x"},
        {"body": "x", "reply_to_seq": 0},
        {"body": "x", "reply_to_seq": 2**63},
        {"body": "x", "attachment_ids": [str(UUID(int=7))] * 2},
        {"body": "x", "attachment_ids": [str(UUID(int=number)) for number in range(6)]},
        {"body": "x", "seq": 5},
    ],
)
def test_what_is_no_message_is_refused(room: Room, body: dict[str, object]) -> None:
    status, answer = sends(room, room.owner.id, **body)
    assert (status, answer["code"]) == MALFORMED
    assert room.owner.get(room.path)["last_seq"] == 0


def test_any_text_comes_back_as_it_was(room: Room) -> None:
    for text in (
        "\u0301" * 10_000,
        "a" + "\u0301" * 9_999,
        "👩‍👩‍👧‍👦 \u202eabc",
        "'; drop table messages; --",
        "x" * 10_000,
    ):
        room.say(room.owner, text)
        assert room.person.get(f"{room.path}/messages", limit="1")["data"][0]["body"] == text
        assert len(room.person.get(room.path)["last_message"]["body"]) <= 200


@pytest.mark.parametrize("raw", [b"\xff\xfe{}", b'{"client_id": "\xed\xa0\x80"}', b"{", b"[]", b""])
def test_what_is_not_json_in_utf_8_is_refused(room: Room, raw: bytes) -> None:
    event = http_event("POST", f"/api/v1{room.path}/messages", user=room.owner.id, raw_body=raw)
    assert call(api.lambda_handler, event).status in {400, 422}


def test_an_answer_is_to_what_is_there(room: Room) -> None:
    assert sends(room, room.owner.id, body="x", reply_to_seq=1)[1]["code"] == "MESSAGE_NOT_THERE_YET"
    room.say(room.owner)
    assert sends(room, room.person.id, body="x", reply_to_seq=2)[1]["details"] == [{"last_seq": 1}]
    assert sends(room, room.person.id, body="x", reply_to_seq=1)[0] == 201


def test_files_go_with_one_message(database: Database, room: Room) -> None:
    def file(by: UUID, conversation: UUID, status: str = "stored") -> str:
        with database.connect() as db:
            row = db.execute(
                "insert into message_attachments (conversation_id, brand_id, person_user_id, uploaded_by, file_name,"
                " object_key, media_type, size_bytes, status) select id, brand_id, person_user_id, %s, 'tea.png',"
                " gen_random_uuid(), 'image/png', 7, %s from conversations where id = %s returning id",
                (by, status, conversation),
            ).fetchone()
        assert row is not None
        return str(row[0])

    with database.connect() as db:
        other = talk(db)
    own = file(room.owner.id, room.conversation_id)
    for wrong in (
        file(room.owner.id, room.conversation_id, "pending"),
        file(room.person.id, room.conversation_id),
        file(room.owner.id, other.conversation),
        str(uuid4()),
    ):
        status, answer = sends(room, room.owner.id, body="", attachment_ids=[own, wrong])
        assert (status, answer["code"]) == (409, "ATTACHMENT_NOT_STORED")
    status, answer = sends(room, room.owner.id, attachment_ids=[own])
    assert (status, answer["message"]["kind"], answer["message"]["body"]) == (201, "file", "")
    assert answer["message"]["attachments"] == [
        {"id": own, "file_name": "tea.png", "media_type": "image/png", "size_bytes": 7}
    ]
    assert sends(room, room.owner.id, attachment_ids=[own])[1]["code"] == "ATTACHMENT_NOT_STORED"
    assert room.person.get(f"{room.path}/messages")["data"][0]["attachments"][0]["id"] == own


def test_messages_are_read_upwards_and_downwards(database: Database, room: Room) -> None:
    with database.connect() as db:
        for number in range(1, 8):
            send(db, room.conversation_id, room.owner.id, str(number))

    def seqs(**query: str) -> tuple[list[int], bool]:
        found = room.person.get(f"{room.path}/messages", **query)
        return [each["seq"] for each in found["data"]], found["next_cursor"] is not None

    assert seqs(after_seq="0", limit="3") == ([1, 2, 3], True)
    assert seqs(after_seq="3", limit="100") == ([4, 5, 6, 7], False)
    assert seqs(after_seq="7") == ([], False)
    assert seqs(after_seq=str(2**63 - 1)) == ([], False)
    assert seqs(before_seq="4", limit="2") == ([3, 2], True)
    assert seqs(before_seq="1") == ([], False)
    assert seqs(limit="2") == ([7, 6], True)
    for start, order in (({}, [7, 6, 5, 4, 3, 2, 1]), ({"after_seq": "2"}, [3, 4, 5, 6, 7])):
        pages = room.person.pages(f"{room.path}/messages", limit="3", **start)
        assert [each["seq"] for part in pages for each in part] == order
    for wrong in (
        {"after_seq": "-1"},
        {"after_seq": str(2**63)},
        {"after_seq": "1", "before_seq": "5"},
        {"limit": "0"},
    ):
        answer = ask("GET", f"/api/v1{room.path}/messages", user=room.person.id, query=wrong)
        assert (answer.status, answer.body["code"]) == MALFORMED
    for key in (("sideways", 1), ("after", -1), ("after", 2**63), ("after", "x"), ("after",), (None, 1)):
        query = {"cursor": encode_cursor(*key)}
        answer = ask("GET", f"/api/v1{room.path}/messages", user=room.person.id, query=query)
        assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID"), key


def test_what_is_closed_is_only_read(database: Database, room: Room) -> None:
    room.say(room.owner)
    with database.connect() as db:
        db.execute("update conversations set closed_at = now()")
    status, answer = sends(room, room.person.id, body="One more thing.")
    assert (status, answer["code"], [*answer["details"][0]]) == (409, "CONVERSATION_CLOSED", ["closed_at"])
    assert room.put(room.person, "read", 1)["me"]["unread_count"] == 0


def test_a_push_that_fails_harms_nobody(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUEUE_URL_REALTIME", "http://127.0.0.1:9/nowhere")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    assert sends(room, room.owner.id, body="Still there.")[0] == 201


def test_the_same_client_id_is_the_same_message_with_all_that_belongs_to_it(
    database: Database, room: Room
) -> None:
    """Files and what it answers, too: nothing of another message is dropped without a word."""
    room.say(room.person)
    files = [stored_file(database, room) for _ in range(2)]
    said = {"client_id": str(uuid4()), "body": "Two.", "attachment_ids": files, "reply_to_seq": 1}
    first = sends(room, room.owner.id, **said)
    assert first[0] == 201
    assert sends(room, room.owner.id, **said) == first
    assert sends(room, room.owner.id, **(said | {"attachment_ids": files[::-1]})) == first
    for other in OTHERS:
        changed = said | other(stored_file(database, room), files)
        assert sends(room, room.owner.id, **changed)[1].get("code") == "CLIENT_ID_REUSED", changed


def test_the_same_client_id_is_the_same_held_message(database: Database, room: Room) -> None:
    room.say(room.person)
    files = [stored_file(database, room) for _ in range(2)]
    said = {
        "client_id": str(uuid4()), "body": LOOKALIKE, "attachment_ids": files, "reply_to_seq": 1
    }  # fmt: skip
    first = sends(room, room.owner.id, **said)
    assert first[0] == 202
    assert sends(room, room.owner.id, **said) == first
    for other in OTHERS:
        changed = said | other(stored_file(database, room), files)
        assert sends(room, room.owner.id, **changed)[1].get("code") == "CLIENT_ID_REUSED", changed


OTHERS: tuple[Callable[[str, list[str]], dict[str, object]], ...] = (
    lambda new, files: {"attachment_ids": [*files, new]},
    lambda new, files: {"attachment_ids": [files[0], new]},
    lambda _, files: {"attachment_ids": files[:1]},
    lambda *_: {"attachment_ids": []},
    lambda *_: {"reply_to_seq": None},
)
"""What makes another message of one with two files (and another one at hand) that answers the first."""


def stored_file(database: Database, room: Room) -> str:
    """A file of the brand's that was not sent yet."""
    with database.connect() as db:
        row = db.execute(
            "insert into message_attachments (conversation_id, brand_id, person_user_id, uploaded_by, file_name,"
            " object_key, media_type, size_bytes, status) select id, brand_id, person_user_id, %s, 'tea.png',"
            " gen_random_uuid(), 'image/png', 7, 'stored' from conversations where id = %s returning id",
            (room.owner.id, room.conversation_id),
        ).fetchone()
    assert row is not None
    return str(row[0])
