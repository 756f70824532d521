"""Exports on bad days: a file store that is down, workers that die, a row that is gone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from common import exports
from common.adapters.files import PART_BYTES, FileStore
from common.backoff import MAXIMUM_ATTEMPTS
from tests.conftest import Database
from tests.factories.exports import (
    MEGABYTE,
    ask,
    fetch,
    files,
    make_due,
    read,
    refuse,
    row,
    write,
    write_about,
)
from user_management import exporter
from user_management.exports import service
from user_management.schedule import lambda_handler

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def sweep(days: int) -> dict[str, int]:
    """How many kinds the timer found waiting, so many days from now."""
    moment = datetime.now(UTC)
    event = {"job": "exports-sweep", "scheduled_time": moment.isoformat()}
    counts: dict[str, int] = lambda_handler(
        event | {"as_of": (moment + timedelta(days=days)).isoformat()}, None
    )["counts"]
    return counts


def test_a_file_store_that_fails_is_tried_again_later(
    database: Database, owner: UUID, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ask(owner)
    with monkeypatch.context() as broken:
        broken.setattr(FileStore, "write", refuse)
        write()
    assert read(path, owner)["status"] == "pending"
    assert "FileStoreUnavailable" in row(database, "last_error")
    write()
    assert read(path, owner)["status"] == "pending", "not before its time"
    assert sweep(days=0) == {"due": 0}
    assert sweep(days=1) == {"due": 1}
    make_due(database)
    write()
    assert read(path, owner)["status"] == "ready"
    assert row(database, "last_error") is None


def test_an_export_is_given_up_in_the_end_whether_it_fails_or_its_workers_die(
    database: Database, owner: UUID, creator: UUID, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    failing, dying = ask(owner), ask(creator)
    with database.connect() as db:
        db.execute("update exports set attempts = %s where user_id = %s", (MAXIMUM_ATTEMPTS - 1, owner))
        db.execute("update exports set attempts = %s where user_id = %s", (MAXIMUM_ATTEMPTS, creator))
    with monkeypatch.context() as broken:
        broken.setattr(FileStore, "write", refuse)
        write()
    assert read(failing, owner)["status"] == read(dying, creator)["status"] == "failed"
    make_due(database)
    write()
    assert files(export_bucket) == []
    ask(owner)


def test_a_part_that_fails_leaves_nothing(
    database: Database, owner: UUID, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a file, nor parts of one, nor rows that the session holds."""
    with database.connect() as db:
        write_about(db, owner, megabytes=12)
    path = ask(owner)
    everything = service.personal_data

    def interrupted(due: exports.DueExport) -> Iterator[bytes]:
        written = 0
        for chunk in everything(due):
            yield chunk
            if (written := written + len(chunk)) > PART_BYTES:
                raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(exporter, "personal_data", interrupted)
        write()
    assert files(export_bucket) == []
    assert export_bucket.list_multipart_uploads(Bucket="exported").get("Uploads", []) == []
    make_due(database)
    write()
    assert len(fetch(read(path, owner)).content) > 12 * MEGABYTE


def test_a_file_whose_row_is_gone_when_it_is_written_goes_too(
    database: Database, owner: UUID, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(owner)
    wrote: list[list[str]] = []
    finish = FileStore.write

    def overtaken(store: FileStore, key: str, chunks: Iterator[bytes], *, media_type: str) -> int:
        size = finish(store, key, chunks, media_type=media_type)
        wrote.append(files(export_bucket))
        with database.connect() as db:
            db.execute("delete from exports")
        return size

    monkeypatch.setattr(FileStore, "write", overtaken)
    write()
    assert [len(keys) for keys in wrote] == [1]
    assert files(export_bucket) == []
