"""Conversions: credited once, to the click that came before, whoever reports them."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import Answer, call, http_event
from tests.factories.links import make_link
from tests.factories.people import brand_of, make_member, make_user
from tracking_redirect import api, redirect
from tracking_redirect.conversions import signature_of


@pytest.fixture(autouse=True)
def base_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHORT_LINK_BASE_URL", "https://go.example.org/t")


@pytest.fixture
def owner(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "brand")


@pytest.fixture
def code(database: Database, owner: UUID) -> str:
    with database.connect() as db:
        return make_link(db, make_campaign(db, owner))


def click(code: str) -> str:
    event = {**http_event("GET", f"/t/{code}"), "pathParameters": {"short_code": code}}
    location = call(redirect.lambda_handler, event).headers["location"]
    return location.partition("aclid=")[2]


def order(click_id: str, **changes: object) -> dict[str, object]:
    return {"click_id": click_id, "order_id": "order-1", "value": 4_999, "currency": "usd", **changes}


def report(user: UUID, body: dict[str, object]) -> Answer:
    return call(api.lambda_handler, http_event("POST", "/api/v1/conversions", user=user, body=body))


def test_an_order_is_credited_once(database: Database, owner: UUID, code: str) -> None:
    body = order(click(code))
    first, again = report(owner, body), report(owner, body)
    assert (first.status, first.body["is_new"]) == (200, True)
    assert again.body == {"id": first.body["id"], "is_new": False}
    assert report(owner, body | {"value": 1}).body["code"] == "ORDER_CONVERTED"
    with database.connect() as db:
        assert db.execute("select value, currency from conversions").fetchall() == [(4_999, "usd")]
        assert db.execute(
            "select count(*) from tracking_events where event_type = 'conversion'"
        ).fetchone() == (1,)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"value": -1}, 422), ({"value": 1.5}, 422), ({"value": 10**13}, 422), ({"currency": "USD"}, 422),
        ({"currency": "xxxx"}, 422), ({"currency": "eur"}, 422), ({"order_id": ""}, 422),
        ({"order_id": "x" * 201}, 422), ({"click_id": "no id"}, 422), ({"click_id": str(uuid4())}, 404),
        ({"coupon": "x"}, 422),
    ],
)  # fmt: skip
def test_a_bad_conversion_changes_nothing(
    database: Database, owner: UUID, code: str, changes: dict[str, Any], status: int
) -> None:
    assert report(owner, order(click(code)) | changes).status == status
    with database.connect() as db:
        assert db.execute("select count(*) from conversions").fetchone() == (0,)


def test_a_click_outside_the_window_earns_nothing(database: Database, owner: UUID, code: str) -> None:
    click_id = click(code)
    with database.connect() as db:
        db.execute("insert into admin_settings (key, value) values ('conversion_window_days', '1')")
        db.execute("select app.make_tracking_partitions((now() - interval '3 days')::date, 4)")
        old = db.execute("select uuidv7(interval '-2 days')").fetchone()
        assert old is not None
        db.execute("update tracking_events set id = %s, created_at = now() - interval '2 days'", (old[0],))
    assert report(owner, order(click_id)).status == 404
    assert report(owner, order(str(old[0]))).body["code"] == "CLICK_TOO_OLD"


def test_another_brands_click_is_no_click(database: Database, code: str) -> None:
    click_id = click(code)
    with database.connect() as db:
        stranger, creator = make_user(db, "brand"), make_user(db)
    for user in (stranger, creator):
        assert report(user, order(click_id)).status == 404


def test_an_analyst_reports_nothing(database: Database, owner: UUID, code: str) -> None:
    with database.connect() as db:
        analyst = make_member(db, brand_of(db, owner), "analyst")
    assert report(analyst, order(click(code))).status == 404


def signed(code: str, body: dict[str, object], signature: str) -> Answer:
    event = http_event(
        "POST",
        f"/api/v1/conversions/{code}",
        raw_body=json.dumps(body).encode(),
        query={"signature": signature},
    )
    return call(api.lambda_handler, event)


def key_of(user: UUID, link_id: str) -> Answer:
    return call(
        api.lambda_handler, http_event("GET", f"/api/v1/tracking-links/{link_id}/conversion-key", user=user)
    )


def link_id_of(database: Database, code: str) -> str:
    with database.connect() as db:
        row = db.execute("select id from tracking_links where short_code = %s", (code,)).fetchone()
    assert row is not None
    return str(row[0])


def test_a_shop_signs_for_its_own_link_only(database: Database, owner: UUID, code: str) -> None:
    key = key_of(owner, link_id_of(database, code)).body["key"]
    assert key_of(owner, link_id_of(database, code)).body["key"] == key
    with database.connect() as db:
        other_code = make_link(db, make_campaign(db, owner))
    body, foreign = order(click(code)), order(click(other_code))
    signature = signature_of(key, json.dumps(body).encode())
    assert signed(code, body, signature).body["is_new"] is True
    assert signed(code, body, signature.upper()).body["is_new"] is False
    assert signed(code, body | {"value": 1}, signature).body["code"] == "SIGNATURE_INVALID"
    for unsigned in ("", "00", "ü", "x" * 64):
        assert signed(code, body, unsigned).status == 401
    assert signed("nobody0", body, signature).status == 401
    assert signed(code, foreign, signature_of(key, json.dumps(foreign).encode())).status == 404


def test_a_key_is_for_those_who_run_the_campaign(database: Database, owner: UUID, code: str) -> None:
    with database.connect() as db:
        analyst, stranger = make_member(db, brand_of(db, owner), "analyst"), make_user(db, "brand")
    link = link_id_of(database, code)
    assert (key_of(analyst, link).status, key_of(stranger, link).status) == (403, 404)
