"""What becomes of a scan on its way in: memory without a database, facts of a request, peaks."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from activations.scan_requests import known_codes
from activations.scan_requests.facts import class_of, facts_of
from activations.scan_requests.known_codes import codes
from activations.scan_requests.readings import Position
from activations.scans import peak
from common import database as runtime
from common import hash_keys
from common.database_errors import DatabaseUnavailable
from common.origin import ORIGIN_HEADER
from tests.conftest import Database
from tests.factories.activations import make_activation, make_activation_code
from tests.factories.events import http_event
from tests.factories.people import brand_of, make_user
from tests.integration.activations.scanning import (
    CODE,
    IPHONE,
    NOW,
    OWN_PAGE,
    Browser,
    answer_to,
    make,
    scans,
)

AWAY = "postgresql://scan_login@127.0.0.1:9/nothing"


@pytest.fixture(autouse=True)
def _new_process() -> None:
    codes.forget()
    class_of.cache_clear()


@pytest.fixture
def brand(database: Database) -> UUID:
    """The brand of an open activation with the code `abc1234`."""
    with database.connect() as db:
        made = brand_of(db, make_user(db, "brand"))
        make_activation_code(db, make_activation(db, made), short_code=CODE)
    return made


def go_away(monkeypatch: pytest.MonkeyPatch) -> None:
    runtime.close()
    monkeypatch.setenv("DATABASE_URL", AWAY)
    monkeypatch.setattr(known_codes, "SECONDS_FRESH", 0)


def test_pages_go_on_from_memory_while_the_database_is_away(
    database: Database, brand: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Browser().get(f"/q/{CODE}").status == 200
    go_away(monkeypatch)
    page = Browser().get(f"/q/{CODE}")
    assert page.status == 200
    assert page.ticket
    other = Browser().get("/q/other77")
    assert (other.status, "One moment, please" in other.body) == (503, True), (
        "it may be there: nobody can say"
    )
    assert int(other.headers["Retry-After"]) >= 1


def test_a_scan_that_could_not_be_stored_is_asked_for_again_and_counts_once(
    database: Database, brand: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = database.url()
    browser = Browser()
    ticket = browser.get(f"/q/{CODE}").ticket
    go_away(monkeypatch)
    said, page = browser.send(ticket), browser.press(CODE, ticket)
    assert (said.status, said.json["code"], said.cookies) == (503, "DATABASE_UNAVAILABLE", [])
    assert int(said.headers["Retry-After"]) >= 1
    assert (page.status, page.ticket) == (503, ticket), "the same form may be sent again"
    assert "We cannot count your scan right now" in page.body
    assert int(page.headers["Retry-After"]) >= 1
    runtime.close()
    monkeypatch.setenv("DATABASE_URL", here)
    first = browser.send(page.ticket)
    assert first.json["verdict"] == "accepted"
    assert browser.send(ticket).json == first.json
    assert len(scans(database)) == 1


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today's key of hashes, as Secrets Manager has it."""
    monkeypatch.setattr(hash_keys, "_keys", {datetime.now(UTC).date(): b"k" * 32})


@pytest.mark.usefixtures("keys")
def test_a_scan_has_the_hashes_of_its_day_and_no_address(database: Database, brand: UUID) -> None:
    here = {"lat": 52.516281234, "lng": 13.37770, "accuracy": 20}
    for position in (here, here | {"accuracy": 20.5}, None):
        browser = Browser()
        browser.send(browser.get(f"/q/{CODE}").ticket, position=position)
    exact, coarse, nowhere = sorted(scans(database), key=lambda scan: scan["at"])
    assert exact["visitor_hash"] == coarse["visitor_hash"] == nowhere["visitor_hash"] is not None
    assert exact["place_hash"] is not None
    assert coarse["place_hash"] is nowhere["place_hash"] is None
    assert str(exact["lat"]) == "52.51628"
    assert "203.0.113.9" not in repr([exact, coarse, nowhere])


