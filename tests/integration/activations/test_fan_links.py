"""Accounts that join what a browser scanned: one ticket, one account, each fact once."""

from uuid import UUID, uuid4

import pytest

from tests.actors import acting_as
from tests.database.scanning import Stall
from tests.factories.people import make_user
from tests.factories.rewards import facts_of
from tests.integration.activations.asking import ask
from tests.integration.activations.conftest import CODE
from tests.integration.activations.fanning import Browser
from tests.typing import Connection
from user_management.exports.repository import EXPORTS

LINKS = "/api/v1/fan-links"


@pytest.fixture
def person(db: Connection) -> UUID:
    """Somebody with an account."""
    return make_user(db)


@pytest.fixture
def browser(stall: Stall) -> Browser:
    """One that scanned the code."""
    browser = Browser()
    browser.scan(stall)
    return browser


def test_a_ticket_joins_what_was_scanned_to_an_account(
    db: Connection, stall: Stall, browser: Browser, person: UUID
) -> None:
    answer = ask("POST", LINKS, user=person, body={"ticket": browser.ticket(CODE)})
    assert answer.status == 201
    assert (answer.body["brand_id"], answer.body["devices"]) == (str(stall.brand), 1)
    assert len(facts_of(db, person, "scan.accepted")) == 1
    assert ask("GET", LINKS, user=person).body == {"data": [answer.body], "next_cursor": None}
    assert ask("GET", LINKS, user=make_user(db)).body["data"] == []
    told = browser.ask("GET", "/api/v1/fans/me", query={"code": CODE}).body
    assert told["fan"]["has_joined_an_account"] is True


def test_a_ticket_that_was_used_or_never_given_joins_nobody(
    db: Connection, browser: Browser, person: UUID
) -> None:
    ticket = browser.ticket(CODE)
    assert ask("POST", LINKS, user=person, body={"ticket": ticket}).status == 201
    for who, sent in ((person, ticket), (make_user(db), ticket), (person, "0" * 64)):
        answer = ask("POST", LINKS, user=who, body={"ticket": sent})
        assert (answer.status, answer.body["code"]) == (409, "FAN_TICKET_REFUSED")
    for unreadable in ("", "x", "0" * 65, None, 1):
        assert ask("POST", LINKS, user=person, body={"ticket": unreadable}).status == 422


def test_a_fan_joins_one_account(db: Connection, browser: Browser, person: UUID) -> None:
    assert ask("POST", LINKS, user=person, body={"ticket": browser.ticket(CODE)}).status == 201
    answer = ask("POST", LINKS, user=make_user(db), body={"ticket": browser.ticket(CODE)})
    assert (answer.status, answer.body["code"]) == (409, "FAN_HAS_ANOTHER_ACCOUNT")
    other = Browser()
    other.scan(Stall(db, code={"short_code": "other01"}))
    assert ask("POST", LINKS, user=person, body={"ticket": other.ticket("other01")}).status == 201
    listed = ask("GET", LINKS, user=person, query={"limit": "1"}).body
    rest = ask("GET", LINKS, user=person, query={"limit": "1", "cursor": listed["next_cursor"]}).body
    assert listed["data"][0]["id"] > rest["data"][0]["id"]
    assert rest["next_cursor"] is None


def test_two_people_who_share_an_address_stay_two(db: Connection, stall: Stall, browser: Browser) -> None:
    other = Browser()
    other.scan(stall)
    browser.prove(db, CODE, "fan@example.com")
    for each in (browser, other):
        assert ask("POST", LINKS, user=make_user(db), body={"ticket": each.ticket(CODE)}).status == 201
    digits = other.code(db, CODE, "fan@example.com")
    answer = other.ask("POST", "/api/v1/fans/me/codes/confirm", body={"code": CODE, "digits": digits})
    assert (answer.status, answer.body["code"]) == (409, "FAN_HAS_ANOTHER_ACCOUNT")


def test_who_leaves_is_forgotten(db: Connection, browser: Browser, person: UUID) -> None:
    fan = ask("POST", LINKS, user=person, body={"ticket": browser.ticket(CODE)}).body["id"]
    assert ask("DELETE", f"{LINKS}/{fan}", user=make_user(db)).status == 404
    assert ask("DELETE", f"{LINKS}/{uuid4()}", user=person).status == 404
    answer = ask("DELETE", f"{LINKS}/{fan}", user=person)
    assert (answer.status, answer.body) == (200, {"scans": 1})
    assert ask("DELETE", f"{LINKS}/{fan}", user=person).status == 404
    assert db.execute("select from fans").fetchall() == []
    assert len(facts_of(db, person, "scan.accepted")) == 1


def test_an_account_is_shown_what_it_joined_with_all_else_that_is_held(
    db: Connection, stall: Stall, browser: Browser, person: UUID
) -> None:
    device = browser.cookie.device_at(stall.brand)
    db.execute("update scans set lat = 52.51628, lng = 13.3777, score = 5, visitor_hash = gen_random_uuid()")
    Browser().scan(stall)
    browser.prove(db, CODE, "fan@example.com")
    assert ask("POST", LINKS, user=person, body={"ticket": browser.ticket(CODE)}).status == 201
    with acting_as(db, None):
        told = {
            table: [row for (row,) in db.execute(EXPORTS[table].encode(), {"user": person}).fetchall()]
            for table in ("fans", "devices", "scans")
        }
    assert [each["email"] for each in told["fans"]] == ["fan@example.com"]
    assert [each["id"] for each in told["devices"]] == [str(device)]
    assert [(each["device_id"], each["lat"]) for each in told["scans"]] == [(str(device), 52.51628)]
    assert not {"score", "reasons", "visitor_hash"} & told["scans"][0].keys()
