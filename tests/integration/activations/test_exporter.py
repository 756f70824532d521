"""The worker that draws sheets of codes: both kinds when it is woken, each once, and later what fails now."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from activations import exporter
from activations.code_sheets.service import pdf_file
from common.exports import DueExport
from tests.factories.activations import make_activation, make_activation_code
from tests.factories.events import LambdaContext
from tests.factories.exports import EXPORTS, fetch, files, read
from tests.integration.activations.people import People
from tests.logins import own_login
from tests.typing import Connection

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def ask(db: Connection, people: People, sheet_format: str) -> str:
    """The path of a new sheet of an activation with one code."""
    activation = make_activation(db, people.brand)
    make_activation_code(db, activation)
    return path_of(people.analyst.post(f"/activations/{activation}/sheets", format=sheet_format)["id"])


def path_of(export_id: str) -> str:
    return f"{EXPORTS}/{export_id}"


def wake() -> None:
    """A message comes, whatever it says: as the login that the map gives to the worker."""
    with own_login(exporter.lambda_handler):
        answer = exporter.lambda_handler({"Records": [{"body": "x"}]}, LambdaContext())
    assert answer == {"batchItemFailures": []}


def status_of(path: str, user: UUID) -> Any:
    return read(path, user)["status"]


def test_one_message_writes_whatever_is_due_of_both_kinds(
    db: Connection, people: People, export_bucket: "S3Client"
) -> None:
    paths = [ask(db, people, sheet_format) for sheet_format in ("pdf", "svg", "pdf")]
    wake()
    exports = [read(path, people.analyst.id) for path in paths]
    assert [fetch(export).content[:4] for export in exports] == [b"%PDF", b"PK\x03\x04", b"%PDF"]


def test_a_message_that_comes_twice_writes_nothing_twice(
    db: Connection, people: People, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    path, drawn = ask(db, people, "pdf"), []

    def counted(export: DueExport) -> Iterator[bytes]:
        drawn.append(export.id)
        return pdf_file(export)

    monkeypatch.setattr(exporter, "pdf_file", counted)
    wake()
    wake()
    assert (status_of(path, people.analyst.id), len(drawn), len(files(export_bucket))) == ("ready", 1, 1)


def test_a_kind_that_fails_waits_and_keeps_the_other_from_nothing(
    db: Connection, people: People, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    printed, packed = ask(db, people, "pdf"), ask(db, people, "svg")

    def broken(_export: object) -> Iterator[bytes]:
        raise MemoryError
        yield b""

    with monkeypatch.context() as once:
        once.setattr(exporter, "pdf_file", broken)
        wake()
    assert [status_of(path, people.analyst.id) for path in (printed, packed)] == ["pending", "ready"]
    db.execute("update exports set available_at = now() where status = 'pending'")
    wake()
    assert status_of(printed, people.analyst.id) == "ready"
