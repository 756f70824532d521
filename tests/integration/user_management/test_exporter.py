"""Files of exports: written in bounded memory, fetched for five minutes, gone after a week and with their person."""

import json
import tracemalloc
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from common import exports
from common.adapters.files import PART_BYTES, FileStore
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.exports import (
    EXPORTS,
    MEGABYTE,
    OF_ME,
    CountingS3,
    ask,
    fetch,
    files,
    read,
    refuse,
    row,
    run_job,
    write,
    write_about,
)
from user_management.exports import service

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def test_an_export_is_written_and_fetched(owner: UUID, export_bucket: "S3Client") -> None:
    path = ask(owner)
    assert (read(path, owner)["status"], read(path, owner)["download"]) == ("pending", None)
    inline = send("GET", "/api/v1/users/me/export", user=owner).body
    write()
    export = read(path, owner)
    answer = fetch(export)
    assert (export["status"], export["size_bytes"]) == ("ready", len(answer.content))
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-disposition"].startswith('attachment; filename="personal-data-')
    written = answer.json()
    assert written.keys() == inline.keys()
    assert written["data"].keys() == inline["data"].keys()
    for table in written["data"].keys() - {"audit_logs", "exports"}:
        assert written["data"][table] == inline["data"][table], table
    assert [one["id"] for one in send("GET", EXPORTS, user=owner).body["data"]] == [export["id"]]


def test_the_address_is_good_for_five_minutes_and_the_file_for_a_week(
    owner: UUID, export_bucket: "S3Client"
) -> None:
    path = ask(owner)
    write()
    export = read(path, owner)
    signed = parse_qs(urlsplit(export["download"]["url"]).query)
    assert signed["X-Amz-Expires"] == ["300"]
    assert run_job("retention", days=6)["exports"] == 0
    assert fetch(export).status_code == 200
    assert run_job("retention", days=8)["exports"] == 1
    assert fetch(export).status_code in {403, 404}
    assert send("GET", path, user=owner).status == 404
    assert files(export_bucket) == []


def test_an_export_that_has_expired_is_not_shown_though_nobody_has_cleared_it_away(
    database: Database, owner: UUID, export_bucket: "S3Client"
) -> None:
    path = ask(owner)
    write()
    with database.connect() as db:
        db.execute("update exports set expires_at = now()")
    assert send("GET", path, user=owner).status == 404
    assert send("GET", EXPORTS, user=owner).body["data"] == []


def test_an_export_is_its_persons_alone(
    owner: UUID, creator: UUID, admin: UUID, export_bucket: "S3Client"
) -> None:
    path = ask(owner)
    write()
    for other in (creator, admin):
        assert send("GET", path, user=other).status == 404
        assert send("GET", EXPORTS, user=other).body["data"] == []
    assert send("GET", path, service=True).status == 404
    assert send("GET", path).status == 403
    for is_service in (False, True):
        assert send("POST", OF_ME, service=is_service).status == 403
    assert read(path, owner)["status"] == "ready"


def test_who_asks_again_waits_for_the_first(owner: UUID, creator: UUID, export_bucket: "S3Client") -> None:
    key = {"idempotency-key": "once"}
    first = send("POST", OF_ME, user=owner, headers=key)
    assert send("POST", OF_ME, user=owner, headers=key).body == first.body
    again = send("POST", OF_ME, user=owner)
    assert (again.status, again.body["code"], again.headers["retry-after"]) == (409, "EXPORT_PENDING", "10")
    ask(creator)
    write()
    assert len(files(export_bucket)) == 2
    ask(owner)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> CountingS3:
    store, s3 = FileStore("exported"), CountingS3()
    store.__dict__["_s3"] = s3
    monkeypatch.setattr(exports, "export_store", lambda: store)
    return s3


def peak_of_writing() -> int:
    """Bytes that Python holds at the most while the worker writes."""
    tracemalloc.start()
    try:
        write()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file(database: Database, owner: UUID, counting: CountingS3) -> None:
    """A hundred megabytes are held no more than ten are: a part, and the rows that are on their way into it."""
    peaks = []
    for megabytes in (20, 80):
        with database.connect() as db:
            write_about(db, owner, megabytes=megabytes)
        ask(owner)
        peaks.append(peak_of_writing())
    assert counting.ended == ["completed", "completed"]
    assert sum(counting.parts) > 120 * MEGABYTE
    assert max(counting.parts) == PART_BYTES
    assert max(peaks) < 5 * PART_BYTES
    assert row(database, "max(size_bytes)") > 100 * MEGABYTE


def test_what_does_not_fit_into_an_answer_is_a_file(
    database: Database, owner: UUID, export_bucket: "S3Client"
) -> None:
    with database.connect() as db:
        write_about(db, owner, megabytes=7)
    for _ in range(2):
        answer = send("GET", "/api/v1/users/me/export", user=owner)
        assert (answer.status, answer.body["code"]) == (422, "ANSWER_TOO_LARGE")
        assert answer.body["details"] == [{"instead": f"POST {OF_ME}"}]
    path = ask(owner)
    write()
    written = fetch(read(path, owner)).json()
    assert len([line for line in written["data"]["audit_logs"] if line["action"] == "test"]) == 700


def test_who_is_forgotten_leaves_no_file(
    database: Database, owner: UUID, creator: UUID, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in (owner, creator):
        ask(person)
    write()
    ask(creator)
    assert send("POST", "/api/v1/users/me/erasure", user=creator).status == 202
    with monkeypatch.context() as broken:
        broken.setattr(FileStore, "delete", refuse)
        assert run_job("user-erasures", days=2)["errors"] == 1
    assert send("GET", "/api/v1/users/me", user=creator).status == 200, "all of it, or nothing"
    assert run_job("user-erasures", days=2)["done"] == 1
    write()
    assert row(database, "user_id") == owner
    assert len(files(export_bucket)) == 1


def test_half_a_document_is_valid_where_tables_are_empty(database: Database) -> None:
    nobody = exports.DueExport(UUID(int=1), UUID(int=2), None, None, None, None, None, None, 1)
    written = json.loads(b"".join(service.personal_data(nobody)))
    assert set(map(len, written["data"].values())) == {0}
