"""Who hears what: each under the name of today, with the rights of the moment, once a message and in order."""

import json
from datetime import datetime
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.factories.messaging import Talk, ask_support, read_up_to, send
from tests.factories.people import make_member, make_sign_in, make_user
from tests.integration.messaging.hearing import Hearing
from tests.typing import Connection


def test_a_message_is_heard_by_both_sides_with_what_each_has_to_read(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    client_id = UUID(int=7)
    seq = send(db, ours.conversation, ours.owner, "Guten Tag, Maria 🎉", client_id=client_id)
    hearing.run()
    [heard] = hearing.heard(ours.person)
    row = db.execute("select id, created_at from messages where seq = %s", (seq,)).fetchone()
    assert row is not None
    # PostgreSQL leaves out zeros at the end of a fraction, isoformat() does not: the moment is compared, not its text.
    assert datetime.fromisoformat(heard["created_at"]) == row[1]
    assert heard == {
        "v": 1, "type": "message.created", "conversation_id": str(ours.conversation), "seq": 1, "id": str(row[0]),
        "kind": "text", "side": "brand", "sender_user_id": str(ours.owner), "body": "Guten Tag, Maria 🎉",
        "created_at": heard["created_at"], "unread_count": 1, "badge": 1,
    }  # fmt: skip
    [own] = hearing.heard(ours.owner)
    assert own == heard | {"client_id": str(client_id), "unread_count": 0, "badge": 0}, (
        "on their other devices"
    )
    assert hearing.hints() == [], "what all have heard is gone"
    hearing.run()
    assert len(hearing.push.everything()) == 2


def test_a_channel_hears_in_the_order_of_writing_five_at_a_time(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    for number in range(12):
        send(db, ours.conversation, ours.owner, f"Number {number}")
    hearing.run()
    assert [event["seq"] for event in hearing.heard(ours.person)] == list(range(1, 13))
    sizes = [len(json.loads(body)["events"]) for _, body in hearing.push.requests]
    assert sorted(sizes) == [2, 2, 5, 5, 5, 5]
    assert hearing.heard(ours.person)[-1]["badge"] == 12


@pytest.mark.parametrize(
    ("body", "is_told"),
    [("a" * 2048, True), ("a" * 2049, False), ("é" * 1025, False), ("e" + "\u0301" * 9_999, False),
     ("\x01a" * 1024, False), ('"' * 1500, True), ('"' * 2048, False)],
    ids=["2 KB", "a byte more", "more bytes than characters", "combining marks", "escapes", "quotes", "more quotes"],
)  # fmt: skip
def test_a_long_text_is_left_to_a_request_and_no_event_is_above_four_kilobytes(
    db: Connection, ours: Talk, hearing: Hearing, body: str, is_told: bool
) -> None:
    send(db, ours.conversation, ours.owner, body)
    hearing.run()
    [heard] = hearing.heard(ours.person)
    assert heard.get("body") == (body if is_told else None)
    assert heard["seq"] == 1
    for _, request in hearing.push.requests:
        assert all(len(event.encode()) <= 4_096 for event in json.loads(request)["events"])


def test_a_member_who_was_removed_between_writing_and_telling_hears_nothing(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    member = make_member(db, ours.brand, "campaign_manager")
    send(db, ours.conversation, ours.person, "For all of you")
    hearing.forget()
    send(db, ours.conversation, ours.person, "And this")
    db.execute("alter table brand_memberships disable trigger part_with_members")
    db.execute("update brand_memberships set status = 'removed' where user_id = %s", (member,))
    hearing.run()
    assert hearing.heard(member) == []
    assert len(hearing.heard(ours.owner)) == 1


@pytest.mark.parametrize("status", ["suspended", "banned"])
def test_a_barred_person_with_an_open_socket_hears_nothing_more(
    db: Connection, ours: Talk, hearing: Hearing, status: str
) -> None:
    old = hearing.channel(ours.person)
    send(db, ours.conversation, ours.owner, "Before")
    hearing.run()
    assert len(hearing.push.heard_by(old)) == 1
    send(db, ours.conversation, ours.owner, "Written before, told after")
    db.execute("update auth.users set status = %s where id = %s", (status, ours.person))
    hearing.run()
    assert len(hearing.push.heard_by(old)) == 1
    assert hearing.heard(ours.person) == []
    assert len(hearing.heard(ours.owner)) == 2, "what one may not hear is nobody else's loss"


def test_a_device_that_was_signed_out_hears_of_the_new_name_and_nothing_under_it(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    first, _ = make_sign_in(db, ours.person), make_sign_in(db, ours.person)
    old = hearing.channel(ours.person)
    db.execute("update local_identity.refresh_token_families set revoked_at = now() where id = %s", (first,))
    send(db, ours.conversation, ours.owner, "For those who are left")
    hearing.run()
    assert hearing.push.heard_by(old) == [{"v": 1, "type": "channel.renewed"}]
    assert [event["type"] for event in hearing.heard(ours.person)] == ["message.created"]
    old = hearing.channel(ours.person)
    db.execute("update local_identity.refresh_token_families set revoked_at = now()")
    send(db, ours.conversation, ours.owner, "For nobody")
    hearing.run()
    assert [event["type"] for event in hearing.push.heard_by(old)] == ["message.created"], "as before"


def test_reading_is_told_to_the_other_side_and_to_ones_other_devices(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    send(db, ours.conversation, ours.owner)
    hearing.run()
    hearing.forget()
    read_up_to(db, ours.conversation, ours.person, 1)
    hearing.run()
    [read] = hearing.heard(ours.owner)
    assert (read["type"], read["seq"]) == ("conversation.read", 1)
    assert (read["person_read_seq"], read["team_read_seq"]) == (1, 1)
    [unread] = hearing.heard(ours.person, "unread.changed")
    assert (unread["conversation_id"], unread["unread_count"], unread["badge"]) == (
        str(ours.conversation),
        0,
        0,
    )


def test_what_became_of_a_held_message_is_its_senders_alone(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    for word in ("held", "released", "refused"):
        db.execute(
            "select app.queue_event(jsonb_build_object('type', %s::text, 'user_id', %s::uuid,"
            " 'conversation_id', %s::uuid, 'held_id', %s::uuid))",
            (f"message.{word}", ours.person, ours.conversation, UUID(int=1)),
        )
    hearing.run()
    assert [event["type"] for event in hearing.heard(ours.person)] == [
        "message.held", "message.released", "message.refused",
    ]  # fmt: skip
    assert hearing.heard(ours.person)[0] == {
        "v": 1, "type": "message.held", "conversation_id": str(ours.conversation), "held_id": str(UUID(int=1)),
    }  # fmt: skip
    assert hearing.heard(ours.owner) == []


def test_what_became_of_a_held_message_is_not_told_to_who_may_read_no_more(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    member = make_member(db, ours.brand, "campaign_manager")
    for user in (member, ours.owner):
        db.execute(
            "select app.queue_event(jsonb_build_object('type', 'message.refused', 'user_id', %s::uuid,"
            " 'conversation_id', %s::uuid))", (user, ours.conversation),
        )  # fmt: skip
    db.execute("update brand_memberships set status = 'removed' where user_id = %s", (member,))
    hearing.run()
    assert (len(hearing.heard(member)), len(hearing.heard(ours.owner))) == (0, 1)


def test_what_is_unread_is_told_as_it_is_when_it_is_told(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    for _ in range(3):
        send(db, ours.conversation, ours.owner)
    for seq in (1, 2):
        read_up_to(db, ours.conversation, ours.person, seq)
    hearing.run()
    heard = hearing.heard(ours.person, "unread.changed")
    assert [(event["unread_count"], event["last_read_seq"]) for event in heard] == [(1, 2), (1, 2)]


def test_a_redacted_message_is_heard_of_without_its_text(
    db: Connection, ours: Talk, hearing: Hearing
) -> None:
    send(db, ours.conversation, ours.owner, "secret@example.com")
    db.execute("update messages set redacted_at = now(), redaction_reason = 'spam', body = '[redacted]'")
    db.execute(
        "select app.queue_event(jsonb_build_object('type', 'message.redacted', 'conversation_id', %s::uuid,"
        " 'seq', 1))", (ours.conversation,),
    )  # fmt: skip
    hearing.run()
    created, redacted = hearing.heard(ours.person)
    assert "body" not in created
    assert (redacted["type"], redacted["seq"]) == ("message.redacted", 1)
    assert "redacted_at" in redacted


def test_support_is_heard_by_administrators_only_while_they_are(db: Connection, hearing: Hearing) -> None:
    admin, former = make_user(db, "admin"), make_user(db, "admin")
    person, conversation = ask_support(db)
    hearing.forget()
    send(db, conversation, person, "Help")
    db.execute("alter table user_roles disable trigger part_with_support")
    db.execute("delete from user_roles where user_id = %s and role = 'admin'", (former,))
    hearing.run()
    assert [event["body"] for event in hearing.heard(admin)] == ["Help"]
    assert hearing.heard(former) == []


def test_fifty_members_hear_one_message(db: Connection, ours: Talk, hearing: Hearing) -> None:
    members = [make_member(db, ours.brand, "campaign_manager") for _ in range(49)]
    hearing.forget()
    send(db, ours.conversation, ours.person, "To fifty")
    assert len(hearing.hints()) == 1, "one row a message"
    hearing.run()
    assert all([event["seq"] for event in hearing.heard(one)] == [1] for one in [*members, ours.owner])
    assert len(hearing.push.everything()) == 51


def test_a_hint_of_a_type_that_nobody_knows_is_deleted(db: Connection, hearing: Hearing) -> None:
    types = ("from.the.future", "message.created", "message.held", "notification.created", "deal.status")
    for kind in types:
        odd: object
        for odd in ("x", 1, None, ["x"], [1], {}):
            names = ("user_id", "conversation_id", "notification_ids", "deal_id", "seq", "escrow_id")
            payload: dict[str, object] = {**dict.fromkeys(names, odd), "type": kind}
            db.execute("select app.queue_event(%s)", (Jsonb(payload),))
    db.execute(
        "select app.queue_event('{}'), app.queue_event('[]'), app.queue_event('1'), app.queue_event(null)"
    )
    assert len(hearing.hints()) == len(types) * 6 + 1, "what is no object is no event"
    hearing.run()
    assert (hearing.hints(), hearing.push.everything()) == ([], [])


def test_only_the_worker_may_ask_who_hears(database: Database, ours: Talk) -> None:
    with database.connect("api_login") as login, pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute("select app.hearers('{}')")
