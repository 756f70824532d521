"""Who is forgotten leaves numbers and no words: what goes at once, what a hold keeps out of sight, who is in time."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import psycopg
import pytest

from messaging.retention.service import run_retention
from tests.actors import Person
from tests.conftest import Database
from tests.factories.accounts import send as as_user
from tests.factories.deals import act
from tests.factories.people import make_member
from tests.integration.messaging.writing import HOLD, Writing, begin, dispute, hold, keys, send
from tests.integration.user_management.test_erasures import ERASURE, run_job
from tests.typing import Connection

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture
def writing(
    database: Database, provider: None, message_bucket: "S3Client", export_bucket: "S3Client", avatar_bucket: "S3Client"
) -> Writing:  # fmt: skip
    """Two sides; nothing runs between them that an erasure would have to wait for."""
    made = begin(database)
    with database.connect() as db:
        act(db, made.talk.person, "select app.decline_offer(id) from deals")
    return made


def erase(who: UUID) -> None:
    """Somebody asks to be forgotten, and is."""
    assert as_user("POST", ERASURE, user=who).status == 202
    assert run_job()["counts"]["done"] == 1


def bodies(writing: Writing, who: Person) -> list[str]:
    """What somebody reads in the conversation, oldest first."""
    return [one["body"] for one in reversed(who.get(f"{writing.path}/messages")["data"])]


def exported(who: Person, table: str) -> Any:
    """What somebody's own copy says of a table, messages by their numbers."""
    answer = as_user("GET", "/api/v1/users/me/export", user=who.id)
    assert answer.status == 200, answer.body
    return sorted(answer.body["data"][table], key=lambda row: row.get("seq") or 0)


def redact(db: Connection, writing: Writing, seq: int, body: str) -> None:
    """A message is redacted, and its body rests."""
    conversation = writing.talk.conversation
    db.execute("insert into message_originals values (%s, %s, %s, 'redaction')", (conversation, seq, body))
    db.execute(
        "update messages set body = '[redacted]', redacted_at = now(), redaction_reason = 'abuse'"
        " where conversation_id = %s and seq = %s",
        (conversation, seq),
    )


def leave_traces(writing: Writing) -> Any:
    """The creator's words in every table; the file that was sent."""
    sent, held = writing.store(), writing.store()
    for body, files in (("SECRET one", (sent,)), ("SECRET two", ())):
        writing.write(None, body, *files)
    writing.write(writing.brand, "What the brand wrote.")
    with writing.database.connect() as db:
        redact(db, writing, 2, "SECRET two")
        db.execute(HOLD, (uuid4(), [held["id"]], writing.talk.conversation))
        db.execute("update held_messages set body = 'SECRET held'")
        db.execute(
            "insert into message_reports (conversation_id, seq, brand_id, person_user_id, reporter_user_id, reason,"
            " note) select conversation_id, 3, brand_id, person_user_id, person_user_id, 'spam', 'SECRET note'"
            " from messages where seq = 1"
        )
        db.execute(
            "insert into user_blocks values (%s, %s, 'SECRET')", (writing.person.id, writing.stranger.id)
        )
        db.execute("insert into user_blocks values (%s, %s)", (writing.stranger.id, writing.person.id))
    return sent


def secrets(database: Database) -> list[str]:
    """Tables in which a secret word still stands."""
    with database.connect() as db:
        return [
            table
            for table in ("messages", "message_originals", "held_messages", "message_reports", "user_blocks")
            if "SECRET" in str(db.execute(f"select to_jsonb(t) from {table} as t".encode()).fetchall())
        ]


def test_what_somebody_wrote_is_blanked_and_keeps_its_number_and_its_redaction(
    writing: Writing, message_bucket: "S3Client"
) -> None:
    sent = leave_traces(writing)
    assert len(secrets(writing.database)) == 5, "in each of these tables"
    erase(writing.person.id)
    assert secrets(writing.database) == []
    assert bodies(writing, writing.brand) == ["[erased]", "[redacted]", "What the brand wrote."]
    with writing.database.connect() as db:
        rows = db.execute("select seq, redaction_reason from messages order by seq").fetchall()
        for table in ("message_originals", "held_messages", "user_blocks"):
            assert db.execute(f"select count(*) from {table}".encode()).fetchone() == (0,)
        members = db.execute("select user_id from conversation_members").fetchall()
        closed = db.execute("select closed_at is not null from conversations").fetchone()
        names = db.execute("select distinct file_name from message_attachments").fetchall()
        channels = db.execute(
            "select count(*) from realtime_channels where user_id = %s", (writing.person.id,)
        ).fetchone()
    assert rows == [(1, None), (2, "abuse"), (3, None)]
    assert (members, closed, channels) == ([(writing.brand.id,)], (True,), (0,))
    assert names == [("[erased]",)]
    path = f"{writing.files}/{sent['id']}/download"
    assert writing.brand.refused("GET", path) == (404, "NOT_FOUND"), "at once"
    assert len(keys(message_bucket)) == 2
    assert run_retention(datetime.now(UTC))["erased_files"] == 2
    assert keys(message_bucket) == []
    assert exported(writing.brand, "messages")[0]["body"] == "What the brand wrote."


