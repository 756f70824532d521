"""Files of messages that are refused, are too many, or wait too long."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, LiteralString
from uuid import uuid4

import psycopg
import pytest

from common.adapters.files import FileStore, FileStoreUnavailable
from common.adapters.scanning.guardduty import TAG
from common.adapters.scanning.stub import EICAR
from messaging.attachments import service
from tests.conftest import Database
from tests.factories.deals import act
from tests.factories.messaging import talk
from tests.integration.campaign_lifecycle.uploads import PDF, PNG, upload
from tests.integration.messaging.writing import HOLD, PICTURE, Writing, begin, keys

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

NOT_FOUND = (404, "NOT_FOUND")


@pytest.fixture
def writing(database: Database, message_bucket: "S3Client") -> Writing:
    """Two sides, and a bucket for their files."""
    return begin(database)


@pytest.mark.parametrize(
    ("fields", "content", "reason"),
    [
        ({}, PDF, "type"),
        ({"size_bytes": len(PNG) - 1}, PNG, "size"),
        ({"checksum_sha256": "0" * 64}, PNG, "checksum"),
    ],
    ids=["PDF as PNG", "larger", "other contents"],
)
def test_what_is_not_as_announced_is_refused_and_deleted(
    writing: Writing, message_bucket: "S3Client", fields: dict[str, Any], content: bytes, reason: str
) -> None:
    file = writing.announce(**fields)
    upload(file, content)
    path = f"{writing.files}/{file['id']}/complete"
    assert writing.person.refused("POST", path) == (422, "ASSET_REFUSED")
    with writing.database.connect() as db:
        assert db.execute("select status, refusal_reason from message_attachments").fetchall() == [
            ("refused", reason)
        ]
    assert keys(message_bucket) == []


def test_an_unscanned_file_waits_and_an_unsafe_one_is_gone(
    writing: Writing, message_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, unsafe = writing.announce(), writing.announce(size_bytes=1_000)
    upload(waiting, PNG)
    monkeypatch.setenv("UPLOAD_SCANNER", "guardduty")
    path = f"{writing.files}/{waiting['id']}/complete"
    assert writing.person.refused("POST", path) == (409, "ASSET_NOT_SCANNED")
    message_bucket.put_object_tagging(
        Bucket="written", Key=waiting["upload"]["fields"]["key"],
        Tagging={"TagSet": [{"Key": TAG, "Value": "NO_THREATS_FOUND"}]},
    )  # fmt: skip
    stored = writing.person.post(path)
    monkeypatch.setenv("UPLOAD_SCANNER", "stub")
    upload(unsafe, PNG[:20] + EICAR)
    refused = writing.person.refused("POST", f"{writing.files}/{unsafe['id']}/complete")
    assert refused == (422, "ASSET_UNSAFE")
    assert keys(message_bucket) == [stored["object_key"]]


@pytest.mark.parametrize(
    "fields",
    [
        {"size_bytes": 26_214_401},
        {"size_bytes": 0},
        {"media_type": "text/html"},
        {"file_name": "../a.png"},
        {"seq": 1},
    ],
)
def test_a_malformed_announcement_leaves_nothing(writing: Writing, fields: dict[str, object]) -> None:
    assert writing.person.refused("POST", writing.files, **PICTURE | fields)[0] == 422
    with writing.database.connect() as db:
        assert db.execute("select count(*) from message_attachments").fetchone() == (0,)


def test_in_a_closed_conversation_and_to_who_has_blocked_one_nothing_is_uploaded(writing: Writing) -> None:
    with writing.database.connect() as db:
        db.execute("insert into user_blocks values (%s, %s)", (writing.person.id, writing.brand.id))
    for who in (writing.person, writing.brand):
        assert who.refused("POST", writing.files, **PICTURE) == (403, "BLOCKED")
    with writing.database.connect() as db:
        db.execute("delete from user_blocks")
        db.execute("update conversations set closed_at = now()")
    assert writing.person.refused("POST", writing.files, **PICTURE) == (409, "CONVERSATION_CLOSED")


def test_twenty_files_wait_to_be_sent_and_no_more_in_whatever_conversation(writing: Writing) -> None:
    other = begin(writing.database)
    copies: LiteralString = (
        "insert into message_attachments (conversation_id, brand_id, person_user_id, uploaded_by, file_name,"
        " object_key, media_type, size_bytes) select id, brand_id, person_user_id, %s, 'a', 'k' || n, 'image/png', 1"
        " from conversations, generate_series(1, 18) as n where id = %s"
    )
    with writing.database.connect() as db:
        db.execute(copies, (writing.person.id, talk(db).conversation))

    def announce(_: int) -> str:
        with writing.database.connect() as db:
            try:
                act(
                    db, writing.person.id, "select app.announce_attachment(%s, 'a.png', 'image/png', 1, null)",
                    writing.talk.conversation,
                )  # fmt: skip
            except psycopg.Error as error:
                return str(error.sqlstate)
        return "announced"

    with ThreadPoolExecutor(6) as at_once:
        told = sorted(at_once.map(announce, range(6)))
    assert told == [*["IC019"] * 4, *["announced"] * 2]
    assert writing.person.refused("POST", writing.files, **PICTURE) == (409, "TOO_MANY_FILES")
    assert other.announce()["status"] == "pending", "somebody else's are not counted"


def test_the_clock_deletes_what_was_not_sent_within_a_day(
    writing: Writing, message_bucket: "S3Client"
) -> None:
    pending, loose, sent, held = writing.announce(), *(writing.store() for _ in range(3))
    upload(pending, PNG)
    writing.write(None, "Here.", sent)
    with writing.database.connect() as db:
        db.execute(HOLD, (uuid4(), [held["id"]], writing.talk.conversation))

    def swept(hours: int) -> int:
        return service.sweep(datetime.now(UTC) + timedelta(hours=hours))

    assert [swept(23), swept(25), swept(25)] == [0, 2, 0]
    assert keys(message_bucket) == sorted([sent["object_key"], held["object_key"]])
    assert loose["object_key"] not in keys(message_bucket)


def test_a_file_store_that_is_down_leaves_the_row_to_be_tried_again(
    writing: Writing, message_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = writing.store()
    path = f"{writing.files}/{stored['id']}"
    with monkeypatch.context() as down:
        down.setattr(FileStore, "delete", _down)
        assert writing.person.refused("DELETE", path) == (503, "FILE_STORE_UNAVAILABLE")
        with pytest.raises(FileStoreUnavailable):
            service.sweep(datetime.now(UTC) + timedelta(days=2))
    writing.person.delete(path)
    assert keys(message_bucket) == []


def _down(*_: object) -> None:
    raise FileStoreUnavailable
