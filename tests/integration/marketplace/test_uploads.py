"""Files for deals: who announces, uploads, hands in and reads them; which are refused, and what the clock deletes."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, LiteralString
from uuid import uuid4

import httpx
import pytest

from common.adapters.scanning.guardduty import TAG
from common.adapters.scanning.stub import EICAR
from common.file_rows import IDLE, UNFINISHED
from marketplace.deadlines.service import run_deadlines
from tests.actors import Person
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.uploads import PDF, PNG, SHA256, upload
from tests.integration.marketplace.conftest import Sides, send
from tests.integration.marketplace.test_escrows import begin

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PICTURE = {"file_name": "tea.png", "media_type": "image/png", "size_bytes": len(PNG)}


def announce(who: Person, escrow: str, **fields: object) -> Any:
    """An announced file: a PNG of the right size."""
    return who.post(f"{escrow}/uploads", **PICTURE | fields)


def store(who: Person, escrow: str) -> Any:
    """A file that is uploaded and stored."""
    file = announce(who, escrow)
    upload(file, PNG)
    return who.post(f"{escrow}/uploads/{file['id']}/complete")


def keys(bucket: "S3Client") -> list[str]:
    """What lies in the bucket."""
    return sorted(one["Key"] for one in bucket.list_objects_v2(Bucket="work").get("Contents", []))


def test_a_file_is_handed_in_and_read_by_both_sides(bucket: "S3Client", sides: Sides) -> None:
    escrow = begin(sides)
    file = announce(sides.creator, escrow, checksum_sha256=SHA256)
    assert (file["status"], file["download"]) == ("pending", None)
    assert sides.creator.get(escrow)["status"] == "work_in_progress", "the first file starts the work"
    upload(file, PNG)
    path = f"{escrow}/uploads/{file['id']}"
    stored = sides.creator.post(f"{path}/complete")
    assert (stored["status"], stored["checksum_sha256"], stored["upload"]) == ("stored", SHA256, None)
    assert sides.brand.refused("GET", path) == (404, "NOT_FOUND")
    assert sides.brand.get(f"{escrow}/uploads")["data"] == []
    work = sides.creator.post(f"{escrow}/submit", kind="file", file=stored["object_key"])
    handed_in = f"{escrow}/submissions/{work['id']}/file"
    for reader in (sides.brand, sides.creator):
        for seen in (reader.get(path), reader.get(handed_in)):
            answer = httpx.get(seen["download"]["url"])
            assert (answer.status_code, answer.content) == (200, PNG)
            assert answer.headers["content-disposition"].startswith('attachment; filename="tea.png"')
        assert [one["id"] for one in reader.get(f"{escrow}/uploads")["data"]] == [file["id"]]
    assert keys(bucket) == [stored["object_key"]]
    assert sides.brand.post(f"{escrow}/approve", submission_id=work["id"])["status"] == "released"


def test_only_the_creator_announces_completes_and_deletes(
    bucket: "S3Client", database: Database, sides: Sides
) -> None:
    escrow = begin(sides)
    waiting, stored = announce(sides.creator, escrow), store(sides.creator, escrow)
    upload(waiting, PNG)
    with database.connect() as db:
        admin = Person(make_user(db, "admin"), send)
    for stranger, told in (
        (sides.stranger, (404, "NOT_FOUND")),
        (sides.brand, (404, "NOT_FOUND")),
        (admin, (403, "FORBIDDEN")),
    ):
        for path in (f"{escrow}/uploads/{one['id']}" for one in (waiting, stored)):
            assert stranger.refused("POST", f"{path}/complete") == told
            assert stranger.refused("DELETE", path) == told
    assert sides.stranger.refused("POST", f"{escrow}/uploads", **PICTURE) == (404, "NOT_FOUND")
    assert sides.stranger.refused("GET", f"{escrow}/uploads") == (404, "NOT_FOUND")
    for who in (sides.brand, admin):
        assert who.refused("POST", f"{escrow}/uploads", **PICTURE) == (403, "FORBIDDEN")
    assert admin.get(f"{escrow}/uploads/{waiting['id']}")["upload"] is None, "no form for who may only read"
    sides.creator.delete(f"{escrow}/uploads/{waiting['id']}")
    assert keys(bucket) == [stored["object_key"]]


def test_a_file_of_another_milestone_is_not_handed_in(bucket: "S3Client", sides: Sides) -> None:
    escrow, other = begin(sides), begin(sides)
    file = store(sides.creator, other)
    work = {"kind": "file", "file": file["object_key"]}
    assert sides.creator.refused("POST", f"{escrow}/submit", **work) == (422, "FILE_NOT_UPLOADED")
    pending = {"kind": "file", "file": announce(sides.creator, other)["object_key"]}
    assert sides.creator.refused("POST", f"{other}/submit", **pending) == (422, "FILE_NOT_UPLOADED")
    for path in (f"{escrow}/uploads/{file['id']}", f"{escrow}/uploads/{uuid4()}"):
        assert sides.creator.refused("GET", path) == (404, "NOT_FOUND")
        assert sides.creator.refused("POST", f"{path}/complete") == (404, "NOT_FOUND")
        assert sides.creator.refused("DELETE", path) == (404, "NOT_FOUND")
    handed_in = sides.creator.post(f"{other}/submit", **work)["id"]
    assert sides.creator.refused("GET", f"{escrow}/submissions/{handed_in}/file") == (404, "NOT_FOUND")
    assert sides.creator.get(f"{other}/submissions/{handed_in}/file")["id"] == file["id"]


def test_without_held_money_and_after_the_end_nothing_is_uploaded(bucket: "S3Client", sides: Sides) -> None:
    unpaid, ended = begin(sides, 95_000), begin(sides)
    sides.brand.post(f"{ended}/refund")
    for escrow in (unpaid, ended):
        assert sides.creator.refused("POST", f"{escrow}/uploads", **PICTURE) == (409, "STEP_NOT_ALLOWED")


@pytest.mark.parametrize("started", [False, True], ids=["not started", "nothing handed in"])
def test_what_can_no_longer_be_handed_in_is_not_uploaded(
    bucket: "S3Client", database: Database, sides: Sides, started: bool
) -> None:
    escrow = begin(sides)
    if started:
        announce(sides.creator, escrow)
    with database.connect() as db:
        db.execute("update escrows set deadline_at = now() - interval '1 second'")
    assert sides.creator.refused("POST", f"{escrow}/uploads", **PICTURE) == (409, "DEADLINE_PASSED")


def test_what_was_checked_or_handed_in_is_neither_replaced_nor_deleted(
    bucket: "S3Client", sides: Sides
) -> None:
    escrow = begin(sides)
    file = announce(sides.creator, escrow, size_bytes=1_000)
    upload(file, PNG)
    path = f"{escrow}/uploads/{file['id']}"
    stored = sides.creator.post(f"{path}/complete")
    sides.creator.post(f"{escrow}/submit", kind="file", file=stored["object_key"])
    upload(file, PNG + b"other")
    again = sides.creator.post(f"{path}/complete")
    assert (again["object_key"], again["checksum_sha256"]) == (
        stored["object_key"],
        stored["checksum_sha256"],
    )
    assert httpx.get(sides.brand.get(path)["download"]["url"]).content == PNG
    assert sides.creator.refused("DELETE", path) == (409, "ASSET_HANDED_IN")


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
    bucket: "S3Client", sides: Sides, fields: dict[str, object], content: bytes, reason: str
) -> None:
    escrow = begin(sides)
    file = announce(sides.creator, escrow, **fields)
    upload(file, content)
    path = f"{escrow}/uploads/{file['id']}"
    assert sides.creator.refused("POST", f"{path}/complete") == (422, "ASSET_REFUSED")
    assert sides.creator.get(path)["refusal_reason"] == reason
    assert keys(bucket) == []


@pytest.mark.parametrize(
    "fields",
    [{"size_bytes": 209_715_201}, {"media_type": "text/html"}, {"file_name": "../a.png"}, {"purpose": "x"}],
)
def test_a_malformed_announcement_leaves_nothing(
    bucket: "S3Client", sides: Sides, fields: dict[str, object]
) -> None:
    escrow = begin(sides)
    assert sides.creator.refused("POST", f"{escrow}/uploads", **PICTURE | fields)[0] == 422
    assert sides.creator.get(f"{escrow}/uploads")["data"] == []
    assert sides.creator.get(escrow)["status"] == "locked"


def test_an_unscanned_file_waits_and_an_unsafe_one_is_gone(
    bucket: "S3Client", sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    escrow = begin(sides)
    waiting, unsafe = announce(sides.creator, escrow), announce(sides.creator, escrow, size_bytes=1_000)
    upload(waiting, PNG)
    monkeypatch.setenv("UPLOAD_SCANNER", "guardduty")
    path = f"{escrow}/uploads/{waiting['id']}"
    assert sides.creator.refused("POST", f"{path}/complete") == (409, "ASSET_NOT_SCANNED")
    bucket.put_object_tagging(
        Bucket="work", Key=waiting["upload"]["fields"]["key"],
        Tagging={"TagSet": [{"Key": TAG, "Value": "NO_THREATS_FOUND"}]},
    )  # fmt: skip
    stored = sides.creator.post(f"{path}/complete")
    monkeypatch.setenv("UPLOAD_SCANNER", "stub")
    upload(unsafe, PNG[:20] + EICAR)
    refused = sides.creator.refused("POST", f"{escrow}/uploads/{unsafe['id']}/complete")
    assert refused == (422, "ASSET_UNSAFE")
    assert keys(bucket) == [stored["object_key"]]


def test_the_same_announcement_twice_is_one_file(bucket: "S3Client", sides: Sides) -> None:
    escrow = begin(sides)
    once: dict[str, Any] = {"user": sides.creator.id, "body": PICTURE, "headers": {"idempotency-key": "one"}}
    first, again = (send("POST", f"/api/v1{escrow}/uploads", **once) for _ in range(2))
    assert (first.status, again.status, again.body["id"]) == (201, 201, first.body["id"])
    assert len(sides.creator.get(f"{escrow}/uploads")["data"]) == 1


def test_of_a_thousand_files_two_hundred_are_taken(
    bucket: "S3Client", database: Database, sides: Sides
) -> None:
    escrow = begin(sides)
    announce(sides.creator, escrow)
    copies: LiteralString = (
        "insert into deal_files (escrow_id, brand_id, creator_user_id, file_name, object_key, media_type, size_bytes)"
        " select escrow_id, brand_id, creator_user_id, 'a', 'k' || n, 'image/png', 1 from deal_files,"
        " generate_series(2, %s) as n"
    )
    with database.connect() as db:
        with pytest.raises(Exception, match="too many files"), db.transaction():
            db.execute(copies, (1_000,))
        db.execute(copies, (200,))
    assert sides.creator.refused("POST", f"{escrow}/uploads", **PICTURE) == (409, "TOO_MANY_FILES")
    pages = sides.creator.pages(f"{escrow}/uploads", limit="90")
    assert [len(page) for page in pages] == [90, 90, 20]


def test_the_clock_deletes_what_was_never_completed_or_handed_in(
    bucket: "S3Client", database: Database, sides: Sides
) -> None:
    escrow = begin(sides)
    abandoned, idle, used = (announce(sides.creator, escrow), *(store(sides.creator, escrow) for _ in "ab"))
    upload(abandoned, PNG)
    sides.creator.post(f"{escrow}/submit", kind="file", file=used["object_key"])

    def swept(after: timedelta) -> int:
        with database.connect() as db:
            db.execute("update deal_files set created_at = now() - %s", (after,))
        return run_deadlines(datetime.now(UTC), LambdaContext())["files_swept"]

    hour = timedelta(hours=1)
    assert swept(UNFINISHED - hour) == 0
    assert swept(UNFINISHED + hour) == 1
    assert keys(bucket) == sorted([idle["object_key"], used["object_key"]])
    assert [swept(IDLE - hour), swept(IDLE + hour), swept(IDLE + hour)] == [0, 1, 0]
    assert keys(bucket) == [used["object_key"]]
