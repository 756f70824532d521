"""Messages through the handler: once, in order, counted, and seen by both sides only."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from messaging.conversations import routes as conversations
from messaging.messages import routes as messages
from tests.concurrency import call_at_once
from tests.conftest import Database
from tests.factories.deals import act
from tests.factories.events import call, http_event
from tests.factories.limits import limit
from tests.factories.messaging import send, talk
from tests.factories.people import make_member
from tests.integration.messaging.conftest import Room, ask

FORBIDDEN = (403, "FORBIDDEN")
MALFORMED = (422, "VALIDATION_FAILED")


def sends(room: Room, who: UUID, **body: object) -> tuple[int, Any]:
    """Status and body."""
    answer = ask("POST", f"/api/v1{room.path}/messages", user=who, body={"client_id": str(uuid4()), **body})
    return answer.status, answer.body


def test_both_sides_write_and_read(room: Room, woken: list[object]) -> None:
    first, second = room.say(room.owner, "Good morning."), room.say(room.person, "Hello.", reply_to_seq=1)
    assert woken == [("realtime",)] * 2
    assert [(each["seq"], each["side"], each["sender"]["user_id"]) for each in (first, second)] == [
        (1, "brand", str(room.owner.id)), (2, "person", str(room.person.id)),
    ]  # fmt: skip
    assert (second["reply_to"]["seq"], second["reply_to"]["body"]) == (1, "Good morning.")
    for who in (room.owner, room.reader, room.person):
        seen = who.get(f"{room.path}/messages")
        assert ([each["seq"] for each in seen["data"]], seen["has_more"]) == ([2, 1], False)
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
    assert call(messages.app.resolve, event).status in {400, 422}


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
        return [each["seq"] for each in found["data"]], found["has_more"]

    assert seqs(after_seq="0", limit="3") == ([1, 2, 3], True)
    assert seqs(after_seq="3", limit="100") == ([4, 5, 6, 7], False)
    assert seqs(after_seq="7") == ([], False)
    assert seqs(after_seq=str(2**63 - 1)) == ([], False)
    assert seqs(before_seq="4", limit="2") == ([3, 2], True)
    assert seqs(before_seq="1") == ([], False)
    assert seqs(limit="2") == ([7, 6], True)
    for wrong in (
        {"after_seq": "-1"},
        {"after_seq": str(2**63)},
        {"after_seq": "1", "before_seq": "5"},
        {"limit": "0"},
    ):
        answer = ask("GET", f"/api/v1{room.path}/messages", user=room.person.id, query=wrong)
        assert (answer.status, answer.body["code"]) == MALFORMED


def test_marks_only_move_forward(room: Room, woken: list[object]) -> None:
    for _ in range(5):
        room.say(room.owner)
    del woken[:]
    for seq in (2, 5, 1, 3, 5):
        room.put(room.person, "read", seq)
    room.put(room.person, "delivered", 4)
    me = room.person.get(room.path)["me"]
    assert (me["last_read_seq"], me["last_delivered_seq"], me["unread_count"]) == (5, 5, 0)
    assert room.owner.get(room.path)["person_read_seq"] == 5
    assert woken == [("realtime",)] * 5
    for what in ("read", "delivered"):
        for seq in (6, 2**63 - 1):
            refused = ask("PUT", f"/api/v1{room.path}/{what}", user=room.person.id, body={"seq": seq})
            assert (refused.status, refused.body["code"]) == (422, "MESSAGE_NOT_THERE_YET")
        for seq in (-1, 2**63, "two", None, 1.5):
            refused = ask("PUT", f"/api/v1{room.path}/{what}", user=room.person.id, body={"seq": seq})
            assert (refused.status, refused.body["code"]) == MALFORMED


def test_delivered_is_not_read(room: Room) -> None:
    room.say(room.owner)
    marked = room.put(room.person, "delivered", 1)
    assert (marked["me"]["last_read_seq"], marked["me"]["unread_count"], marked["badge"]["unread"]) == (
        0,
        1,
        1,
    )
    seen = room.owner.get(room.path)
    assert (seen["person_delivered_seq"], seen["person_read_seq"]) == (1, 0)


def test_who_writes_with_something_unread_has_not_read_it(room: Room) -> None:
    """It may have come while they were writing."""
    room.say(room.owner)
    room.say(room.person)
    assert room.person.get(room.path)["me"]["unread_count"] == 1
    assert room.owner.get(room.path)["person_read_seq"] == 0


def test_what_is_closed_is_only_read(database: Database, room: Room) -> None:
    room.say(room.owner)
    with database.connect() as db:
        db.execute("update conversations set closed_at = now()")
    status, answer = sends(room, room.person.id, body="One more thing.")
    assert (status, answer["code"], [*answer["details"][0]]) == (409, "CONVERSATION_CLOSED", ["closed_at"])
    assert room.put(room.person, "read", 1)["me"]["unread_count"] == 0


@pytest.mark.parametrize("blocker", ["owner", "person"])
def test_neither_writes_where_one_has_blocked(database: Database, room: Room, blocker: str) -> None:
    by, of = (room.owner, room.person) if blocker == "owner" else (room.person, room.owner)
    act_on(by.id, "PUT", of.id)
    for who in (room.owner, room.person):
        assert sends(room, who.id, body="Hello?")[1]["code"] == "BLOCKED"
    with database.connect() as db:
        other = act(
            db, room.owner.id, "select app.send_message(%s, %s, 'The deal goes on.')", *deal(database, room)
        )
    assert other == 1
    act_on(by.id, "DELETE", of.id)
    assert sends(room, room.person.id, body="Hello!")[0] == 201


def act_on(user: UUID, method: str, other: UUID) -> int:
    body = {"reason": "Spam"} if method == "PUT" else None
    return ask(method, f"/api/v1/blocks/{other}", user=user, body=body).status


def deal(database: Database, room: Room) -> tuple[UUID, UUID]:
    """The conversation of the deal that both have, and a client id."""
    with database.connect() as db:
        row = db.execute("select id from deals where brand_id = %s", (room.brand_id,)).fetchone()
        assert row is not None
        found: UUID = act(
            db,
            room.owner.id,
            "select (app.open_conversation('deal', %s, null, null)).conversation_id",
            row[0],
        )
    return found, uuid4()


def test_a_colleague_of_who_is_blocked_does_not_write_on(database: Database, room: Room) -> None:
    with database.connect() as db:
        colleague = make_member(db, room.brand_id, "campaign_manager")
    act_on(room.person.id, "PUT", room.owner.id)
    assert sends(room, colleague, body="It is me.")[1]["code"] == "BLOCKED"


def test_blocks_are_ones_own(room: Room) -> None:
    assert act_on(room.person.id, "PUT", room.owner.id) == 200
    assert act_on(room.person.id, "PUT", room.owner.id) == 200
    (listed,) = room.person.get("/blocks")["data"]
    brand = room.person.get(room.path)["brand"]["name"]
    assert (listed["blocked_user_id"], listed["name"], listed["reason"]) == (
        str(room.owner.id),
        brand,
        "Spam",
    )
    assert room.owner.get("/blocks")["data"] == []
    assert act_on(room.rival.id, "PUT", room.person.id) == 200
    assert room.rival.get("/blocks")["data"][0]["name"] is None  # whom one does not know has no name
    assert act_on(room.owner.id, "DELETE", room.person.id) == 404
    assert act_on(room.owner.id, "PUT", uuid4()) == 404
    assert act_on(room.owner.id, "PUT", room.owner.id) == 422
    assert [act_on(room.person.id, "DELETE", room.owner.id) for _ in range(2)] == [204, 404]


@pytest.mark.parametrize(
    ("rate_class", "method", "what", "body"),
    [
        ("message", "POST", "/messages", {"client_id": str(UUID(int=1)), "body": "x"}),
        ("mark", "PUT", "/read", {"seq": 0}),
        ("mark", "PUT", "/delivered", {"seq": 0}),
        ("typing", "POST", "/typing", None),
    ],
)
def test_what_a_chat_asks_for_has_limits_of_its_own(  # noqa: PLR0917 - a table of requests
    database: Database, room: Room, rate_class: str, method: str, what: str, body: object
) -> None:
    limit(database, rate_class, 1)
    path = f"/api/v1{room.path}{what}"
    answers = [ask(method, path, user=room.owner.id, body=body) for _ in range(2)]
    assert (answers[0].status < 300, answers[1].status) == (True, 429)
    assert f'"{rate_class}";r=0' in answers[1].headers["ratelimit"]
    assert "hour" not in answers[0].headers["ratelimit-policy"]  # the general limit is not touched
    assert ask("GET", f"/api/v1{room.path}", user=room.owner.id).status == 200


def test_a_push_that_fails_harms_nobody(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUEUE_URL_REALTIME", "http://127.0.0.1:9/nowhere")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    assert conversations.wake is messages.wake
    assert sends(room, room.owner.id, body="Still there.")[0] == 201
