"""Who acts in the integration tests, unless a folder or a file has people of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

import boto3
import pytest
from moto.server import ThreadedMotoServer

from common import exports
from messaging.attachments import service as attachments
from tests.conftest import Database
from tests.factories.people import make_user
from user_management.avatars import service as avatars

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of an S3 on this machine, so that files are sent and fetched as a browser does."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def export_bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> "Iterator[S3Client]":
    """An empty bucket `exported` that exports are written to; the client looks behind their back."""
    exports.export_store.cache_clear()
    yield from empty_bucket(s3_server, monkeypatch, "EXPORT_BUCKET", "exported")
    exports.export_store.cache_clear()


@pytest.fixture
def avatar_bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> "Iterator[S3Client]":
    """An empty bucket `pictures` that people's pictures go to; the client looks behind their back."""
    avatars.file_store.cache_clear()
    yield from empty_bucket(s3_server, monkeypatch, "AVATAR_BUCKET", "pictures")
    avatars.file_store.cache_clear()


@pytest.fixture
def message_bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> "Iterator[S3Client]":
    """An empty bucket `written` that files of messages go to; the client looks behind their back."""
    attachments.file_store.cache_clear()
    yield from empty_bucket(s3_server, monkeypatch, "MESSAGE_FILE_BUCKET", "written")
    attachments.file_store.cache_clear()


def empty_bucket(
    s3_server: str, monkeypatch: pytest.MonkeyPatch, variable: str, name: str
) -> "Iterator[S3Client]":
    """A bucket that the variable names, made and emptied."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_server)
    monkeypatch.setenv(variable, name)
    client = boto3.client("s3", region_name="us-east-1")
    client.create_bucket(Bucket=name)
    yield client
    for found in client.list_objects_v2(Bucket=name).get("Contents", []):
        client.delete_object(Bucket=name, Key=found["Key"])
    client.delete_bucket(Bucket=name)


@pytest.fixture
def owner(database: Database) -> UUID:
    """Somebody who runs a brand and may move its money: its first member."""
    with database.connect() as db:
        return make_user(db, "brand")


@pytest.fixture
def creator(database: Database) -> UUID:
    """Somebody with followers, who earns."""
    with database.connect() as db:
        return make_user(db, "creator")


@pytest.fixture
def rival(database: Database) -> UUID:
    """Another creator."""
    with database.connect() as db:
        return make_user(db, "creator")


@pytest.fixture
def admin(database: Database) -> UUID:
    """Somebody who runs the platform."""
    with database.connect() as db:
        return make_user(db, "admin")


@pytest.fixture(params=["", "no"], ids=["in one trip", "through cursors"])
def either_way_to_read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways that `common.database.read` knows."""
    monkeypatch.setenv("READS_IN_ONE_TRIP", request.param)
