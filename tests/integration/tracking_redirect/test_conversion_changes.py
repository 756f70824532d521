"""Orders that are corrected and refunded: once each, by both doors, until they are settled, and figures follow."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.events import Answer
from tests.factories.links import ask, make_link
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.tracking_redirect.events_of_days import TODAY
from tests.integration.tracking_redirect.orders import (
    change,
    click,
    key_of,
    link_id_of,
    move,
    order,
    report,
    signed,
)
from tracking_redirect.conversions.service import signature_of

CHANGE = "select * from app.change_order(%s, 'order-1', 'refund', %s, %s, 'usd')"


def read(user: UUID, campaign: UUID, conversion: str) -> Any:
    return ask("GET", f"campaigns/{campaign}/conversions/{conversion}", user).body


def test_an_order_is_corrected_and_its_history_is_kept(owner: UUID, campaign: UUID, sold: Answer) -> None:
    changed = change(owner, campaign, "correct", "c-1", value=3_000, reason="a discount")
    assert (changed.status, changed.body) == (
        200, {"id": sold.body["id"], "is_new": True, "value": 3_000, "currency": "usd"},
    )  # fmt: skip
    change(owner, campaign, "refund", "r-1", value=500)
    found = read(owner, campaign, sold.body["id"])
    assert (found["value"], found["order_value"], found["refunded_value"]) == (2_500, 3_000, 500)
    told = ("kind", "reference", "amount", "value_before", "value_after", "reason", "changed_by")
    assert [tuple(one[name] for name in told) for one in found["changes"]] == [
        ("correction", "c-1", 3_000, 4_999, 3_000, "a discount", str(owner)),
        ("refund", "r-1", 500, 3_000, 2_500, "", str(owner)),
    ]
    assert all(one["created_at"] for one in found["changes"])


def test_refunds_add_up_to_the_whole_and_no_further(owner: UUID, campaign: UUID, sold: Answer) -> None:
    left = [change(owner, campaign, "refund", f"r-{n}", value=2_000).body["value"] for n in range(2)]
    assert left == [2_999, 999]
    more = change(owner, campaign, "refund", "r-2", value=1_000)
    assert (more.status, more.body["code"], more.body["details"]) == (
        409, "REFUND_TOO_LARGE", [{"left": 999, "currency": "usd"}],
    )  # fmt: skip
    assert change(owner, campaign, "refund", "r-2").body["value"] == 0
    assert read(owner, campaign, sold.body["id"])["refunded_at"] is not None
    for wanted in ({"value": 1}, {}):
        assert change(owner, campaign, "refund", "r-3", **wanted).body["code"] == "REFUND_TOO_LARGE"
    below = change(owner, campaign, "correct", "c-1", value=4_998)
    assert (below.status, below.body["code"]) == (409, "REFUND_TOO_LARGE")
    assert change(owner, campaign, "correct", "c-2", value=5_099).body["value"] == 100
    assert read(owner, campaign, sold.body["id"])["refunded_at"] is None


@pytest.mark.parametrize("action", ["refund", "correct"])
def test_a_change_that_is_sent_again_is_one(owner: UUID, campaign: UUID, sold: Answer, action: str) -> None:
    first, again, shown = (change(owner, campaign, action, name, value=1_000) for name in ("x", "x", "#X"))
    assert [one.body["is_new"] for one in (first, again, shown)] == [True, False, False]
    assert first.body["value"] == again.body["value"]
    other = "correct" if action == "refund" else "refund"
    for conflicting in (
        change(owner, campaign, action, "x", value=1_001),
        change(owner, campaign, other, "x", value=1_000),
    ):
        assert (conflicting.status, conflicting.body["code"]) == (409, "CHANGE_REPORTED")
    assert len(read(owner, campaign, sold.body["id"])["changes"]) == 1


def test_all_that_is_left_is_refunded_once(owner: UUID, campaign: UUID, sold: Answer) -> None:
    answers = [change(owner, campaign, "refund", "all") for _ in range(2)]
    assert [(one.status, one.body["value"]) for one in answers] == [(200, 0), (200, 0)]
    assert change(owner, campaign, "refund", "all", value=4_999).body["is_new"] is False
    assert read(owner, campaign, sold.body["id"])["refunded_value"] == 4_999


def test_a_reference_of_a_part_is_none_of_the_rest(owner: UUID, campaign: UUID, sold: Answer) -> None:
    change(owner, campaign, "refund", "part", value=10)
    assert change(owner, campaign, "refund", "part").body["code"] == "CHANGE_REPORTED"
    for again in ({}, {"value": 4_989}, {}):
        assert change(owner, campaign, "refund", "rest", **again).body["value"] == 0


def test_an_order_is_reported_again_after_it_was_changed(owner: UUID, campaign: UUID, code: str) -> None:
    body = order(click(code))
    report(owner, body)
    change(owner, campaign, "correct", "c-1", value=3_000)
    change(owner, campaign, "refund", "r-1", value=500)
    for value in (4_999, 3_000):
        again = report(owner, body | {"value": value})
        assert (again.body["is_new"], again.body["value"]) == (False, 2_500)
    other = report(owner, body | {"value": 2_500})
    assert (other.body["code"], other.body["details"]) == (
        "ORDER_CONVERTED",
        [{"value": 3_000, "currency": "usd"}],
    )


def test_refunds_at_once_take_no_more_than_there_is(
    database: Database, owner: UUID, campaign: UUID, sold: Answer
) -> None:
    outcomes = run_at_once(
        database, *((str(owner), CHANGE, (campaign, f"r-{n}", 3_000)) for n in range(3)),
        (str(owner), CHANGE, (campaign, "r-0", 3_000)),
    )  # fmt: skip
    assert outcomes.count("IV006") >= 2
    found = read(owner, campaign, sold.body["id"])
    assert (found["value"], len(found["changes"])) == (1_999, 1)


def test_a_shop_changes_orders_of_its_own_link_only(
    database: Database, owner: UUID, campaign: UUID, code: str, sold: Answer
) -> None:
    with database.connect() as db:
        sister = make_link(db, campaign)
    body: dict[str, object] = {
        "action": "refund", "order_id": "#ORDER-1", "reference": "r-1", "value": 999, "currency": "USD",
    }  # fmt: skip

    def send(link: str, key: str, **changed: object) -> Answer:
        sent = body | changed
        return signed(link, sent, signature_of(key, json.dumps(sent).encode()))

    key = key_of(owner, link_id_of(database, code)).body["key"]
    assert send(code, key).body == {"id": sold.body["id"], "is_new": True, "value": 4_000, "currency": "usd"}
    assert send(code, key).body["is_new"] is False
    corrected = send(code, key, action="correct", reference="c", value=1_999)
    assert corrected.body["value"] == 1_000
    assert send(code, "k" * 64).status == 401
    assert send(code, key, order_id="order-2").status == 404
    assert send(code, key, campaign_id=str(campaign)).status == 422
    assert (
        send(sister, key_of(owner, link_id_of(database, sister)).body["key"], reference="r-2").status == 404
    )
    found = read(owner, campaign, sold.body["id"])["changes"]
    assert [(one["changed_by"], one["tracking_link_id"]) for one in found] == [
        (None, link_id_of(database, code))
    ] * 2


def test_who_may_change_and_see(database: Database, owner: UUID, campaign: UUID, sold: Answer) -> None:
    with database.connect() as db:
        brand = brand_of(db, owner)
        manager, analyst = make_member(db, brand, "campaign_manager"), make_member(db, brand, "analyst")
        stranger, creator, admin = make_user(db, "brand"), make_user(db), make_user(db, "admin")
    for nobody in (stranger, creator, analyst):
        assert change(nobody, campaign, "refund", "r").status == 404
    for nobody in (stranger, creator):
        assert ask("GET", f"campaigns/{campaign}/conversions", nobody).status == 404
        assert ask("GET", f"campaigns/{campaign}/conversions/{sold.body['id']}", nobody).status == 404
    assert read(analyst, campaign, sold.body["id"])["value"] == 4_999, "it is there, and unchanged"
    assert change(manager, campaign, "refund", "r", value=1).status == 200
    assert change(admin, campaign, "refund", "a", value=1).status == 200
    assert ask("GET", f"campaigns/{uuid4()}/conversions", owner).status == 404
    assert ask("GET", f"campaigns/{campaign}/conversions/{uuid4()}", owner).status == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"value": 0}, 422), ({"value": -1}, 422), ({"value": 1.5}, 422), ({"value": "1"}, 422),
        ({"reference": ""}, 422), ({"reference": "a\u200bb"}, 422), ({"reference": "x" * 201}, 422),
        ({"reason": "x" * 501}, 422), ({"reason": "a\x00b"}, 422), ({"currency": "eur"}, 422),
        ({"currency": "??"}, 422),
        ({"order_id": "another"}, 404), ({"campaign_id": str(uuid4())}, 404), ({"click_id": str(uuid4())}, 422),
        ({"action": "delete"}, 422), ({"action": None}, 422), ({"action": ["refund"]}, 422),
        ({"converted_at": "2026-01-01T00:00:00Z"}, 422),
    ],
)  # fmt: skip
def test_a_bad_change_changes_nothing(
    owner: UUID, campaign: UUID, sold: Answer, body: dict[str, object], status: int
) -> None:
    whole = {"action": "refund", "campaign_id": str(campaign), "order_id": "order-1", "reference": "r", "value": 1,
             "currency": "usd"} | body  # fmt: skip
    assert report(owner, whole).status == status
    found = read(owner, campaign, sold.body["id"])
    assert (found["value"], found["changes"]) == (4_999, [])


def test_a_settled_order_stays_as_it_is(
    database: Database, owner: UUID, campaign: UUID, sold: Answer
) -> None:
    assert change(owner, campaign, "refund", "early", value=1).status == 200
    with database.connect() as db:
        db.execute("insert into admin_settings (key, value) values ('conversion_lock_days', '14')")
        move(db, 13)
        assert change(owner, campaign, "refund", "in time", value=1).status == 200
        move(db, 15)
    locked = change(owner, campaign, "correct", "late", value=1)
    assert (locked.status, locked.body["code"]) == (409, "CONVERSION_LOCKED")
    assert locked.body["details"][0]["locked_at"].startswith(str(TODAY - timedelta(days=1)))
    assert change(owner, campaign, "refund", "early", value=1).body["is_new"] is False, "it came in time"
    assert read(owner, campaign, sold.body["id"])["value"] == 4_997


def test_an_order_has_no_endless_history(
    database: Database, owner: UUID, campaign: UUID, sold: Answer
) -> None:
    with database.connect() as db:
        db.execute(
            "insert into conversion_changes (conversion_id, campaign_id, brand_id, kind, reference, amount,"
            " order_value_before, refunded_value_before, value_before, value_after) select id, campaign_id, brand_id,"
            " 'correction', n::text, 1, 1, 0, 1, 1 from conversions, generate_series(1, 100) as n"
        )
    refused = change(owner, campaign, "refund", "101", value=1)
    assert (refused.status, refused.body["code"], refused.body["details"]) == (
        409, "TOO_MANY_CHANGES", [{"most": 100}],
    )  # fmt: skip


def test_history_is_written_once(database: Database, owner: UUID, campaign: UUID, sold: Answer) -> None:
    change(owner, campaign, "refund", "r", value=1)
    with database.connect() as db:
        for statement in ("update conversion_changes set amount = 2", "delete from conversion_changes"):
            with pytest.raises(psycopg.DatabaseError) as refused:
                db.execute(statement.encode())
            assert refused.value.sqlstate == "IG001"


def test_an_order_of_nothing_is_refunded_as_a_whole(owner: UUID, campaign: UUID, code: str) -> None:
    free = report(owner, order(click(code), value=0))
    assert change(owner, campaign, "refund", "r").body["value"] == 0
    assert read(owner, campaign, free.body["id"])["refunded_at"] is not None
    assert change(owner, campaign, "refund", "again").body["code"] == "REFUND_TOO_LARGE"


def test_conversions_are_listed_newest_first(
    database: Database, owner: UUID, campaign: UUID, code: str
) -> None:
    click_id = click(code)
    ids = [report(owner, order(click_id, order_id=f"A{n}")).body["id"] for n in range(3)]
    first = ask("GET", f"campaigns/{campaign}/conversions", owner, query={"limit": "2"}).body
    assert [one["id"] for one in first["data"]] == [ids[2], ids[1]]
    rest = ask("GET", f"campaigns/{campaign}/conversions", owner, query={"cursor": first["next_cursor"]}).body
    assert ([one["id"] for one in rest["data"]], rest["next_cursor"]) == ([ids[0]], None)
    found = ask("GET", f"campaigns/{campaign}/conversions", owner, query={"order_id": "#a1"}).body["data"]
    assert [one["order_id"] for one in found] == ["A1"]
    assert ask("GET", f"campaigns/{campaign}/conversions", owner, query={"order_id": "a\x00"}).status == 422
