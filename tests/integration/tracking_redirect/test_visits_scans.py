"""Scans: clicks that came from a QR code, in both modes of the recorder."""

import json

import pytest

from tests.conftest import Database
from tests.integration.tracking_redirect.queue_mode import AGENT, follow, received, work

SCANS = "select event_type, is_scan from tracking_events order by id"


def test_a_scan_is_a_click_that_says_so_and_the_shop_does_not_hear_of_it(
    database: Database, code: str
) -> None:
    location = follow(code, query={"qr": "1", "a": "b"}).headers["location"]
    assert location.startswith("https://shop.example.com/?a=b&aclid=")
    follow(code)
    follow(code, query={"qr": "0"})
    with database.connect() as db:
        assert db.execute(SCANS).fetchall() == [("click", True), ("click", False), ("click", False)]


@pytest.mark.usefixtures("queue_url")
def test_a_scan_travels_through_the_queue(database: Database, queue_url: str, code: str) -> None:
    follow(code, query={"qr": "1"})
    follow(code)
    records = received(queue_url)
    bodies = [json.loads(record["body"]) for record in records]
    assert sorted(body["scan"] for body in bodies) == [False, True]
    of_the_release_before = dict(bodies[0], id="01a22759-984a-76c9-812d-6b0b2e9e8c72")
    del of_the_release_before["scan"]
    assert work([*records, {"messageId": "old", "body": json.dumps(of_the_release_before)}]) == []
    with database.connect() as db:
        found = db.execute("select count(*), count(*) filter (where is_scan) from tracking_events").fetchone()
    assert found == (3, 1)


def test_the_redirect_of_the_release_before_still_records(database: Database, code: str) -> None:
    """It calls with five arguments."""
    with database.connect("redirect_login") as db:
        db.execute("select * from app.follow_link(%s, '203.0.113.9', %s, '', 'DE')", (code, AGENT))
    with database.connect() as db:
        assert db.execute(SCANS).fetchall() == [("click", False)]
