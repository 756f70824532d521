"""Deals: offers and who answers them."""

import hashlib
import json

from tests.conftest import Database
from tests.integration.marketplace.conftest import Sides

PARTS = [{"title": "All of it", "price": 333}]


def test_an_offer_is_answered_by_its_creator_alone(sides: Sides) -> None:
    offer = {"creator_user_id": str(sides.creator.id), "title": "A post", "milestones": PARTS}
    deal = sides.brand.post("/deals", **offer)
    assert (deal["price"], deal["fee"], deal["total"], deal["milestones"][0]["escrow"]) == (
        333,
        33,
        366,
        None,
    )
    path = f"/deals/{deal['id']}"
    assert sides.brand.refused("POST", f"{path}/accept") == (403, "FORBIDDEN")
    assert sides.stranger.refused("POST", f"{path}/accept") == (404, "NOT_FOUND")
    assert sides.stranger.refused("GET", path) == (404, "NOT_FOUND")
    assert sides.creator.post(f"{path}/decline")["status"] == "declined"
    assert sides.creator.refused("POST", f"{path}/accept") == (409, "STEP_NOT_ALLOWED")
    taken_back = sides.brand.post("/deals", **offer)["id"]
    assert sides.brand.post(f"/deals/{taken_back}/cancel")["status"] == "cancelled"
    assert [one["status"] for one in sides.creator.get("/deals")["data"]] == ["cancelled", "declined"]


def test_the_hash_is_that_of_the_terms_wherever_it_is_computed(sides: Sides) -> None:
    offer = {"creator_user_id": str(sides.creator.id), "title": "Ein Film für Tee", "milestones": PARTS}
    deal = sides.brand.post("/deals", **offer, description='Ü "quoted"\n\tand\\ more', keep_live_days=3)
    written = json.dumps(deal["terms"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(written.encode()).hexdigest() == deal["terms_hash"]


def test_offers_go_to_creators_of_no_own_brand(sides: Sides) -> None:
    offer = {"title": "A post", "milestones": PARTS}
    assert sides.brand.refused("POST", "/deals", **offer, creator_user_id=str(sides.stranger.id)) == (
        404,
        "NOT_FOUND",
    )
    assert sides.creator.refused("POST", "/deals", **offer, creator_user_id=str(sides.creator.id)) == (
        403,
        "NO_BRAND",
    )
    free: list[dict[str, object]] = [{"title": "x", "price": 0}]
    for milestones in ([], PARTS * 21, free):
        body = offer | {"creator_user_id": str(sides.creator.id), "milestones": milestones}
        assert sides.brand.refused("POST", "/deals", **body)[0] == 422


def test_who_has_blocked_the_brand_is_offered_nothing(sides: Sides, database: Database) -> None:
    with database.connect() as db:
        db.execute(
            "insert into user_blocks (blocker_user_id, blocked_user_id) values (%s, %s)",
            (sides.creator.id, sides.brand.id),
        )
    offer = {"creator_user_id": str(sides.creator.id), "title": "A post", "milestones": PARTS}
    assert sides.brand.refused("POST", "/deals", **offer) == (409, "CREATOR_NOT_OPEN_TO_BRAND")
    with database.connect() as db:
        db.execute("delete from user_blocks")
    assert sides.brand.post("/deals", **offer)["status"] == "offered"
