"""Statements as files: the very lines that are answered at once, however many there are."""

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from payments import exporter
from payments.wallets import service
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import LambdaContext
from tests.factories.exports import EXPORTS, fetch, files, read
from tests.factories.payments import pay, request, wallet_id, withdraw

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def ask(user: UUID, **span: str) -> str:
    """The path of a new export of somebody's statement."""
    answer = request("POST", f"/wallets/{wallet_id(user)}/exports", user=user, body=span)
    assert answer.status == 202, answer.body
    return f"{EXPORTS}/{answer.body['id']}"


def write() -> None:
    """The worker comes by."""
    assert exporter.lambda_handler({}, LambdaContext()) == {"batchItemFailures": []}


def test_a_file_has_the_lines_of_the_answer_page_by_page(
    owner: UUID, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("payments.wallets.read.BOOKINGS_AT_ONCE", 2)
    for amount in (10_000, 2_000, 3_000):
        pay(owner, amount)
    withdraw(owner, 2_500)
    span = {"since": "2026-01-01T00:00:00Z", "until": "2099-12-31T23:59:59Z"}
    path = ask(owner, **span)
    write()
    export = read(path, owner)
    answer = fetch(export)
    at_once = request("GET", f"/wallets/{wallet_id(owner)}/statement.csv", user=owner, query=span).body
    assert (export["size_bytes"], answer.text) == (len(answer.content), at_once)
    assert answer.headers["content-disposition"].startswith('attachment; filename="statement-')
    assert len(answer.text.splitlines()) == 3 + 4


def test_what_is_too_long_for_an_answer_is_a_file(
    owner: UUID, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(10):
        pay(owner, 1_000)
    monkeypatch.setattr(service, "LARGEST_FILE", 500)
    answer = request("GET", f"/wallets/{wallet_id(owner)}/statement.csv", user=owner)
    assert (answer.status, answer.body["code"]) == (422, "STATEMENT_TOO_LONG")
    path = ask(owner)
    write()
    assert len(fetch(read(path, owner)).text.splitlines()) == 3 + 10


def test_who_leaves_the_brand_does_not_see_its_statement_any_more(
    database: Database, owner: UUID, rival: UUID, export_bucket: "S3Client"
) -> None:
    path = ask(owner)
    write()
    assert read(path, owner)["status"] == "ready"
    assert send("GET", path, user=rival).status == 404
    with database.connect() as db:
        db.execute("set session_replication_role = replica")
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (owner,))
    assert send("GET", path, user=owner).status == 404
    assert len(files(export_bucket)) == 1, "the row is there, and out of sight"
