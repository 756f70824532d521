"""What stands in the file of a conversation: everything, and always the same of the same."""

import hashlib
import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from messaging.exports import repository
from tests.conftest import Database
from tests.integration.messaging.exporting import REASON, export
from tests.integration.messaging.writing import HOLD, Writing, begin

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture
def writing(database: Database, message_bucket: "S3Client", export_bucket: "S3Client") -> Writing:
    """Two sides, and buckets for their files and for exports."""
    return begin(database)


def dispute(writing: Writing) -> dict[str, Any]:
    """A picture was sent, a message redacted and reported, and another kept back: the facts of the picture."""
    picture: dict[str, Any] = writing.store()
    writing.write(None, "Grüße 🎉 from me.", picture)
    redacted = writing.write(writing.brand, "[redacted]")
    with writing.database.connect() as db:
        db.execute(
            "update messages set redacted_at = now(), redaction_reason = 'abuse', redacted_by = %s where seq = %s",
            (writing.admin.id, redacted),
        )
        db.execute(
            "insert into message_originals values (%s, %s, 'You fool.', 'redaction')",
            (writing.talk.conversation, redacted),
        )
        db.execute(HOLD, (uuid4(), [], writing.talk.conversation))
        db.execute(
            "insert into message_reports (conversation_id, seq, person_user_id, brand_id, reporter_user_id, reason)"
            " select conversation_id, seq, person_user_id, brand_id, person_user_id, 'abuse' from messages"
            " where seq = %s",
            (redacted,),
        )
    return picture


def test_the_file_is_canonical_and_its_sha256_is_told(writing: Writing) -> None:
    dispute(writing)
    ready, content = export(writing)
    assert hashlib.sha256(content).hexdigest() == ready["checksum_sha256"]
    assert len(content) == ready["size_bytes"]
    told = json.loads(content)
    assert content == json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert told.keys() == {"conversation", "held_messages", "members", "messages", "reports", "version"}


def test_the_file_has_everything_but_why_it_was_asked_for(writing: Writing) -> None:
    picture = dispute(writing)
    _, content = export(writing)
    told = json.loads(content)
    one, two = told["messages"]
    assert (one["seq"], one["body"], one["original"]) == (1, "Grüße 🎉 from me.", None)
    (file,) = one["attachments"]
    assert (file["file_name"], file["checksum_sha256"]) == ("tea.png", picture["checksum_sha256"])
    original = two["original"]
    assert (two["redaction_reason"], original["body"], original["why"]) == ("abuse", "You fool.", "redaction")
    assert [held["body"] for held in told["held_messages"]] == ["See me."]
    assert [report["reason"] for report in told["reports"]] == ["abuse"]
    people = {str(writing.brand.id), str(writing.person.id)}
    assert {member["user_id"] for member in told["members"]} == people
    assert {one["user_id"] for one in told["conversation"]["people"]} == people
    assert REASON["reason"] not in content.decode()


def test_of_the_same_content_the_file_is_the_same_and_of_other_content_another(writing: Writing) -> None:
    writing.write(None, "One.")
    (first, same), (second, again) = export(writing), export(writing)
    assert (first["id"] != second["id"], same == again) == (True, True)
    assert first["checksum_sha256"] == second["checksum_sha256"]
    writing.write(None, "Two.")
    assert export(writing)[0]["checksum_sha256"] != first["checksum_sha256"]


def test_an_empty_conversation_is_a_file_too(writing: Writing) -> None:
    assert json.loads(export(writing)[1])["messages"] == []


def test_of_many_messages_each_is_there_once_in_order(writing: Writing) -> None:
    writing.write_many(1_203)
    told = json.loads(export(writing)[1])
    assert [one["seq"] for one in told["messages"]] == [*range(1, 1204)]


def test_what_is_written_meanwhile_is_in_the_next_one(
    writing: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.write(None, "One.")
    reading = repository.held_json

    def slowly(*given: Any) -> Any:
        writing.write(None, "Meanwhile.")
        return reading(*given)

    with monkeypatch.context() as at_once:
        at_once.setattr(repository, "held_json", slowly)
        told = json.loads(export(writing)[1])
    assert [one["body"] for one in told["messages"]] == ["One."]
    assert len(json.loads(export(writing)[1])["messages"]) == 2
