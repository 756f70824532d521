"""Conversions: credited once, to the click that came before, whoever reports them."""

import json
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg.errors import CheckViolation, UniqueViolation

from campaign_lifecycle import api as campaigns
from common.uuids import uuid7
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.events import call, http_event
from tests.factories.links import make_link
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.tracking_redirect.orders import click, key_of, link_id_of, order, report, signed
from tracking_redirect import api
from tracking_redirect.aggregation.service import aggregate_day
from tracking_redirect.conversions.service import SECONDS_IN_THE_QUEUE, signature_of


def test_an_order_is_credited_once(database: Database, owner: UUID, code: str) -> None:
    body = order(click(code))
    first, again = report(owner, body), report(owner, body)
    assert (first.status, first.body["is_new"]) == (200, True)
    assert again.body == {"id": first.body["id"], "is_new": False, "value": 4_999, "currency": "usd"}
    assert report(owner, body | {"value": 1}).body["code"] == "ORDER_CONVERTED"
    with database.connect() as db:
        assert db.execute("select value, currency from conversions").fetchall() == [(4_999, "usd")]
        assert db.execute(
            "select count(*) from tracking_events where event_type = 'conversion'"
        ).fetchone() == (1,)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"value": -1}, 422), ({"value": 1.5}, 422), ({"value": 10**13}, 422), ({"currency": "US$"}, 422),
        ({"currency": "xxxx"}, 422), ({"currency": "xau"}, 422), ({"order_id": ""}, 422),
        ({"order_id": "x" * 201}, 422), ({"click_id": "no id"}, 422), ({"click_id": str(uuid4())}, 404),
        ({"coupon": "x"}, 422), ({"order_id": " \u00a0\t"}, 422), ({"order_id": "A1\u200b"}, 422),
        ({"order_id": "A\u00ad1"}, 422), ({"order_id": "A\x001"}, 422), ({"order_id": "A\n1"}, 422),
        ({"order_id": "A\u20281"}, 422), ({"order_id": "\ufeffA1"}, 422),
    ],
)  # fmt: skip
def test_a_bad_conversion_changes_nothing(
    database: Database, owner: UUID, code: str, changes: dict[str, Any], status: int
) -> None:
    assert report(owner, order(click(code)) | changes).status == status
    with database.connect() as db:
        assert db.execute("select count(*) from conversions").fetchone() == (0,)


def test_a_currency_in_capitals_is_the_same(database: Database, owner: UUID, code: str) -> None:
    click_id = click(code)
    written = [report(owner, order(click_id, currency=currency)) for currency in ("USD", "usd", "Usd")]
    assert [answer.body.get("is_new") for answer in written] == [True, False, False]


def test_white_space_does_not_make_another_order(database: Database, owner: UUID, code: str) -> None:
    click_id = click(code)
    written = ("A1", "A1 ", " A1", "\tA1\r\n", "\u00a0A1\u3000")
    answers = [report(owner, order(click_id, order_id=name)) for name in written]
    assert [answer.body.get("is_new") for answer in answers] == [True, False, False, False, False]
    with database.connect() as db:
        assert db.execute("select order_id from conversions").fetchall() == [("A1",)]


@pytest.mark.parametrize(
    "written",
    [
        ("A1", "a1", "#A1", "# a1", "##A1", "#\u00a0A1"), ("Bestell-\u00e9", "bestell-e\u0301", "#BESTELL-\u00c9"),
        ("STRASSE-1", "stra\u00dfe-1"), ("\u03a3\u03a3", "\u03c3\u03c2"), ("#", "#"), ("\u1e9e", "ss"),
    ],
)  # fmt: skip
def test_an_order_counts_once_however_it_is_written(
    database: Database, owner: UUID, code: str, written: tuple[str, ...]
) -> None:
    click_id = click(code)
    answers = [report(owner, order(click_id, order_id=name)) for name in written]
    assert [answer.body.get("is_new") for answer in answers] == [True] + [False] * (len(written) - 1)
    assert report(owner, order(click_id, order_id=written[-1], value=1)).body["code"] == "ORDER_CONVERTED"
    with database.connect() as db:
        assert db.execute("select order_id from conversions").fetchall() == [(written[0],)], "kept as it came"


def test_reports_at_once_however_they_are_written_are_one(database: Database, owner: UUID, code: str) -> None:
    click_id = click(code)
    credit = "select app.record_conversion(%s, %s, 1, 'usd')"
    steps = [(str(owner), credit, (click_id, name)) for name in ("A1", "a1", "#A1", "#a1")]
    assert run_at_once(database, *steps) == ["ok"] * 4
    with database.connect() as db:
        assert db.execute("select count(*) from conversions").fetchone() == (1,)
        events = db.execute("select count(*) from tracking_events where event_type = 'conversion'").fetchone()
    assert events == (1,)


@pytest.mark.parametrize("body", [[], "refund", 5, None, [{"action": "refund"}], {"action": 1}, {}])
def test_a_body_of_another_kind_is_malformed(owner: UUID, code: str, body: object) -> None:
    key = "k" * 64
    for answer in (
        call(api.lambda_handler, http_event("POST", "/api/v1/conversions", user=owner, body=body)),
        call(
            api.lambda_handler,
            http_event("POST", f"/api/v1/conversions/{code}", body=body, query={"signature": key}),
        ),
    ):
        assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")


