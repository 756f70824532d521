"""The worker of the queue of visits: each visit once, and a message that is none refused alone."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from common.uuids import uuid7
from tests.conftest import Database
from tests.counted import counted
from tests.integration.tracking_redirect.queue_mode import (
    follow,
    received,
    stored,
    work,
)

pytestmark = pytest.mark.usefixtures("queue_url")


def test_a_second_delivery_stores_nothing_twice(
    database: Database, queue_url: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(5):
        follow(code)
    records = received(queue_url)
    work(records[:3])
    work(records)
    work([*records, *records])
    assert len(stored(database)) == len(set(stored(database))) == 5
    assert counted(capsys) == {"visits_stored": 5}


@pytest.mark.parametrize("body", ["", "{}", "[]", "no json", '{"id": 1}'])
def test_a_message_that_is_no_visit_is_refused_alone(
    database: Database, queue_url: str, code: str, body: str
) -> None:
    follow(code)
    bad = {"messageId": "bad", "body": body}
    assert work([bad, *received(queue_url)]) == ["bad"]
    assert len(stored(database)) == 1


def visit_of(at: datetime) -> dict[str, str]:
    """A message with a visit of that moment."""
    visit = {
        "id": str(uuid7(int(at.timestamp() * 1000))), "at": at.isoformat(), "type": "click",
        "link": str(uuid4()), "campaign": str(uuid4()), "brand": str(uuid4()), "creator": None, "visitor": None,
        "agent": "", "referrer": "https://mail.example.com/u/?email=jane@doe.example",
    }  # fmt: skip
    return {"messageId": at.isoformat(), "body": json.dumps(visit)}


def test_clicks_of_yesterday_have_yesterday_aggregated_again(database: Database) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with database.connect() as db:
        db.execute("select app.make_tracking_partitions(%s, 2)", (yesterday.date(),))
    assert work([visit_of(yesterday)]) == []
    with database.connect() as db:
        assert db.execute("select day from tracking_late_days").fetchall() == [(yesterday.date(),)]
        assert db.execute("select referrer from tracking_events").fetchall() == [("mail.example.com",)]


@pytest.mark.parametrize("days", [-95, 45])
def test_a_visit_of_a_day_that_is_not_kept_fails_alone(database: Database, days: int) -> None:
    now = datetime.now(UTC)
    lost = visit_of(now + timedelta(days=days))
    assert work([lost, visit_of(now)]) == [lost["messageId"]]
    assert len(stored(database)) == 1


def test_a_kept_day_without_a_partition_gets_one(database: Database) -> None:
    """As after a month in which nobody made any."""
    assert work([visit_of(datetime.now(UTC) - timedelta(days=60))]) == []
    assert len(stored(database)) == 1