@pytest.mark.usefixtures("keys")
def test_two_brands_have_no_hash_in_common() -> None:
    event, place = http_event("POST", "/q/x", user_agent=IPHONE), Position(52.5, 13.4, 5.0)
    one, other = (facts_of(event, uuid4(), place, datetime.now(UTC)) for _ in range(2))
    assert {"visitor_hash", "place_hash"} <= one.keys()
    assert one["visitor_hash"] != other["visitor_hash"]
    assert one["place_hash"] != other["place_hash"]


def test_without_a_key_a_scan_has_no_hash_and_counts(database: Database, brand: UUID) -> None:
    hash_keys.forget()
    browser = Browser()
    assert browser.send(browser.get(f"/q/{CODE}").ticket).json["verdict"] == "accepted"
    assert scans(database)[0]["visitor_hash"] is None


def test_country_and_network_are_believed_from_our_edge_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"cloudfront-viewer-country": "DE", "cloudfront-viewer-asn": "3320"}
    event = http_event("POST", "/q/x", user_agent=IPHONE, headers=said)
    assert facts_of(event, uuid4(), None, NOW) == {"agent_class": "mobile"}
    monkeypatch.setenv("ORIGIN_VERIFY_SECRET", "the edge's word")
    assert facts_of(event, uuid4(), None, NOW) == {"agent_class": "mobile", "country": "DE", "asn": 3320}
    for asn in ("", "x", "-1", "²", "9" * 11):
        event["headers"]["cloudfront-viewer-asn"] = asn
        assert "asn" not in facts_of(event, uuid4(), None, NOW)


def test_what_came_past_the_edge_is_turned_away(brand: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORIGIN_VERIFY_SECRET", "the edge's word")
    assert Browser().get(f"/q/{CODE}").status == 403
    assert Browser().send("x").json["code"] == "ORIGIN_UNKNOWN"
    assert Browser(headers={ORIGIN_HEADER: "the edge's word"}).get(f"/q/{CODE}").status == 200


@pytest.mark.parametrize("agent", ["", "curl/8.5.0", "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0"])
def test_a_program_is_checked_and_is_not_told_why(database: Database, brand: UUID, agent: str) -> None:
    browser = Browser(agent=agent)
    said = browser.send(browser.get(f"/q/{CODE}").ticket)
    assert (said.json["verdict"], said.json["reasons"]) == ("flagged", [])
    assert "program_agent" in scans(database)[0]["reasons"]
    page = browser.press(CODE, browser.get(f"/q/{CODE}").ticket)
    assert "being checked" in browser.get(page.headers["location"]).body


def test_in_a_peak_a_scan_waits_and_each_repeat_is_the_same_one(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(peak, "send", lambda scan: sent.append(json.loads(json.dumps(scan))))
    make(database, peak=True)
    browser = Browser()
    ticket = browser.get(f"/q/{CODE}").ticket
    said, again = browser.send(ticket), browser.send(ticket)
    assert said.json == again.json
    assert (said.json["verdict"], said.json["retry_after"], said.json["reasons"]) == ("pending", 2, [])
    assert scans(database) == []
    page = browser.get(browser.press(CODE, ticket).headers["location"])
    assert "will be counted in a moment" in page.body
    assert said.json["scan_id"] in page.body, "the script asks for its verdict"
    with database.connect() as db:
        stored = db.execute("select app.record_scans(%s::jsonb)", (json.dumps(sent),)).fetchone()
    assert stored is not None
    [scan] = scans(database)
    assert (str(scan["id"]), scan["verdict"]) == (said.json["scan_id"], "accepted")


def test_a_queue_that_takes_nothing_is_tried_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_scan: object) -> None:
        raise DatabaseUnavailable

    monkeypatch.setattr(peak, "send", refuse)
    make(database, peak=True)
    browser = Browser()
    assert browser.send(browser.get(f"/q/{CODE}").ticket).status == 503


def test_without_a_key_of_ours_nobody_is_shown_a_button(brand: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACTIVATIONS_KEY")
    page = Browser().get(f"/q/{CODE}")
    assert (page.status, "<form" in page.body) == (503, False)
    said = answer_to(http_event("POST", "/api/v1/qr/scan", body={"ticket": "A" * 151}, headers=OWN_PAGE))
    assert said.json["code"] == "NOT_CONFIGURED"
