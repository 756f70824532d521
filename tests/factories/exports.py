"""Exports: asked for, written by their worker, fetched by their address."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import httpx

from common.adapters.files import FileStoreUnavailable
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import LambdaContext
from tests.typing import Connection
from user_management import exporter
from user_management.schedule import lambda_handler

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MEGABYTE = 1_000_000
EXPORTS = "/api/v1/exports"
OF_ME = "/api/v1/users/me/exports"


def ask(user: UUID) -> str:
    """The path of a new export of all about somebody."""
    answer = send("POST", OF_ME, user=user)
    assert (answer.status, answer.body["status"], answer.body["size_bytes"]) == (202, "pending", None)
    return f"{EXPORTS}/{answer.body['id']}"


def write() -> None:
    """The worker comes by."""
    assert exporter.lambda_handler({}, LambdaContext()) == {"batchItemFailures": []}


def read(path: str, user: UUID) -> Any:
    """How an export stands."""
    answer = send("GET", path, user=user)
    assert answer.status == 200, answer.body
    return answer.body


def fetch(export: Any) -> httpx.Response:
    """The file of an export that is ready, as a browser fetches it."""
    return httpx.get(export["download"]["url"])


def files(s3: "S3Client") -> list[str]:
    """What lies in the bucket of exports."""
    return [found["Key"] for found in s3.list_objects_v2(Bucket="exported").get("Contents", [])]


def run_job(job: str, days: int) -> dict[str, int]:
    """The counts of a timer's job, so many days from now."""
    moment = datetime.now(UTC)
    event = {"job": job, "scheduled_time": moment.isoformat()}
    answer = lambda_handler(event | {"as_of": (moment + timedelta(days=days)).isoformat()}, None)
    counts: dict[str, int] = answer["counts"]
    return counts


def write_about(db: Connection, person: UUID, *, megabytes: int) -> None:
    """So much is held about a person, in rows of 10,000 characters."""
    db.execute(
        "insert into audit_logs (user_id, action, resource_type, resource_id, metadata)"
        " select %s, 'test', 'thing', '1', jsonb_build_object('note', repeat('x', 10000)) from generate_series(1, %s)",
        (person, megabytes * 100),
    )


def row(database: Database, column: str) -> Any:
    """A column of the only export."""
    with database.connect() as db:
        (found,) = db.execute(f"select {column} from exports".encode()).fetchall()
    return found[0]


def refuse(*_: object, **__: object) -> int:
    """A method of the file store, when S3 is down."""
    raise FileStoreUnavailable


def make_due(database: Database) -> None:
    """What failed is tried again now."""
    with database.connect() as db:
        db.execute("update exports set available_at = now()")


class CountingS3:
    """Takes parts and forgets them."""

    def __init__(self) -> None:
        self.parts: list[int] = []
        self.ended: list[str] = []

    def create_multipart_upload(self, **_: Any) -> dict[str, str]:
        return {"UploadId": "1"}

    def upload_part(self, *, Body: bytes, **_: Any) -> dict[str, str]:  # noqa: N803 - S3's name
        self.parts.append(len(Body))
        return {"ETag": str(len(self.parts))}

    def complete_multipart_upload(self, **_: Any) -> None:
        self.ended.append("completed")

    def abort_multipart_upload(self, **_: Any) -> None:
        self.ended.append("aborted")
