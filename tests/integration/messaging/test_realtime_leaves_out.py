"""What a hint leaves out, and what it says of what was taken away."""

from tests.factories.messaging import send, talk
from tests.integration.messaging.hearing import Hearing
from tests.typing import Connection


def test_files_and_offers_are_left_to_a_request(db: Connection, hearing: Hearing) -> None:
    """An event with a body is all that there is; these have more."""
    offered = talk(db, "deal")
    row = db.execute(
        "insert into message_attachments (conversation_id, brand_id, person_user_id, uploaded_by, file_name,"
        " object_key, media_type, size_bytes, status) select"
        " id, brand_id, person_user_id, %s, 'tea.png', 'k', 'image/png', 7,"
        " 'stored' from conversations where id = %s returning id", (offered.owner, offered.conversation),
    ).fetchone()  # fmt: skip
    assert row is not None
    send(db, offered.conversation, offered.owner, "See this", attachments=(row[0],))
    send(db, offered.conversation, offered.owner, "And this?")
    hearing.run()
    heard = hearing.heard(offered.person, "message.created")
    assert [(event["kind"], event.get("body")) for event in heard] == [
        ("offer", None), ("file", None), ("text", "And this?"),
    ]  # fmt: skip


def test_what_was_erased_is_told_once_for_a_conversation(db: Connection, hearing: Hearing) -> None:
    ours = talk(db)
    for _ in range(3):
        send(db, ours.conversation, ours.owner)
    hearing.forget()
    db.execute("select app.forget_messages(%s)", (ours.owner,))
    hearing.run()
    [heard] = hearing.heard(ours.person)
    assert heard == {
        "v": 1, "type": "conversation.revised", "conversation_id": str(ours.conversation), "revision": 1,
    }  # fmt: skip
