"""A conversation as a file: for administrators, with a reason, one at a time."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from messaging import exporter
from tests.conftest import Database
from tests.factories.accounts import send as as_user
from tests.factories.events import LambdaContext
from tests.factories.exports import EXPORTS
from tests.integration.messaging.exporting import REASON, export
from tests.integration.messaging.writing import Writing, begin, send

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture
def writing(database: Database, message_bucket: "S3Client", export_bucket: "S3Client") -> Writing:
    """Two sides, and buckets for their files and for exports."""
    return begin(database)


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
