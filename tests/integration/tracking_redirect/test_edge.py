"""The edge function: `generate`, who may, where a link may lead; and what is no action of it."""

import re
from uuid import uuid4

import pytest

from common.random_codes import BASE62, random_code
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.events import call, http_event
from tests.factories.links import BASE, generate
from tests.factories.people import brand_of, make_member, make_user
from tracking_redirect import api
from tracking_redirect.links import service


def test_a_campaign_manager_makes_a_link(database: Database) -> None:
    with database.connect() as db:
        owner, creator = make_user(db, "brand"), make_user(db)
        manager = make_member(db, brand_of(db, owner), "campaign_manager")
        campaign = make_campaign(db, owner)
        make_invitation(db, campaign, creator)
    answer = generate(
        manager, campaign, "https://shop.example.com?utm_source=x", creator_user_id=str(creator)
    )
    assert answer.status == 200
    link = answer.body
    assert re.fullmatch(r"[0-9A-Za-z]{7}", link["short_code"])
    assert link["url"] == f"{BASE}/{link['short_code']}"
    assert link["destination_url"] == "https://shop.example.com/?utm_source=x"
    assert (link["campaign_id"], link["creator_user_id"]) == (str(campaign), str(creator))
    with database.connect() as db:
        row = db.execute("select created_by, brand_id from tracking_links").fetchone()
    assert row is not None
    assert row[0] == manager


def test_who_may_not(database: Database) -> None:
    with database.connect() as db:
        owner, stranger, creator = make_user(db, "brand"), make_user(db, "brand"), make_user(db)
        analyst = make_member(db, brand_of(db, owner), "analyst")
        campaign = make_campaign(db, owner)
    assert generate(analyst, campaign).body["code"] == "FORBIDDEN"
    for nobody in (stranger, creator):
        assert generate(nobody, campaign).status == 404
    assert generate(owner, uuid4()).status == 404
    with database.connect() as db:
        assert db.execute("select count(*) from tracking_links").fetchone() == (0,)


@pytest.mark.parametrize(
    "destination",
    [
        "http://shop.example.com/", "javascript:alert(1)", "https://user:pw@shop.example.com/",
        "https://127.0.0.1/", "https://0x7f.1/", "https://2130706433/", "https://[::1]/", "https://localhost/",
        "https://printer.local/", "https://shop.example.com/\r\nset-cookie: x", "https://shop.example.com/ x",
        "https://go.example.org/t/abc", "https://GO.example.org./", "https://shop.example.com/" + "x" * 5_000,
        "https://evil.test\\@shop.example.com/", "https://",
        "shop.example.com", "data:text/html,x", "https:\\\\user@shop.example.com", "\u0000", "",
        None, 7, ["https://shop.example.com/"],
    ],
)  # fmt: skip
def test_a_bad_destination_is_refused(database: Database, destination: object) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        campaign = make_campaign(db, owner)
    answer = generate(owner, campaign, destination)
    assert answer.status == 422
    assert answer.body["code"] in {"DESTINATION_REFUSED", "VALIDATION_FAILED"}


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("HTTPS://Shop.Example.COM", "https://shop.example.com/"),
        ("https://bücher.example.com/ü", "https://xn--bcher-kva.example.com/%C3%BC"),
        ("https://shop.example.com/a/../b", "https://shop.example.com/b"),
    ],
)
def test_what_is_stored_is_what_browsers_read(database: Database, given: str, stored: str) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        campaign = make_campaign(db, owner)
    assert generate(owner, campaign, given).body["destination_url"] == stored


def test_a_taken_code_is_drawn_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["taken00", "taken00", "fresh00"])
    monkeypatch.setattr(service, "random_code", lambda: next(codes))
    with database.connect() as db:
        owner = make_user(db, "brand")
        campaign = make_campaign(db, owner)
    assert [generate(owner, campaign).body["short_code"] for _ in range(2)] == ["taken00", "fresh00"]


def test_codes_are_random_and_of_the_alphabet() -> None:
    codes = {random_code() for _ in range(2_000)}
    assert len(codes) == 2_000
    assert set("".join(codes)) == set(BASE62)


def test_the_same_request_sent_twice_makes_one_link(database: Database) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        campaign = make_campaign(db, owner)
    body = {
        "action": "generate",
        "campaign_id": str(campaign),
        "destination_url": "https://shop.example.com/",
    }
    event = http_event(
        "POST", "/functions/v1/tracking-links", user=owner, body=body, headers={"idempotency-key": "once"}
    )
    first, second = call(api.lambda_handler, event), call(api.lambda_handler, event)
    assert first.body == second.body


@pytest.mark.parametrize(
    "changes", [{"action": "follow"}, {"action": None}, {"campaign_id": "x"}, {"clicks": 7}]
)
def test_a_malformed_action_is_422_and_makes_no_link(database: Database, changes: dict[str, object]) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand")
        body = {
            "action": "generate", "campaign_id": str(make_campaign(db, owner)),
            "destination_url": "https://shop.example.com/",
        } | changes  # fmt: skip
        event = http_event("POST", "/functions/v1/tracking-links", user=owner, body=body)
        assert call(api.lambda_handler, event).status == 422
        assert db.execute("select count(*) from tracking_links").fetchone() == (0,)
