"""What the scan door refuses: what is no ticket, no place on earth, no form, or no page of ours. Nothing is kept."""

from uuid import uuid4

import pytest

from activations import tickets
from activations.scan_requests.known_codes import codes
from tests.conftest import Database
from tests.factories.events import http_event
from tests.integration.activations.scanning import (
    CODE,
    FORM,
    NOTHING,
    OWN_PAGE,
    Browser,
    answer_to,
    counts,
    make,
)


@pytest.fixture(autouse=True)
def _new_process() -> None:
    codes.forget()


@pytest.mark.parametrize("ticket", ["", "x", "A" * 151, "é", "\ud800", "x" * 4_000])
def test_a_ticket_that_is_none_of_ours_counts_nothing(database: Database, ticket: str) -> None:
    make(database)
    said = Browser().send(ticket)
    assert (said.status, said.json["code"]) == (422, "SCAN_TICKET_UNKNOWN")
    assert counts(database) == NOTHING


def test_a_form_with_a_ticket_of_another_page_or_of_none_leads_back(database: Database) -> None:
    make(database)
    make(database, "xyz9876")
    other = Browser().get("/q/xyz9876").ticket
    for ticket in (other, "x", ""):
        page = Browser().press(CODE, ticket)
        assert page.status == 422
        assert f'href="/q/{CODE}?lang=en"' in page.body
        assert "Please scan again" in page.body
    assert counts(database) == NOTHING


def test_a_ticket_of_a_code_that_became_another_activations_counts_nothing(database: Database) -> None:
    brand = make(database)
    stale = tickets.issue(uuid4(), uuid4(), brand, short_code=CODE, step=-1)
    assert Browser().send(stale).json["code"] == "SCAN_TICKET_UNKNOWN"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (None, 422), (b"", 422), (b"null", 422), (b'"x"', 422), (b"[]", 422), (b"{}", 422), (b"{", 400), (b"\xff", 400),
        (b'{"ticket": 1}', 422), (b'{"ticket": null}', 422), (b'{"ticket": "x", "more": 1}', 422),
        (b'{"ticket": "' + b"x" * 5_000 + b'"}', 413), (b"[" * 3_000 + b"]" * 1_000, 400),
    ],
)  # fmt: skip
def test_a_body_that_is_none_is_refused_in_the_one_shape(
    database: Database, body: bytes | None, status: int
) -> None:
    said = Browser().send_raw(body)
    assert said.status == status
    assert said.json.keys() == {"error", "code", "details", "request_id"}
    assert said.cookies == []


@pytest.mark.parametrize(
    "position",
    [
        '{"lat": NaN, "lng": 1}', '{"lat": Infinity, "lng": 1}', '{"lat": 1e999, "lng": 1}', '{"lat": 0, "lng": 0}',
        '{"lat": 91, "lng": 1}', '{"lat": 1, "lng": 180.1}', '{"lat": "1", "lng": 1}', '{"lat": true, "lng": 1}',
        '{"lat": 1}', "[1, 2]", '"here"', '{"lat": 1, "lng": 1, "accuracy": -1}',
        '{"lat": 1, "lng": 1, "accuracy": NaN}',
        '{"lat": 1, "lng": 1, "altitude": 3}', '{"lat": 1' + "0" * 400 + ', "lng": 1}', "{}",
    ],
)  # fmt: skip
def test_a_place_that_is_none_on_earth_is_refused(database: Database, position: str) -> None:
    make(database)
    browser = Browser()
    ticket = browser.get(f"/q/{CODE}").ticket
    said = browser.send_raw(f'{{"ticket": "{ticket}", "position": {position}}}'.encode())
    assert (said.status, said.json["code"]) == (422, "VALIDATION_FAILED")
    assert said.json["details"][0]["field"].startswith("body")
    assert counts(database) == NOTHING


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", "\x00"]
)
def test_a_form_of_another_kind_is_refused(database: Database, kind: str) -> None:
    make(database)
    event = http_event(
        "POST", f"/q/{CODE}", raw_body=b'{"ticket": "x"}', headers=OWN_PAGE | {"content-type": kind}
    )
    assert answer_to(event).status == 415


@pytest.mark.parametrize("body", [b"\xff", b"a=1&" * 2_000, b"a&" * 20, b"ticket=%ff%00", b""])
def test_a_form_that_cannot_be_read_is_a_page(database: Database, body: bytes) -> None:
    make(database)
    event = http_event("POST", f"/q/{CODE}", raw_body=body, headers=OWN_PAGE | {"content-type": FORM})
    said = answer_to(event)
    assert 400 <= said.status < 500
    assert said.body.startswith("<!doctype html>")
    assert counts(database) == NOTHING


@pytest.mark.parametrize(
    "own", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {"origin": "null"}]
)
def test_a_page_of_elsewhere_counts_nothing(database: Database, own: dict[str, str]) -> None:
    make(database)
    browser = Browser()
    ticket = browser.get(f"/q/{CODE}").ticket
    said = browser.send(ticket, own=own)
    assert (said.status, said.json["code"]) == (403, "FOREIGN_PAGE")
    body = f"ticket={ticket}".encode()
    form = answer_to(http_event("POST", f"/q/{CODE}", raw_body=body, headers={"content-type": FORM, **own}))
    assert (form.status, form.cookies) == (403, [])
    assert counts(database) == NOTHING
    assert browser.send(ticket).json["verdict"] == "accepted", "from our own page it counts"
