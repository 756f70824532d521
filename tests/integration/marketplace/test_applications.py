"""Applications: within the gig's prices, once at a time, answered by the brand, taken back by their author."""

from typing import Any

from tests.actors import Person
from tests.integration.marketplace.conftest import Sides, send

GIG = {"title": "A film", "slots_total": 1, "price_min": 1_000, "price_max": 5_000, "budget_total": 3_000}


def answer(person: Person, application: str, **said: Any) -> tuple[int, str]:
    got = send("PUT", f"/api/v1/applications/{application}", user=person.id, body=said)
    return got.status, got.body.get("code") or got.body["status"]


def test_an_application_is_written_read_and_answered(sides: Sides, creators: list[Person]) -> None:
    gig = sides.brand.post("/gigs", **GIG, countries=["DE"])["id"]
    assert sides.creator.refused("POST", "/applications", gig_id=gig, price=1_000) == (404, "NOT_FOUND")
    sides.brand.post(f"/gigs/{gig}/open")
    assert sides.creator.refused("POST", f"/gigs/{gig}/claim") == (409, "GIG_NOT_OPEN")
    mine = sides.creator.post("/applications", gig_id=gig, price=4_000, note="Me")
    assert (mine["status"], mine["meets"]) == ("submitted", {"missing": ["country"]})
    path = f"/applications/{mine['id']}"
    assert sides.brand.get(path)["note"] == "Me"
    assert sides.stranger.refused("GET", path) == (404, "NOT_FOUND")
    assert creators[0].refused("GET", path) == (404, "NOT_FOUND")
    assert sides.creator.refused("POST", "/applications", gig_id=gig, price=1_000) == (409, "APPLIED_ALREADY")
    assert answer(sides.creator, mine["id"], status="approved") == (403, "FORBIDDEN")
    assert answer(sides.stranger, mine["id"], status="approved") == (404, "NOT_FOUND")
    assert answer(sides.brand, mine["id"], status="rejected") == (422, "VALIDATION_FAILED")
    assert answer(sides.brand, mine["id"], status="approved") == (409, "GIG_BUDGET_EXCEEDED")
    assert answer(sides.creator, mine["id"], status="withdrawn") == (200, "withdrawn")
    left_at = sides.brand.get(path)["answered_at"]
    assert answer(sides.creator, mine["id"], status="withdrawn") == (200, "withdrawn")
    assert sides.brand.get(path)["answered_at"] == left_at
    again = sides.creator.post("/applications", gig_id=gig, price=3_000)["id"]
    assert answer(sides.brand, again, status="approved") == (200, "approved")
    assert answer(sides.brand, again, status="approved")[0] == 409
    assert [deal["total"] for deal in sides.creator.get("/deals")["data"]] == [3_300]


def test_who_was_rejected_waits_as_long_as_the_brand_says(sides: Sides) -> None:
    gig = sides.brand.post("/gigs", **GIG)["id"]
    sides.brand.post(f"/gigs/{gig}/open")
    first = sides.creator.post("/applications", gig_id=gig, price=1_000)["id"]
    said = {"status": "rejected", "rejection_reason": "fit", "reapply_after": "2098-01-01T00:00:00Z"}
    assert answer(sides.brand, first, **said) == (200, "rejected")
    assert sides.creator.refused("POST", "/applications", gig_id=gig, price=1_000) == (409, "NOT_YET_AGAIN")
    assert [one["rejection_reason"] for one in sides.creator.get("/applications")["data"]] == ["fit"]
