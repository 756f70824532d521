"""Flagged scans wait for somebody of the brand, who decides once; time clears what weighs little."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from activations import schedule
from common.pagination import encode_cursor
from tests.actors import Person
from tests.counted import levels
from tests.factories.activations import make_device, make_fan, make_scan
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.integration.activations.asking import ask, run
from tests.integration.activations.reviewing import REVIEWS, Desk
from tests.typing import Connection

HOUR = timedelta(hours=1)
SCAN = UUID(int=7)
CLEAR, CONFIRM = {"decision": "cleared"}, {"decision": "confirmed", "note": "Twenty of them in one second."}
BERLIN, HAMBURG = {"lat": 52.51628, "lng": 13.37770}, {"lat": 53.55034, "lng": 10.00065}


def test_the_heaviest_come_first_page_by_page(desk: Desk) -> None:
    scans = {score: str(desk.flag(score)) for score in (61, 88, 70)}
    twins = sorted(str(desk.flag(70)) for _ in range(2))
    expected = [scans[88], *sorted([scans[70], *twins]), scans[61]]
    for limit in ("1", "2", "100"):
        pages = desk.analyst.pages(REVIEWS, limit=limit)
        assert [each["scan_id"] for page in pages for each in page] == expected


@pytest.mark.parametrize(
    "key", ["x", encode_cursor(70), encode_cursor("high", SCAN), encode_cursor(1_001, SCAN)]
)
def test_a_cursor_that_is_none_is_refused(desk: Desk, key: str) -> None:
    answer = ask("GET", f"/api/v1{REVIEWS}", user=desk.manager.id, query={"cursor": key})
    assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


def test_open_ones_are_listed_unless_another_state_is_asked_for(desk: Desk) -> None:
    cleared, confirmed, waits = desk.flag(), desk.flag(), desk.flag()
    desk.manager.post(f"{REVIEWS}/{cleared}", **CLEAR)
    desk.manager.post(f"{REVIEWS}/{confirmed}", **CONFIRM)
    for status, scan in ((None, waits), ("cleared", cleared), ("confirmed", confirmed)):
        query = {"status": status} if status else {}
        assert [each["scan_id"] for each in desk.analyst.get(REVIEWS, **query)["data"]] == [str(scan)]


def test_a_brand_sees_its_own_and_administrators_see_all(db: Connection, desk: Desk, boss: Person) -> None:
    own, other = desk.flag(), Desk(db)
    foreign = other.flag()
    assert [each["scan_id"] for each in desk.manager.get(REVIEWS)["data"]] == [str(own)]
    assert desk.manager.get(REVIEWS, brand_id=str(other.brand))["data"] == []
    assert desk.manager.refused("GET", f"{REVIEWS}/{foreign}") == (404, "NOT_FOUND")
    assert desk.manager.refused("POST", f"{REVIEWS}/{foreign}", **CLEAR) == (404, "NOT_FOUND")
    assert {each["scan_id"] for each in boss.get(REVIEWS)["data"]} == {str(own), str(foreign)}
    assert [each["scan_id"] for each in boss.get(REVIEWS, brand_id=str(other.brand))["data"]] == [
        str(foreign)
    ]
    assert other.manager.get(f"{REVIEWS}/{foreign}")["scan_id"] == str(foreign)


def test_who_looks_leaves_a_trace_and_who_sees_nothing_leaves_none(db: Connection, desk: Desk) -> None:
    scan, other = desk.flag(), Desk(db)
    assert other.manager.get(REVIEWS)["data"] == []
    assert other.manager.refused("GET", f"{REVIEWS}/{scan}") == (404, "NOT_FOUND")
    desk.analyst.get(f"{REVIEWS}/{scan}")
    desk.manager.get(REVIEWS)
    activation = desk.manager.get(f"{REVIEWS}/{scan}")["activation_id"]
    looks = db.execute(
        "select user_id, resource_id from audit_logs where action = 'scans.read' order by created_at"
    ).fetchall()
    assert looks == [(person.id, activation) for person in (desk.analyst, desk.manager, desk.manager)]


def test_who_scanned_sees_nothing_of_it(db: Connection, desk: Desk) -> None:
    fan = make_user(db)
    device = make_device(db, desk.brand, make_fan(db, desk.brand, user_id=fan))
    scan = desk.flag(device=device)
    person = Person(fan, ask)
    assert person.get(REVIEWS)["data"] == []
    assert person.refused("GET", f"{REVIEWS}/{scan}") == (404, "NOT_FOUND")
    assert person.refused("POST", f"{REVIEWS}/{scan}", **CLEAR) == (404, "NOT_FOUND")


def test_evidence_is_figures_and_never_a_place(db: Connection, desk: Desk) -> None:
    device, place, visitor = make_device(db, desk.brand, risk=30), uuid4(), uuid4()
    now = datetime.now(UTC) - timedelta(minutes=1)
    make_scan(db, desk.code, device, at=now - HOUR, accuracy_m=10, **BERLIN)
    for _ in range(3):
        make_scan(db, desk.code, uuid4(), at=now - HOUR, place_hash=place)
        make_scan(db, desk.code, uuid4(), at=now - timedelta(minutes=2), visitor_hash=visitor)
    scan = desk.flag(device=device)
    db.execute(
        "update scans set lat = %s, lng = %s, accuracy_m = 10, distance_m = 254000, country = 'DE', place_hash = %s,"
        " visitor_hash = %s where id = %s",
        (HAMBURG["lat"], HAMBURG["lng"], place, visitor, scan),
    )
    shown = desk.analyst.get(f"{REVIEWS}/{scan}")
    assert 245 <= shown["evidence"].pop("kmh") <= 255, (
        "Hamburg is 255 kilometres away, and a minute is more than none"
    )
    assert shown["evidence"] == {
        "activations_in_hour": 1, "devices_at_place": 3, "scans_of_visitor": 4, "scans_of_device": 2,
        "device_risk": 30,
    }  # fmt: skip
    assert (shown["scan"]["country"], shown["scan"]["distance_m"]) == ("DE", 254_000)
    assert not {"lat", "lng", "place_hash", "visitor_hash"} & {*shown, *shown["scan"]}


def test_a_review_outlives_its_scan(db: Connection, desk: Desk) -> None:
    scan = desk.flag(device=make_device(db, desk.brand))
    db.execute("delete from scans")
    shown = desk.analyst.get(f"{REVIEWS}/{scan}")
    assert (shown["scan"], shown["evidence"]["kmh"], shown["evidence"]["scans_of_device"]) == (None, None, 0)
    assert desk.manager.post(f"{REVIEWS}/{scan}", **CLEAR)["status"] == "cleared"


def test_a_cleared_scan_counts_after_all_and_once(db: Connection, desk: Desk) -> None:
    fan = make_user(db)
    device = make_device(db, desk.brand, make_fan(db, desk.brand, user_id=fan))
    scan = desk.flag(device=device)
    assert desk.facts(fan) == []
    cleared = desk.manager.post(f"{REVIEWS}/{scan}", **CLEAR)
    assert (cleared["status"], cleared["reviewer_user_id"], cleared["note"]) == (
        "cleared",
        str(desk.manager.id),
        "",
    )
    assert desk.facts(fan) == [str(scan)]
    assert desk.manager.refused("POST", f"{REVIEWS}/{scan}", **CLEAR) == (409, "SCAN_REVIEW_DECIDED")
    assert desk.manager.refused("POST", f"{REVIEWS}/{scan}", **CONFIRM) == (409, "SCAN_REVIEW_DECIDED")
    assert desk.facts(fan) == [str(scan)]


def test_a_confirmed_scan_never_counts_and_its_device_is_riskier(db: Connection, desk: Desk) -> None:
    fan = make_user(db)
    device = make_device(db, desk.brand, make_fan(db, desk.brand, user_id=fan))
    other = make_device(db, desk.brand)
    risks = []
    for _ in range(2):
        shown = desk.manager.post(f"{REVIEWS}/{desk.flag(device=device)}", **CONFIRM)
        risks.append(shown["evidence"]["device_risk"])
    assert (risks, shown["status"], shown["note"]) == ([65, 100], "confirmed", CONFIRM["note"])
    assert desk.facts(fan) == []
    assert db.execute("select risk from devices where id = %s", (other,)).fetchone() == (0,)


def test_who_scanned_cannot_decide_also_as_a_manager_or_administrator(
    db: Connection, desk: Desk, boss: Person
) -> None:
    for person in (desk.manager, boss):
        fan = make_fan(db, desk.brand, user_id=person.id)
        scan = desk.flag(device=make_device(db, desk.brand, fan))
        assert person.refused("POST", f"{REVIEWS}/{scan}", **CLEAR) == (403, "DECIDER_INVOLVED")
        assert person.get(f"{REVIEWS}/{scan}")["status"] == "open"
        db.execute("update fans set user_id = null where id = %s", (fan,))
        assert person.post(f"{REVIEWS}/{scan}", **CLEAR)["status"] == "cleared"


def test_analysts_read_and_do_not_decide(desk: Desk, boss: Person) -> None:
    scan = desk.flag()
    assert desk.analyst.refused("POST", f"{REVIEWS}/{scan}", **CLEAR) == (403, "FORBIDDEN")
    assert desk.analyst.get(f"{REVIEWS}/{scan}")["status"] == "open"
    assert boss.post(f"{REVIEWS}/{scan}", **CONFIRM)["status"] == "confirmed"


@pytest.mark.parametrize(
    "body",
    [{}, {"decision": "open"}, {"decision": None}, {"decision": "burnt"}, {"decision": "cleared", "note": None},
     {"decision": "cleared", "note": "x" * 1_001}, {"decision": "cleared", "note": "\0"},
     {"decision": "cleared", "more": 1}],
)  # fmt: skip
def test_what_is_no_decision_is_refused(desk: Desk, body: dict[str, object]) -> None:
    scan = desk.flag()
    assert desk.manager.refused("POST", f"{REVIEWS}/{scan}", **body)[0] == 422
    assert desk.manager.get(f"{REVIEWS}/{scan}")["status"] == "open"


def test_a_scan_that_nobody_flagged_is_not_found(desk: Desk, boss: Person) -> None:
    for scan in (uuid4(), make_scan(desk.db, desk.code)):
        for person in (desk.manager, boss):
            assert person.refused("GET", f"{REVIEWS}/{scan}") == (404, "NOT_FOUND")
            assert person.refused("POST", f"{REVIEWS}/{scan}", **CLEAR) == (404, "NOT_FOUND")


def test_what_weighs_little_is_cleared_after_two_days_and_the_rest_waits(db: Connection, desk: Desk) -> None:
    fan = make_user(db)
    device = make_device(db, desk.brand, make_fan(db, desk.brand, user_id=fan))
    light, heavy, now = desk.flag(69, device), desk.flag(70, device), datetime.now(UTC)
    assert run("scan-reviews", now + 47 * HOUR) == {"cleared": 0, "reminded": 0}
    assert run("scan-reviews", now + 49 * HOUR) == {"cleared": 1, "reminded": 1}
    assert run("scan-reviews", now + 50 * HOUR) == {"cleared": 0, "reminded": 0}
    assert desk.facts(fan) == [str(light)]
    shown = desk.manager.get(f"{REVIEWS}/{light}")
    assert (shown["status"], shown["reviewer_user_id"]) == ("cleared", None)
    assert [each["scan_id"] for each in desk.manager.get(REVIEWS)["data"]] == [str(heavy)]
    assert desk.manager.refused("POST", f"{REVIEWS}/{light}", **CONFIRM) == (409, "SCAN_REVIEW_DECIDED")
    assert desk.manager.post(f"{REVIEWS}/{heavy}", **CLEAR)["status"] == "cleared"
    assert sorted(desk.facts(fan)) == sorted(map(str, (light, heavy)))


def test_each_brand_is_told_once_of_all_that_waits(db: Connection, desk: Desk) -> None:
    other, now = Desk(db), datetime.now(UTC)
    other.flag(80)
    for _ in range(3):
        desk.flag(80)
    assert run("scan-reviews", now + 49 * HOUR)["reminded"] == 4
    assert [desk.told(who) for who in (desk.manager.id, desk.owner, desk.analyst.id)] == [
        [{"scans": 3}],
        [{"scans": 3}],
        [],
    ]
    assert other.told(other.manager.id) == [{"scans": 1}]


def test_more_than_one_batch_is_cleared_in_a_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activations.scan_reviews.service.BATCH", 2)
    for _ in range(5):
        desk.flag(60)
    assert run("scan-reviews", datetime.now(UTC) + 49 * HOUR)["cleared"] == 5


def test_a_run_that_is_delivered_twice_is_one(desk: Desk) -> None:
    event = {"job": "scan-reviews", "scheduled_time": (datetime.now(UTC) + 49 * HOUR).isoformat()}
    desk.flag(60)
    assert schedule.lambda_handler(event, LambdaContext())["counts"]["cleared"] == 1
    desk.flag(60)
    assert schedule.lambda_handler(event, LambdaContext())["status"] == "done"
    assert len(desk.manager.get(REVIEWS)["data"]) == 1


def test_how_many_wait_is_a_figure(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.flag(80)
    run("scan-reviews", datetime.now(UTC) + HOUR)
    assert levels(capsys) == {"scan_reviews_open": 1}
