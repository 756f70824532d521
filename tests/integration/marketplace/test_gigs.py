"""Gigs: drafts, who sees and changes them, search, opening, claiming."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from common.pagination import encode_cursor
from marketplace import api
from tests.actors import Person
from tests.conftest import Database
from tests.factories.events import call, http_event
from tests.factories.people import make_member, make_user
from tests.integration.marketplace.conftest import Sides, send

DRAFT = {"mode": "claim", "title": "A picture of tea", "slots_total": 2, "budget_total": 2_001}


def test_a_draft_is_its_brands_alone(sides: Sides) -> None:
    gig = sides.brand.post("/gigs", **DRAFT)["id"]
    assert sides.brand.get(f"/gigs/{gig}")["budget_total"] == 2_001
    assert sides.creator.refused("GET", f"/gigs/{gig}") == (404, "NOT_FOUND")
    assert sides.stranger.refused("GET", f"/gigs/{gig}") == (404, "NOT_FOUND")
    assert sides.stranger.refused("POST", f"/gigs/{gig}/open") == (404, "NOT_FOUND")
    assert [one["id"] for one in sides.brand.get("/gigs", status="draft")["data"]] == [gig]
    assert sides.creator.get("/gigs")["data"] == []
    sides.brand.delete(f"/gigs/{gig}")
    assert sides.brand.refused("GET", f"/gigs/{gig}") == (404, "NOT_FOUND")


def test_an_administrator_lists_gigs_of_every_brand(database: Database, sides: Sides) -> None:
    with database.connect() as db:
        admin = Person(make_user(db, "admin"), send)
    gigs = [
        who.post("/gigs", **DRAFT | {"budget_total": None})["id"] for who in (sides.brand, sides.stranger)
    ]
    assert [one["id"] for one in admin.get("/gigs")["data"]] == gigs[::-1]
    assert [one["id"] for one in admin.get("/gigs", brand_id=str(sides.brand_id))["data"]] == gigs[:1]
    assert admin.get("/gigs", status="open")["data"] == []


def test_creators_find_what_is_open(sides: Sides) -> None:
    wanted = sides.brand.post("/gigs", **DRAFT, platforms=["tiktok"], category="food")["id"]
    sides.brand.post(f"/gigs/{wanted}/open")
    assert sides.brand.refused("DELETE", f"/gigs/{wanted}") == (409, "GIG_NOT_DRAFT")
    for query in (
        {"q": "TEA"},
        {"platform": "tiktok"},
        {"category": "Food"},
        {"price_from": "1000"},
        {"country": "DE"},
    ):
        assert [one["id"] for one in sides.creator.get("/gigs", **query)["data"]] == [wanted], query
    for query in (
        {"q": "coffee"},
        {"platform": "youtube"},
        {"mode": "application"},
        {"price_to": "999"},
        {"q": "p:tiktok"},
    ):
        assert sides.creator.get("/gigs", **query)["data"] == [], query
    found = sides.creator.get(f"/gigs/{wanted}")
    assert (found["slots_left"], found["budget_total"], found["funded_total"]) == (2, None, None)
    assert sides.creator.get(f"/gigs/{wanted}/slots")["data"] == []


def test_a_gig_asks_for_any_language_that_a_profile_can_name(
    database: Database, sides: Sides, creators: list[Person]
) -> None:
    gig = sides.brand.post("/gigs", **DRAFT, languages=["fil", "de"])["id"]
    sides.brand.post(f"/gigs/{gig}/open")
    with database.connect() as db:
        for creator, spoken in zip(creators, (["fil"], ["en", "de"], ["fi"]), strict=False):
            db.execute("update creator_profiles set languages = %s where user_id = %s", (spoken, creator.id))
    for speaker in creators[:2]:
        assert speaker.post(f"/gigs/{gig}/claim")["deal_id"]
    assert creators[2].refused("POST", f"/gigs/{gig}/claim")[0] == 409
    for wrong in ("Deutsch", "d", "DE", "de,fr"):
        refused = sides.brand.refused("POST", "/gigs", **DRAFT, languages=[wrong])
        assert refused == (422, "VALIDATION_FAILED"), wrong


def test_a_search_goes_on_behind_its_cursor(sides: Sides) -> None:
    gigs = []
    for budget in (2_000, 6_000, 4_000):
        gigs.append(sides.brand.post("/gigs", **DRAFT | {"budget_total": budget})["id"])
        sides.brand.post(f"/gigs/{gigs[-1]}/open")
    newest = sides.creator.pages("/gigs", limit="1", q="tea")
    assert [one["id"] for page in newest for one in page] == gigs[::-1]
    dearest = sides.creator.pages("/gigs", limit="1", sort="price")
    assert [one["price_max"] for page in dearest for one in page] == [3_000, 2_000, 1_000]
    for forged in ("luck", encode_cursor(10**30, uuid4()), encode_cursor(-1, uuid4())):
        answer = send("GET", "/api/v1/gigs", user=sides.creator.id, query={"cursor": forged})
        assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


def test_an_open_gig_by_application_keeps_prices(sides: Sides) -> None:
    asked = {"title": "A film", "price_min": 1_000, "price_max": 5_000}
    gig = sides.brand.post("/gigs", **asked)["id"]
    asked |= {"ends_at": sides.brand.post(f"/gigs/{gig}/open")["ends_at"]}
    for left in ("price_min", "price_max"):
        without = {name: told for name, told in asked.items() if name != left}
        answer = send("PUT", f"/api/v1/gigs/{gig}", user=sides.brand.id, body=without)
        assert (answer.status, answer.body["code"]) == (409, "TERMS_FROZEN")
    dearer = send("PUT", f"/api/v1/gigs/{gig}", user=sides.brand.id, body=asked | {"price_max": 6_000})
    assert dearer.status == 200, dearer.body
    assert dearer.body["price_max"] == 6_000


def test_an_open_gig_whose_end_is_not_said_ends_as_late_as_it_may(sides: Sides) -> None:
    asked = {"title": "A film", "price_min": 1_000, "price_max": 5_000}
    soon = (datetime.now(UTC) + timedelta(days=5)).isoformat()
    gig = sides.brand.post("/gigs", **asked, ends_at=soon)["id"]
    opened = datetime.fromisoformat(sides.brand.post(f"/gigs/{gig}/open")["opened_at"])
    answer = send("PUT", f"/api/v1/gigs/{gig}", user=sides.brand.id, body=asked | {"description": "Of tea."})
    assert answer.status == 200, answer.body
    assert datetime.fromisoformat(answer.body["ends_at"]) == opened + timedelta(days=60)


def test_opening_takes_money_once(sides: Sides) -> None:
    gig = sides.brand.post("/gigs", **DRAFT | {"budget_total": 95_000})["id"]
    assert sides.brand.refused("POST", f"/gigs/{gig}/open") == (402, "INSUFFICIENT_FUNDS")
    gig = sides.brand.post("/gigs", **DRAFT)["id"]
    event = http_event(
        "POST", f"/api/v1/gigs/{gig}/open", user=sides.brand.id, headers={"idempotency-key": "once"}
    )
    assert [call(api.lambda_handler, event).status for _ in range(2)] == [200, 200]
    assert sides.brand.refused("POST", f"/gigs/{gig}/open") == (409, "STEP_NOT_ALLOWED")
    answer = send("PUT", f"/api/v1/gigs/{gig}", user=sides.brand.id, body=DRAFT | {"budget_total": 3_000})
    assert (answer.status, answer.body["code"]) == (409, "TERMS_FROZEN")


def test_claims_are_counted_and_once_for_each(sides: Sides, creators: list[Person]) -> None:
    gig = sides.brand.post("/gigs", **DRAFT | {"followers_min": 10})["id"]
    sides.brand.post(f"/gigs/{gig}/open")
    assert sides.creator.refused("POST", f"/gigs/{gig}/claim") == (409, "NOT_ELIGIBLE")
    assert sides.brand.refused("POST", f"/gigs/{gig}/claim") == (403, "FORBIDDEN")
    gig = sides.brand.post("/gigs", **DRAFT)["id"]
    assert sides.creator.refused("POST", f"/gigs/{gig}/claim") == (404, "NOT_FOUND")
    sides.brand.post(f"/gigs/{gig}/open")
    sides.creator.post(f"/gigs/{gig}/claim")
    assert sides.creator.refused("POST", f"/gigs/{gig}/claim") == (409, "CLAIMED_ALREADY")
    creators[0].post(f"/gigs/{gig}/claim")
    assert creators[1].refused("POST", f"/gigs/{gig}/claim") == (409, "NO_SLOT_LEFT")
    sides.brand.post(f"/gigs/{gig}/close")
    assert creators[1].refused("POST", f"/gigs/{gig}/claim") == (404, "NOT_FOUND")
    assert sides.creator.refused("POST", f"/gigs/{gig}/claim") == (409, "GIG_NOT_OPEN")


def test_a_campaign_manager_keeps_within_the_lid(database: Database, sides: Sides) -> None:
    with database.connect() as db:
        manager = Person(make_member(db, sides.brand_id, "campaign_manager"), send)
        member = Person(make_member(db, sides.brand_id, "analyst"), send)
    assert manager.refused("POST", "/gigs", **DRAFT) == (403, "FORBIDDEN")
    gig = manager.post("/gigs", **DRAFT | {"budget_total": None})
    assert gig["budget_total"] == 0
    assert manager.refused("POST", f"/gigs/{gig['id']}/open") == (422, "TERMS_OUT_OF_RANGE")
    gig = sides.brand.post("/gigs", **DRAFT)["id"]
    assert member.refused("POST", f"/gigs/{gig}/open") == (403, "FORBIDDEN")
    assert manager.post(f"/gigs/{gig}/open")["status"] == "open"
    assert member.refused("POST", f"/gigs/{gig}/claim") == (409, "ON_BOTH_SIDES")


def test_enough_gigs_are_429_and_say_which_limit(database: Database, sides: Sides) -> None:
    with database.connect() as db:
        db.execute(
            "insert into gigs (brand_id, created_by, mode, title, currency)"
            " select %s, %s, 'claim', 'Gig ' || n, 'usd' from generate_series(1, 100) as n",
            (sides.brand_id, sides.brand.id),
        )
    answer = send("POST", "/api/v1/gigs", user=sides.brand.id, body=DRAFT)
    assert (answer.status, answer.body["code"]) == (429, "ENOUGH_OF_THESE")
    assert answer.body["details"] == [{"limit": "gig_daily_limit", "most": 100}]
    assert answer.headers["retry-after"] == "3600"


def test_what_is_malformed_is_refused(sides: Sides) -> None:
    for wrong in (
        {"title": "\u200b"}, {"slots_total": 0}, {"slots_total": 1_001}, {"currency": "zzz"},
        {"price_min": 5, "price_max": 4},
        {"countries": ["de"]}, {"due_days": 31}, {"review_hours": 23}, {"budget_total": -1}, {"luck": 1},
    ):  # fmt: skip
        assert sides.brand.refused("POST", "/gigs", **DRAFT | wrong)[0] == 422, wrong
