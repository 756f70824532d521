"""The worker of the queue of visits: each visit once, and a message that is none refused alone."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.conftest import Database
from tests.integration.tracking_redirect.queue_mode import (
    follow,
    received,
    stored,
    work,
)
from tracking_redirect.visits import queue as recorder

pytestmark = pytest.mark.usefixtures("queue_url")


def test_a_second_delivery_stores_nothing_twice(database: Database, queue_url: str, code: str) -> None:
    for _ in range(5):
        follow(code)
    records = received(queue_url)
    work(records[:3])
    work(records)
    work([*records, *records])
    assert len(stored(database)) == len(set(stored(database))) == 5


@pytest.mark.parametrize("body", ["", "{}", "[]", "no json", '{"id": 1}'])
def test_a_message_that_is_no_visit_is_refused_alone(
    database: Database, queue_url: str, code: str, body: str
) -> None:
    follow(code)
    bad = {"messageId": "bad", "body": body}
    assert work([bad, *received(queue_url)]) == ["bad"]
    assert len(stored(database)) == 1


def test_clicks_of_yesterday_have_yesterday_aggregated_again(database: Database, code: str) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with database.connect() as db:
        db.execute("select app.make_tracking_partitions(%s, 2)", (yesterday.date(),))
    visit = {
        "id": str(recorder.uuid7(int(yesterday.timestamp() * 1000))), "at": yesterday.isoformat(), "type": "click",
        "link": str(uuid4()), "campaign": str(uuid4()), "brand": str(uuid4()), "creator": None, "visitor": None,
        "agent": "", "referrer": "",
    }  # fmt: skip
    assert work([{"messageId": "1", "body": json.dumps(visit)}]) == []
    with database.connect() as db:
        assert db.execute("select day from tracking_late_days").fetchall() == [(yesterday.date(),)]
