"""Reports of campaigns as files: however many take part, for those who may see the campaign."""

import csv
from typing import TYPE_CHECKING

import pytest

from campaign_lifecycle import exporter
from campaign_lifecycle.reports import service
from tests.actors import Person, in_process
from tests.factories.accounts import send
from tests.factories.events import LambdaContext
from tests.factories.exports import EXPORTS, fetch, read
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def write() -> None:
    """The worker comes by."""
    assert exporter.lambda_handler({}, LambdaContext()) == {"batchItemFailures": []}


def take_part(launched: LaunchedCampaign, number: int) -> None:
    """So many creators more."""
    with launched.database.connect() as db:
        people = [Person(make_user(db)) for _ in range(number)]
    for person in people:
        made = launched.brand.post(
            f"{launched.campaign}/invitations", creator_user_id=str(person.id), agreed_amount=100
        )
        person.post(f"/invitations/{made['id']}/accept")


def without_moment(table: str) -> list[dict[str, str]]:
    """The lines without `as_of`, which is when each was asked for."""
    return [line | {"as_of": ""} for line in csv.DictReader(table.splitlines())]


def test_a_report_is_written_as_it_is_answered(
    launched: LaunchedCampaign, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    launched.accept()
    launched.brand.post(f"{launched.submit()}/reviews", decision="approved")
    take_part(launched, 4)
    asked = launched.brand.post(f"{launched.campaign}/exports")
    assert launched.brand.refused("POST", f"{launched.campaign}/exports") == (409, "EXPORT_PENDING")
    monkeypatch.setattr(service, "LINES_AT_ONCE", 2)
    write()
    export = read(f"{EXPORTS}/{asked['id']}", launched.brand.id)
    answer = fetch(export)
    assert (export["status"], export["size_bytes"]) == ("ready", len(answer.content))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    at_once = in_process("GET", f"/api/v1{launched.campaign}/report", user=launched.brand.id).body
    assert without_moment(answer.text) == without_moment(at_once)
    assert len([*csv.reader(answer.text.splitlines())]) == 6


def test_a_report_of_many_is_a_file(launched: LaunchedCampaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_LINES", 2)
    take_part(launched, 2)
    path = f"{launched.campaign}/report"
    assert in_process("GET", f"/api/v1{path}", user=launched.brand.id).status == 200
    take_part(launched, 1)
    answer = in_process("GET", f"/api/v1{path}", user=launched.brand.id)
    assert (answer.status, answer.body["code"]) == (422, "ANSWER_TOO_LARGE")
    assert answer.body["details"] == [{"instead": f"POST /api/v1{launched.campaign}/exports"}]


def test_who_may_not_see_the_campaign_any_more_does_not_see_the_file(
    launched: LaunchedCampaign, export_bucket: "S3Client"
) -> None:
    for other in (launched.creator, launched.stranger):
        assert other.refused("POST", f"{launched.campaign}/exports") == (404, "NOT_FOUND")
    path = f"{EXPORTS}/{launched.brand.post(f'{launched.campaign}/exports')['id']}"
    write()
    assert read(path, launched.brand.id)["status"] == "ready"
    with launched.database.connect() as db:
        db.execute("set session_replication_role = replica")
        db.execute("update brand_memberships set status = 'removed' where user_id = %s", (launched.brand.id,))
    assert send("GET", path, user=launched.brand.id).status == 404
    assert send("GET", EXPORTS, user=launched.brand.id).body["data"] == []