def test_a_person_of_a_brand_leaves_their_words_and_the_conversation_goes_on(writing: Writing) -> None:
    with writing.database.connect() as db:
        manager = Person(make_member(db, writing.talk.brand, "campaign_manager"), send)
    writing.write(manager, "SECRET of the manager")
    writing.write(writing.brand, "From the owner.")
    writing.write(None, "From the creator.")
    erase(manager.id)
    for who in (writing.brand, writing.person):
        assert bodies(writing, who) == ["[erased]", "From the owner.", "From the creator."]
    assert [one["body"] for one in exported(writing.person, "messages")] == [
        "[erased]",
        "From the owner.",
        "From the creator.",
    ]
    writing.write(None, "And on.")


def test_conversations_of_a_brand_of_which_nobody_is_left_are_closed(writing: Writing) -> None:
    writing.write(None, "Hello.")
    erase(writing.brand.id)
    with pytest.raises(psycopg.Error) as error:
        writing.write(None, "Anybody there?")
    assert error.value.sqlstate == "IZ001"


@pytest.mark.parametrize("keep", [hold, dispute])
def test_a_hold_keeps_the_words_out_of_sight_until_it_ends(
    writing: Writing, message_bucket: "S3Client", keep: Callable[[Writing, bool], None]
) -> None:
    sent = leave_traces(writing)
    keep(writing, True)
    erase(writing.person.id)
    assert bodies(writing, writing.brand) == ["[erased]", "[redacted]", "What the brand wrote."]
    assert secrets(writing.database) == ["message_originals", "held_messages"]
    path = f"{writing.files}/{sent['id']}/download"
    assert writing.brand.refused("GET", path) == (404, "NOT_FOUND")
    assert writing.admin.get(path, reason="The dispute")["url"]
    with writing.database.connect() as db:
        kept = db.execute("select seq, body, why from message_originals order by seq").fetchall()
    assert kept == [(1, "SECRET one", "erasure"), (2, "SECRET two", "redaction")]
    counts = run_retention(datetime.now(UTC))
    assert (counts["erased_people"], counts["erased_files"], len(keys(message_bucket))) == (0, 0, 2)
    keep(writing, False)
    counts = run_retention(datetime.now(UTC))
    assert (counts["erased_people"], counts["erased_files"]) == (1, 2)
    assert secrets(writing.database) == []
    assert keys(message_bucket) == []
    assert run_retention(datetime.now(UTC))["erased_people"] == 0


def test_who_names_a_file_as_the_erased_are_named_does_not_destroy_what_a_hold_keeps(
    writing: Writing, message_bucket: "S3Client"
) -> None:
    file = writing.store(file_name="[erased]")
    writing.write(None, "[erased]", file)
    hold(writing, on=True)
    erase(writing.person.id)
    run_retention(datetime.now(UTC))
    assert keys(message_bucket) == [file["object_key"]]


def test_what_was_held_is_not_released_behind_an_erasure(writing: Writing) -> None:
    hold(writing, on=True)
    with writing.database.connect() as db:
        db.execute(HOLD, (uuid4(), [], writing.talk.conversation))
    erase(writing.person.id)
    with writing.database.connect() as db, pytest.raises(psycopg.Error) as error:
        db.execute(
            "select app.put_message(c, h.sender_user_id, h.side, h.client_id, 'text', h.body, '{}', null, '{}')"
            " from held_messages as h inner join conversations as c on c.id = h.conversation_id for no key update of c"
        )
    assert error.value.sqlstate == "IU001"


def test_ones_own_copy_has_what_one_wrote_and_got_and_no_secrets_of_others(writing: Writing) -> None:
    leave_traces(writing)
    with writing.database.connect() as db:
        db.execute(
            "insert into message_reports (conversation_id, seq, brand_id, person_user_id, reporter_user_id, reason,"
            " note) select conversation_id, seq, brand_id, person_user_id, %s, 'abuse', 'OTHER' from messages",
            (writing.brand.id,),
        )
        db.execute(
            "update message_reports set status = 'dismissed', reviewed_by = %s, reviewed_at = now(),"
            " review_note = 'INTERNAL note'",
            (writing.admin.id,),
        )
    own = {
        table: exported(writing.person, table)
        for table in ("messages", "message_originals", "held_messages", "message_attachments", "message_reports",
                      "user_blocks", "conversations", "conversation_members")
    }  # fmt: skip
    assert [one["body"] for one in own["messages"]] == ["SECRET one", "[redacted]", "What the brand wrote."]
    assert [one["body"] for one in own["message_originals"]] == ["SECRET two"]
    assert [one["body"] for one in own["held_messages"]] == ["SECRET held"]
    assert len(own["message_attachments"]) == 2
    assert [one["note"] for one in own["message_reports"]] == ["SECRET note"]
    assert [one["blocked_user_id"] for one in own["user_blocks"]] == [str(writing.stranger.id)]
    assert (len(own["conversations"]), len(own["conversation_members"])) == (1, 1)
    text = str({table: rows for table, rows in own.items() if table != "conversations"})
    assert str(writing.brand.id) not in text
    assert "OTHER" not in text
    assert "INTERNAL" not in text
    theirs = exported(writing.brand, "messages")
    assert [one["body"] for one in theirs] == ["What the brand wrote."]
    assert exported(writing.stranger, "messages") == []
    assert [one["blocked_user_id"] for one in exported(writing.stranger, "user_blocks")] == [
        str(writing.person.id)
    ]
