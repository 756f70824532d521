"""A conversation as a file: for administrators with a reason, with everything, and always the same of the same."""

import hashlib
import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from messaging import exporter
from messaging.exports import repository
from tests.actors import Person
from tests.conftest import Database
from tests.factories.accounts import send as as_user
from tests.factories.events import LambdaContext
from tests.factories.exports import EXPORTS, fetch, read
from tests.integration.messaging.writing import HOLD, Writing, begin, send

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

REASON = {"reason": "Dispute 4711"}


@pytest.fixture
def writing(database: Database, message_bucket: "S3Client", export_bucket: "S3Client") -> Writing:
    """Two sides, and buckets for their files and for exports."""
    return begin(database)


def export(writing: Writing, who: Person | None = None) -> tuple[Any, bytes]:
    """An export that is ready, and its file."""
    who = who or writing.admin
    asked = who.post(f"{writing.path}/export", **REASON)
    assert (asked["kind"], asked["status"], asked["checksum_sha256"]) == ("conversation", "pending", None)
    assert asked["conversation_id"] == str(writing.talk.conversation)
    assert exporter.lambda_handler({}, LambdaContext()) == {"batchItemFailures": []}
    ready = read(f"{EXPORTS}/{asked['id']}", who.id)
    assert ready["status"] == "ready"
    return ready, fetch(ready).content


def test_the_file_has_everything_and_its_sha256_is_told(writing: Writing) -> None:
    picture = writing.store()
    first = writing.write(None, "Grüße 🎉 from me.", picture)
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
    ready, content = export(writing)
    assert hashlib.sha256(content).hexdigest() == ready["checksum_sha256"]
    assert len(content) == ready["size_bytes"]
    told = json.loads(content)
    assert content == json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert told.keys() == {"conversation", "held_messages", "members", "messages", "reports", "version"}
    one, two = told["messages"]
    assert (one["seq"], one["body"], one["original"]) == (first, "Grüße 🎉 from me.", None)
    (file,) = one["attachments"]
    assert (file["file_name"], file["checksum_sha256"]) == ("tea.png", picture["checksum_sha256"])
    assert (two["redaction_reason"], two["original"]["body"], two["original"]["why"]) == (
        "abuse",
        "You fool.",
        "redaction",
    )
    assert [held["body"] for held in told["held_messages"]] == ["See me."]
    assert [report["reason"] for report in told["reports"]] == ["abuse"]
    assert {member["user_id"] for member in told["members"]} == {
        str(writing.brand.id),
        str(writing.person.id),
    }
    assert {one["user_id"] for one in told["conversation"]["people"]} == {
        str(writing.brand.id),
        str(writing.person.id),
    }
    assert "Dispute 4711" not in content.decode()


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


def test_only_administrators_with_a_reason_export_a_conversation(writing: Writing) -> None:
    path = f"{writing.path}/export"
    for who in (writing.brand, writing.person, writing.stranger):
        assert who.refused("POST", path, **REASON) == (403, "FORBIDDEN")
    for body in ({}, {"reason": ""}, {"reason": " \u200b"}, {"reason": "x" * 501}):
        assert writing.admin.refused("POST", path, **body)[0] == 422
    unknown = f"/conversations/{uuid4()}/export"
    assert writing.admin.refused("POST", unknown, **REASON) == (404, "NOT_FOUND")
    with writing.database.connect() as db:
        assert db.execute("select count(*) from exports").fetchone() == (0,)
    export(writing)
    with writing.database.connect() as db:
        logged = db.execute(
            "select action, user_id, resource_id, metadata ->> 'reason' from audit_logs"
            " where action like 'conversations.%' order by action"
        ).fetchall()
    assert logged == [
        (action, writing.admin.id, str(writing.talk.conversation), REASON["reason"])
        for action in ("conversations.export", "conversations.look")
    ]


def test_who_is_no_administrator_any_more_does_not_fetch_what_they_asked_for(writing: Writing) -> None:
    ready, _ = export(writing)
    path = f"{EXPORTS}/{ready['id']}"
    assert as_user("GET", path, user=writing.admin.id).status == 200
    assert as_user("GET", path, user=writing.brand.id).status == 404
    with writing.database.connect() as db:
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (writing.stranger.id,))
        db.execute("delete from user_roles where user_id = %s and role = 'admin'", (writing.admin.id,))
    assert as_user("GET", path, user=writing.admin.id).status == 404
    assert as_user("GET", EXPORTS, user=writing.admin.id).body["data"] == []


def test_the_same_file_is_written_once_at_a_time(writing: Writing) -> None:
    path = f"{writing.path}/export"
    writing.admin.post(path, **REASON)
    assert writing.admin.refused("POST", path, **REASON) == (409, "EXPORT_PENDING")
    once: dict[str, Any] = {"user": writing.admin.id, "body": REASON, "headers": {"idempotency-key": "one"}}
    exporter.lambda_handler({}, LambdaContext())
    first, again = (send("POST", f"/api/v1{path}", **once) for _ in range(2))
    assert (first.status, again.status, again.body["id"]) == (202, 202, first.body["id"])
