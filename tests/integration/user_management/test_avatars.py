"""Pictures by upload: looked at, one a person, shown to everybody for as long as their person shows them."""

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import httpx
import pytest

from common.adapters.scanning.stub import EICAR
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import Answer, LambdaContext, call, http_event
from tests.integration.user_management.test_creators import ME, WHOLE
from tests.logins import own_login
from user_management import api, schedule
from user_management.avatars.service import incoming_key

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

OWN = "/api/v1/users/me/avatar"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
JPEG = b"\xff\xd8\xff\xe0" + b"\1" * 100


@pytest.fixture(autouse=True)
def _addresses(monkeypatch: pytest.MonkeyPatch, avatar_bucket: "S3Client") -> None:
    monkeypatch.setenv("API_BASE_URL", "https://api.example.com")
    monkeypatch.setenv("SHORT_LINK_BASE_URL", "https://s.example.com")


def announce(user: UUID, **changes: object) -> Any:
    body = {"media_type": "image/png", "size_bytes": len(PNG)} | changes
    announced = send("POST", OWN, user=user, body=body)
    assert announced.status == 201, announced.body
    return announced.body


def upload(avatar: Any, content: bytes) -> None:
    form = avatar["upload"]
    httpx.post(form["url"], data=form["fields"], files={"file": ("any name", content)}).raise_for_status()


def complete(user: UUID, avatar: Any) -> Answer:
    return send("POST", f"{OWN}/{avatar['id']}/complete", user=user)


def store(user: UUID, content: bytes = PNG, **changes: object) -> Any:
    avatar = announce(user, **changes)
    upload(avatar, content)
    stored = complete(user, avatar)
    assert stored.status == 200, stored.body
    return stored.body


def look(path: str) -> dict[str, Any]:
    """What everybody gets, as the gateway is given it."""
    with own_login(api.lambda_handler):
        answer: dict[str, Any] = api.lambda_handler(http_event("GET", path), LambdaContext())
    return answer


def keys(bucket: "S3Client") -> list[str]:
    return [one["Key"] for one in bucket.list_objects_v2(Bucket="pictures").get("Contents", [])]


def test_a_picture_that_is_uploaded_is_shown_everywhere(creator: UUID, avatar_bucket: "S3Client") -> None:
    stored = store(creator, checksum_sha256=hashlib.sha256(PNG).hexdigest())
    assert (stored["status"], stored["avatar_url"], stored["upload"]) == (
        "stored", f"/avatars/{stored['id']}", None,
    )  # fmt: skip
    assert keys(avatar_bucket) == [stored["object_key"]]
    for path in ("/api/v1/users/me", ME):
        assert send("GET", path, user=creator).body["avatar_url"] == stored["avatar_url"]
    assert "avatar" not in [
        gap["part"] for gap in send("GET", ME, user=creator).body["completeness"]["missing"]
    ]
    send("PUT", ME, user=creator, body=WHOLE)
    kit = call(api.lambda_handler, http_event("GET", "/creators/zoe-kocht"))
    assert f'<img src="{stored["avatar_url"]}" alt="" />' in kit.body
    shown = look(stored["avatar_url"])
    assert (shown["statusCode"], shown["isBase64Encoded"]) == (200, True)
    headers = {name.lower(): value for name, value in shown["headers"].items()}
    assert headers["content-type"] == "image/png"
    assert headers["cache-control"] == "public, max-age=300"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_new_picture_takes_the_place_of_the_one_before(creator: UUID, avatar_bucket: "S3Client") -> None:
    first = store(creator)
    second = store(creator, JPEG, media_type="image/jpeg", size_bytes=len(JPEG))
    assert keys(avatar_bucket) == [second["object_key"]]
    assert look(first["avatar_url"])["statusCode"] == 404
    assert look(second["avatar_url"])["statusCode"] == 200


