"""The two stories of the marketplace through the handlers, to the cent."""

from datetime import UTC, datetime, timedelta

from marketplace import schedule
from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import act_row, findings
from tests.factories.events import LambdaContext
from tests.integration.marketplace.conftest import Sides, send


def escrow_of(person: Person, deal: str, number: int = 1) -> str:
    escrow: str = person.get(f"/deals/{deal}")["milestones"][number - 1]["escrow"]["id"]
    return escrow


def test_a_job_of_ten_slots(database: Database, sides: Sides, creators: list[Person]) -> None:
    gig = sides.brand.post(
        "/gigs", mode="claim", title="A post about tea", slots_total=10, budget_total=10_003, platforms=[]
    )["id"]
    opened = sides.brand.post(f"/gigs/{gig}/open")
    assert (opened["price_min"], opened["price_max"], opened["funded_total"]) == (1_000, 1_001, 11_003)
    assert creators[0].get("/gigs", q="tea")["data"][0]["budget_total"] is None
    escrows = []
    for creator in creators[:7]:
        deal = creator.post(f"/gigs/{gig}/claim")["deal_id"]
        escrow = escrow_of(creator, deal)
        work = creator.post(f"/escrows/{escrow}/submit", kind="text", note="Here it is.")
        escrows.append((escrow, work["id"]))
    for escrow, work in escrows[:6]:
        paid = sides.brand.post(f"/escrows/{escrow}/approve", submission_id=work)
        assert (paid["status"], paid["next_deadline"]) == ("released", None)
    escrow, work = escrows[6]
    rejected = sides.brand.post(f"/escrows/{escrow}/reject", submission_id=work, reason_code="quality")
    assert rejected["what_happens_then"].startswith("The money goes back to the brand")
    assert sides.brand.post(f"/gigs/{gig}/close")["refunded_amount"] == 3_300
    in_a_week = (datetime.now(UTC) + timedelta(days=8)).isoformat()
    event = {"job": "deal-deadlines", "scheduled_time": in_a_week}
    ran = schedule.lambda_handler(event, LambdaContext())
    assert ran["counts"]["errors"] == 0
    assert schedule.lambda_handler(event, LambdaContext())["status"] == "done"
    assert sides.brand.get(f"/escrows/{escrow}")["status"] == "refunded"
    assert [log["kind"] for log in creators[6].get("/creator-logs")["data"]] == ["closed_unapproved"]
    with database.connect() as db:
        balance = "select available, held from wallets as w, app.wallet_balance(w.id) where w.brand_id = %s"
        assert act_row(db, balance, sides.brand_id) == (100_000 - 6_003 - 600, 0)
        assert findings(db) == []


def test_an_offer_of_two_milestones(database: Database, sides: Sides) -> None:
    milestones = [{"title": "Draft", "price": 50_000}, {"title": "Film", "price": 30_001}]
    deal = sides.brand.post(
        "/deals", creator_user_id=str(sides.creator.id), title="A film", milestones=milestones
    )
    assert (deal["price"], deal["fee"], deal["total"]) == (80_001, 8_000, 88_001)
    assert deal["what_happens_then"] == "The offer expires: nobody has answered it."
    deal = sides.creator.post(f"/deals/{deal['id']}/accept")
    first, second = (milestone["escrow"] for milestone in deal["milestones"])
    assert (first["status"], second["status"]) == ("locked", "pending_payment")
    sides.creator.post(f"/escrows/{first['id']}/start")
    work = sides.creator.post(
        f"/escrows/{first['id']}/submit", kind="url", content_url="https://example.com/draft"
    )
    paid = sides.brand.post(f"/escrows/{first['id']}/approve", submission_id=work["id"])
    assert (paid["released_amount"], paid["fee_amount"]) == (50_000, 5_000)
    sides.brand.post(f"/escrows/{second['id']}/lock")
    sides.creator.post(f"/escrows/{second['id']}/start")
    asked = sides.brand.post(f"/escrows/{second['id']}/cancel")
    assert (asked["status"], asked["cancel_asked_side"]) == ("work_in_progress", "brand")
    assert sides.creator.post(f"/escrows/{second['id']}/cancel")["status"] == "refunded"
    assert sides.brand.get(f"/deals/{deal['id']}")["status"] == "completed"
    with database.connect() as db:
        assert findings(db) == []


def test_what_was_replaced_cannot_be_approved(sides: Sides) -> None:
    deal = sides.brand.post(
        "/deals",
        creator_user_id=str(sides.creator.id),
        title="A post",
        milestones=[{"title": "All", "price": 10_000}],
    )
    escrow = sides.creator.post(f"/deals/{deal['id']}/accept")["milestones"][0]["escrow"]["id"]
    first = sides.creator.post(f"/escrows/{escrow}/submit", kind="text", note="One")["id"]
    sides.creator.post(f"/escrows/{escrow}/recall")
    sides.creator.post(f"/escrows/{escrow}/submit", kind="text", note="Two")
    path = f"/escrows/{escrow}/approve"
    assert sides.brand.refused("POST", path, submission_id=first) == (409, "REVISION_OUTDATED")
    assert sides.stranger.refused("GET", f"/escrows/{escrow}") == (404, "NOT_FOUND")
    assert sides.stranger.refused("POST", path, submission_id=first) == (404, "NOT_FOUND")
    assert sides.creator.refused("POST", path, submission_id=first) == (403, "FORBIDDEN")
    assert sides.brand.refused("POST", f"/escrows/{escrow}/refund") == (409, "STEP_NOT_ALLOWED")


def test_a_gig_by_application_closes_when_its_slots_are_paid(
    database: Database, sides: Sides, creators: list[Person]
) -> None:
    gig = sides.brand.post(
        "/gigs", title="Two films", slots_total=2, price_min=1_000, price_max=5_000, budget_total=7_000
    )["id"]
    sides.brand.post(f"/gigs/{gig}/open")
    wishes = [
        creator.post("/applications", gig_id=gig, price=3_000, note="Me")["id"] for creator in creators[:4]
    ]
    assert creators[0].refused("POST", "/applications", gig_id=gig, price=3_000) == (409, "APPLIED_ALREADY")
    assert creators[5].refused("POST", "/applications", gig_id=gig, price=5_001) == (
        422,
        "TERMS_OUT_OF_RANGE",
    )
    shortlisted = send(
        "PUT", f"/api/v1/applications/{wishes[0]}", user=sides.brand.id, body={"status": "shortlisted"}
    )
    assert shortlisted.status == 200
    answers = [
        send("PUT", f"/api/v1/applications/{wish}", user=sides.brand.id, body={"status": "approved"})
        for wish in wishes[:3]
    ]
    assert [answer.status for answer in answers] == [200, 200, 409]
    assert answers[2].body["code"] == "STEP_NOT_ALLOWED", "it was rejected as filled"
    assert creators[3].get(f"/applications/{wishes[3]}")["rejection_reason"] == "filled"
    assert sides.brand.get(f"/gigs/{gig}")["status"] == "closed"
    with database.connect() as db:
        assert findings(db) == []
