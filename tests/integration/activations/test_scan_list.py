"""`/api/v1/scans`: a brand reads the scans of its activations, without places, and it is written down who looked."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.factories.activations import make_activation, make_activation_code, make_device, make_scan
from tests.integration.activations.people import People
from tests.typing import Connection


@pytest.fixture
def activation(db: Connection, people: People) -> UUID:
    """With three scans, each with a place."""
    made = make_activation(db, people.brand, people.campaign)
    code = make_activation_code(db, made)
    place: dict[str, Any] = {
        "lat": 52.51628,
        "lng": 13.3777,
        "place_hash": uuid4(),
        "visitor_hash": uuid4(),
    }
    make_scan(db, code, make_device(db, people.brand), **place)
    make_scan(db, code, verdict="flagged", reasons=["proof"], score=65, **place)
    make_scan(db, code, verdict="refused", reasons=["too_far"], distance_m=4_000, **place)
    return made


def looks(db: Connection) -> list[tuple[object, ...]]:
    return db.execute(
        "select user_id, resource_type, resource_id from audit_logs where action = 'scans.read'"
    ).fetchall()


def test_a_brand_sees_verdict_reasons_and_score_and_never_a_place(
    db: Connection, people: People, activation: UUID
) -> None:
    rows = people.analyst.get("/scans", activation_id=str(activation))["data"]
    assert [(row["verdict"], row["reasons"], row["score"]) for row in rows] == [
        ("refused", ["too_far"], 0), ("flagged", ["proof"], 65), ("accepted", [], 0),
    ]  # fmt: skip
    assert rows[0]["distance_m"] == 4_000
    assert {"lat", "lng", "place_hash", "visitor_hash", "scan_key"} & set(rows[0]) == set()
    assert looks(db) == [(people.analyst.id, "activations", str(activation))]


def test_the_list_goes_page_by_page_and_by_verdict(people: People, activation: UUID) -> None:
    pages = people.owner.pages("/scans", activation_id=str(activation), limit="2")
    assert [[row["verdict"] for row in rows] for rows in pages] == [["refused", "flagged"], ["accepted"]]
    flagged = people.owner.get("/scans", activation_id=str(activation), verdict="flagged")["data"]
    assert [row["reasons"] for row in flagged] == [["proof"]]


def test_another_brand_sees_no_scan_and_leaves_no_trace(
    db: Connection, people: People, activation: UUID
) -> None:
    with pytest.raises(AssertionError, match="NOT_FOUND"):
        people.stranger.get("/scans", activation_id=str(activation))
    assert looks(db) == []
    with pytest.raises(AssertionError, match="VALIDATION_FAILED"):
        people.owner.get("/scans")
    with pytest.raises(AssertionError, match="CURSOR_INVALID"):
        people.owner.get("/scans", activation_id=str(activation), cursor="x")
    assert len(people.boss.get("/scans", activation_id=str(activation))["data"]) == 3
    assert [row[0] for row in looks(db)] == [people.boss.id]