def test_what_differs_in_more_than_writing_is_another_order(
    database: Database, owner: UUID, code: str
) -> None:
    click_id = click(code)
    written = ("A1", "A-1", "A 1", "A01", "1A", "A1#", "#", "##1", "\uff21\uff11")
    assert all(report(owner, order(click_id, order_id=name)).body["is_new"] for name in written)


def test_the_database_holds_an_order_to_once(database: Database, owner: UUID, code: str) -> None:
    report(owner, order(click(code), order_id="A1"))
    with database.connect() as db, pytest.raises(UniqueViolation) as refused:
        db.execute(
            "insert into conversions (campaign_id, brand_id, tracking_link_id, order_id, value, currency)"
            " select campaign_id, brand_id, tracking_link_id, '#a1', value, currency from conversions"
        )
    assert refused.value.diag.constraint_name == "order_converts_once_per_campaign"


@pytest.mark.parametrize("order_id", ["A1 ", " A1", "A1\u00a0", "\u3000A1", "A1\u200b", "A\n1", "A\u00ad1"])
def test_the_database_refuses_such_an_order_too(database: Database, code: str, order_id: str) -> None:
    with database.connect() as db, pytest.raises(CheckViolation) as refused:
        db.execute(
            "insert into conversions (campaign_id, brand_id, tracking_link_id, order_id, value, currency)"
            " select campaign_id, brand_id, id, %s, 1, 'usd' from tracking_links where short_code = %s",
            (order_id, code),
        )
    assert refused.value.diag.constraint_name == "conversions_order_is_trimmed_and_visible"


def test_a_draft_with_traffic_is_not_deleted(database: Database, owner: UUID) -> None:
    with database.connect() as db:
        clicked, converted = (
            make_campaign(db, owner, status="draft"),
            make_campaign(db, owner, status="draft"),
        )
        codes = make_link(db, clicked), make_link(db, converted)
    click(codes[0])
    assert aggregate_day(datetime.now(UTC).date()) == 1
    assert report(owner, order(click(codes[1]))).status == 200
    for campaign in (clicked, converted):
        event = http_event("DELETE", f"/api/v1/campaigns/{campaign}", user=owner)
        answer = call(campaigns.lambda_handler, event)
        assert (answer.status, answer.body["code"]) == (409, "CAMPAIGN_HAS_TRAFFIC")


class TestAClickInTheQueue:
    """With `RECORDER=queue` a shop may hear of the click before the database does."""

    @pytest.fixture(autouse=True)
    def _queue(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RECORDER", "queue")

    def test_a_conversion_right_after_its_click_may_come_again(self, owner: UUID) -> None:
        answer = report(owner, order(str(click_id_of_age(0))))
        assert (answer.status, answer.body["code"]) == (503, "CLICK_NOT_STORED_YET")
        assert answer.headers["retry-after"] == "30"

    def test_so_may_a_shops(self, database: Database, owner: UUID, code: str) -> None:
        key = key_of(owner, link_id_of(database, code)).body["key"]
        body = order(str(click_id_of_age(0)))
        answer = signed(code, body, signature_of(key, json.dumps(body).encode()))
        assert (answer.status, answer.body["code"]) == (503, "CLICK_NOT_STORED_YET")

    @pytest.mark.parametrize("age", [SECONDS_IN_THE_QUEUE + 1, -3_600])
    def test_what_cannot_be_in_the_queue_is_no_click(self, owner: UUID, age: int) -> None:
        assert report(owner, order(str(click_id_of_age(age)))).status == 404
        assert report(owner, order(str(uuid4()))).status == 404

    def test_without_a_queue_nothing_is_on_its_way(
        self, owner: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("RECORDER")
        assert report(owner, order(str(click_id_of_age(0)))).status == 404


def click_id_of_age(seconds: int) -> UUID:
    return uuid7((time.time_ns() // 1_000_000) - seconds * 1_000)


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


def test_a_shop_signs_for_its_own_link_only(database: Database, owner: UUID, code: str) -> None:
    key = key_of(owner, link_id_of(database, code)).body["key"]
    assert key_of(owner, link_id_of(database, code)).body["key"] == key
    with database.connect() as db:
        other_code = make_link(db, make_campaign(db, owner))
    body, foreign = order(click(code)), order(click(other_code))
    signature = signature_of(key, json.dumps(body).encode())
    assert signed(code, body, signature).body["is_new"] is True
    assert signed(code, body, signature.upper()).body["is_new"] is False
    assert signed(code, body | {"value": 1}, signature).body["code"] == "CONVERSION_SIGNATURE_INVALID"
    for unsigned in ("", "00", "ü", "x" * 64):
        assert signed(code, body, unsigned).status == 401
    assert signed("nobody0", body, signature).status == 401
    assert signed(code, foreign, signature_of(key, json.dumps(foreign).encode())).status == 404


def test_a_key_is_for_those_who_run_the_campaign(database: Database, owner: UUID, code: str) -> None:
    with database.connect() as db:
        analyst, stranger = make_member(db, brand_of(db, owner), "analyst"), make_user(db, "brand")
    link = link_id_of(database, code)
    assert (key_of(analyst, link).status, key_of(stranger, link).status) == (403, 404)
