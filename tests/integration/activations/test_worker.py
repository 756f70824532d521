"""The worker of scans in peak mode: each once, and what is no scan refused alone."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import boto3
import pytest
from moto import mock_aws

from activations.scans import peak
from common import database as runtime
from common.database_errors import DatabaseUnavailable
from tests.conftest import Database
from tests.counted import counted
from tests.database.scanning import Stall, place
from tests.factories.activations import make_device
from tests.factories.people import brand_of, make_user
from tests.integration.activations.queue_of_scans import received, work

NOWHERE = "postgresql://jobs_login@/nowhere?host=/nonexistent"


@pytest.fixture
def queue_url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the queue of scans."""
    with mock_aws():
        url = boto3.client("sqs").create_queue(QueueName="scans")["QueueUrl"]
        monkeypatch.setenv("QUEUE_URL_SCANS", url)
        peak._sqs.cache_clear()
        yield url
    peak._sqs.cache_clear()


@pytest.fixture
def stall(database: Database) -> Iterator[Stall]:
    """An activation in peak mode."""
    with database.connect() as db:
        yield Stall(db, peak=True, limit_per_device_day=1)


def message(scan: dict[str, Any], **said: Any) -> dict[str, str]:
    """A message of the queue."""
    return {
        "messageId": str(uuid4()),
        "body": json.dumps({"at": datetime.now(UTC).isoformat()} | scan | said),
    }


def test_scans_of_a_peak_are_judged_once_however_often_they_come(
    stall: Stall, queue_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    device = uuid4()
    for scan in (stall.scan(device), stall.scan(device), stall.scan(position=place((1, 2)))):
        peak.send(scan)
    records = received(queue_url)
    assert work(records[:1]) == work(records) == work([*records, *records]) == []
    assert sorted(verdict for verdict, _ in stall.rows()) == ["accepted", "accepted", "refused"]
    assert counted(capsys) == {"scans_accepted": 2, "scans_refused": 1}


def test_a_scan_has_the_id_that_the_page_was_told(stall: Stall, queue_url: str) -> None:
    scan = stall.scan(scan_id=str(peak.scan_id_of(1_790_000_000, uuid4(), uuid4())))
    peak.send(scan)
    work(received(queue_url))
    (found,) = stall.db.execute("select id from scans").fetchone() or (None,)
    assert str(found) == scan["scan_id"]


@pytest.mark.parametrize(
    "body",
    ["", "{}", "[]", "no json", "null", '{"scan_key": 1}', "\ud800".encode("utf-8", "replace").decode()],
)
def test_a_message_that_is_no_scan_is_refused_alone(stall: Stall, body: str) -> None:
    assert work([{"messageId": "bad", "body": body}, message(stall.scan())]) == ["bad"]
    assert stall.rows() == [("accepted", [])]


@pytest.mark.parametrize(
    "said",
    [
        {"at": None}, {"at": "2026-12-13T00:00:00"}, {"position": {"lat": 91, "lng": 0}}, {"source": "postcard"},
        {"step": 2**70}, {"asn": -1}, {"country": "x\x00"}, {"position": {"lat": float("nan"), "lng": 0}},
        {"more": "fields"},
    ],
)  # fmt: skip
def test_a_scan_with_something_that_cannot_be_is_refused_alone(stall: Stall, said: dict[str, Any]) -> None:
    bad = message(stall.scan(), **said)
    assert work([message(stall.scan()), bad]) == [bad["messageId"]]
    assert len(stall.rows()) == 1


def test_what_the_database_refuses_fails_alone_and_the_rest_counts(stall: Stall) -> None:
    elsewhere = make_device(stall.db, brand_of(stall.db, make_user(stall.db, "brand")))
    records = [message(stall.scan()) for _ in range(7)]
    records[3:3] = [message(stall.scan(elsewhere))]
    assert work(records) == [records[3]["messageId"]]
    assert stall.count("accepted") == 7


def test_while_the_database_is_away_all_comes_back(stall: Stall, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [message(stall.scan())]
    runtime.close()
    with monkeypatch.context() as away:
        away.setenv("DATABASE_URL", NOWHERE)
        with pytest.raises(DatabaseUnavailable):
            work(records)
    runtime.close()
    assert work(records) == []
    assert len(stall.rows()) == 1


def test_what_the_queue_does_not_take_is_not_answered(stall: Stall, monkeypatch: pytest.MonkeyPatch) -> None:
    with mock_aws():
        monkeypatch.setenv("QUEUE_URL_SCANS", "https://sqs.eu-central-1.amazonaws.com/123456789012/none")
        peak._sqs.cache_clear()
        with pytest.raises(DatabaseUnavailable):
            peak.send(stall.scan())
    peak._sqs.cache_clear()
