"""What fits a brand: read, replaced, and used by campaigns that say nothing themselves."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from matching import api
from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from tests.factories.people import brand_of, make_member, make_user

EMPTY = {
    "categories": [], "tone": "", "target_locations": [], "target_age_ranges": [], "excluded_categories": [],
}  # fmt: skip


@pytest.fixture
def brand(database: Database, owner: UUID) -> UUID:
    with database.connect() as db:
        return brand_of(db, owner)


def send(method: str, user: UUID, brand: object, body: object = None) -> Answer:
    return call(api.lambda_handler, http_event(method, f"/api/v1/brands/{brand}/fit", user=user, body=body))


def said(answer: Answer) -> dict[str, Any]:
    assert answer.status == 200, answer.body
    return {name: answer.body[name] for name in EMPTY}


def test_it_is_replaced_as_a_whole(owner: UUID, brand: UUID) -> None:
    assert send("GET", owner, brand).status == 404
    body = {
        "categories": ["Food", "food", "Wein 🍷"], "tone": " warm ", "target_locations": ["DE", "DE/München"],
        "target_age_ranges": ["18-24", "65+"], "excluded_categories": ["Gambling"],
    }  # fmt: skip
    saved = send("PUT", owner, brand, body)
    assert said(saved) == body | {"categories": ["Food", "Wein 🍷"], "tone": "warm"}
    assert send("GET", owner, brand).body == saved.body
    assert said(send("PUT", owner, brand, {"tone": "cold"})) == EMPTY | {"tone": "cold"}
    assert said(send("PUT", owner, brand, {})) == EMPTY


@pytest.mark.parametrize(
    "body",
    [{"categories": ["Beer"], "excluded_categories": ["beer"]}, {"categories": [""]}, {"categories": "food"},
     {"categories": ["x"] * 51}, {"target_locations": ["Germany"]}, {"target_locations": ["de"]},
     {"target_locations": ["DE/"]}, {"target_locations": ["DE/ "]}, {"target_age_ranges": ["young"]},
     {"tone": "x" * 1_001}, {"brand_id": str(UUID(int=1))}, {"excluded_categories": [None]}],
)  # fmt: skip
def test_malformed_is_422_and_changes_nothing(owner: UUID, brand: UUID, body: dict[str, Any]) -> None:
    before = send("PUT", owner, brand, {"tone": "warm"}).body
    assert send("PUT", owner, brand, body).status == 422
    assert send("GET", owner, brand).body == before


def test_who_may(database: Database, owner: UUID, brand: UUID) -> None:
    with database.connect() as db:
        manager, analyst = make_member(db, brand, "campaign_manager"), make_member(db, brand, "analyst")
        rival, creator, admin = make_user(db, "brand"), make_user(db), make_user(db, "admin")
    for user in (manager, admin, owner):
        assert send("PUT", user, brand, {"tone": "warm"}).status == 200
    assert send("GET", analyst, brand).body["tone"] == "warm"
    assert send("PUT", analyst, brand, {}).status == 403
    for user in (rival, creator):
        assert send("GET", user, brand).status == 404
        assert send("PUT", user, brand, {}).status == 404
    assert send("PUT", owner, uuid4(), {}).status == 404
    assert send("PUT", admin, uuid4(), {}).status == 404
    assert send("GET", owner, brand).body["tone"] == "warm"