def test_a_picture_that_a_scanner_refuses_is_never_shown(
    creator: UUID, avatar_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPLOAD_SCANNER", "stub")
    shown = store(creator)
    avatar = announce(creator, size_bytes=1_000)
    upload(avatar, PNG + EICAR)
    answer = complete(creator, avatar)
    assert (answer.status, answer.body["code"]) == (422, "ASSET_UNSAFE")
    assert keys(avatar_bucket) == [shown["object_key"]]
    assert send("GET", "/api/v1/users/me", user=creator).body["avatar_url"] == shown["avatar_url"]


def test_completing_twice_gives_the_same_picture(creator: UUID) -> None:
    stored = store(creator)
    assert complete(creator, stored).body == stored


@pytest.mark.parametrize(
    ("content", "announced", "reason"),
    [
        (b"<svg onload=alert(1)>", {}, "type"),
        (JPEG, {}, "type"),
        (PNG + b"\0", {}, "size"),
        (PNG, {"checksum_sha256": "0" * 64}, "checksum"),
    ],
)
def test_what_is_not_as_announced_is_refused_and_the_old_picture_stays(
    creator: UUID, avatar_bucket: "S3Client", content: bytes, announced: dict[str, object], reason: str
) -> None:
    before = store(creator)
    avatar = announce(creator, **announced)
    # moto does not hold to a form's policy: what S3 would refuse, the look has to.
    avatar_bucket.put_object(Bucket="pictures", Key=incoming_key(UUID(avatar["id"])), Body=content)
    refused = complete(creator, avatar)
    assert (refused.status, refused.body["code"]) == (422, "ASSET_REFUSED")
    assert refused.body["details"] == [{"reason": reason}]
    assert send("GET", "/api/v1/users/me", user=creator).body["avatar_url"] == before["avatar_url"]
    assert keys(avatar_bucket) == [before["object_key"]]


@pytest.mark.parametrize(
    "body",
    [
        {"media_type": "image/svg+xml"}, {"media_type": "application/pdf"}, {"media_type": "image/heic"},
        {"size_bytes": 0}, {"size_bytes": 2_097_153}, {"size_bytes": "10"}, {"checksum_sha256": "x"},
        {"object_key": "campaigns/x"},
    ],
)  # fmt: skip
def test_a_malformed_announcement_is_422(creator: UUID, body: dict[str, object]) -> None:
    good = {"media_type": "image/png", "size_bytes": 10}
    assert send("POST", OWN, user=creator, body=good | body).status == 422
    assert send("POST", OWN, user=creator, body=good).status == 201


def test_only_its_person_completes_and_removes_it(
    creator: UUID, rival: UUID, avatar_bucket: "S3Client"
) -> None:
    avatar = announce(creator)
    assert complete(creator, avatar).body["code"] == "ASSET_NOT_UPLOADED"
    upload(avatar, PNG)
    assert complete(rival, avatar).status == 404
    assert send("POST", f"{OWN}/{uuid4()}/complete", user=creator).status == 404
    assert send("DELETE", OWN, user=rival).status == 204
    assert send("DELETE", OWN, service=True).status == 404
    assert send("POST", OWN, service=True, body={"media_type": "image/png", "size_bytes": 1}).status == 404
    stored = complete(creator, avatar).body
    assert look(stored["avatar_url"])["statusCode"] == 200
    assert send("DELETE", OWN, user=creator).status == 204
    assert look(stored["avatar_url"])["statusCode"] == 404
    assert send("GET", "/api/v1/users/me", user=creator).body["avatar_url"] is None
    assert keys(avatar_bucket) == []


def test_the_same_key_announces_once(creator: UUID) -> None:
    body = {"media_type": "image/png", "size_bytes": 10}
    first, second = (
        send("POST", OWN, user=creator, body=body, headers={"idempotency-key": "once"}).body for _ in range(2)
    )
    assert second["id"] == first["id"]


def test_an_answer_that_is_repeated_has_no_address_of_what_was_refused(
    creator: UUID, avatar_bucket: "S3Client"
) -> None:
    def once() -> Any:
        body = {"media_type": "image/png", "size_bytes": 10}
        return send("POST", OWN, user=creator, body=body, headers={"idempotency-key": "once"}).body

    avatar = once()
    avatar_bucket.put_object(Bucket="pictures", Key=incoming_key(UUID(avatar["id"])), Body=b"<svg>")
    assert complete(creator, avatar).status == 422
    repeated = once()
    assert (repeated["status"], repeated["avatar_url"], repeated["upload"]) == ("refused", None, None)


def test_an_announcement_takes_the_place_of_one_that_was_never_completed(
    database: Database, creator: UUID
) -> None:
    first, second = announce(creator), announce(creator)
    with database.connect() as db:
        kept = db.execute("select id from user_avatars where user_id = %s", (creator,)).fetchall()
    assert [str(row[0]) for row in kept] == [second["id"]]
    assert complete(creator, first).status == 404


def test_the_picture_of_who_is_banned_is_not_shown(database: Database, creator: UUID) -> None:
    stored = store(creator)
    assert look(stored["avatar_url"])["statusCode"] == 200
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (creator,))
    assert look(stored["avatar_url"])["statusCode"] == 404


def test_who_is_erased_leaves_no_picture(
    database: Database, creator: UUID, avatar_bucket: "S3Client", export_bucket: "S3Client"
) -> None:
    stored = store(creator)
    announce(creator)
    with database.connect() as db:
        db.execute(
            "insert into erasure_requests (user_id, due_at) values (%s, now() - interval '1 day')", (creator,)
        )
    event = {"job": "user-erasures", "scheduled_time": datetime.now(UTC).isoformat()}
    schedule.lambda_handler(event, LambdaContext())
    with database.connect() as db:
        assert db.execute("select status from erasure_requests").fetchall() == [("done",)]
        assert db.execute("select count(*) from user_avatars").fetchall() == [(0,)]
    assert keys(avatar_bucket) == []
    assert look(stored["avatar_url"])["statusCode"] == 404
