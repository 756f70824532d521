"""The whole story of a campaign, every amount checked in the ledger to the cent."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg

from campaign_lifecycle.service.campaigns import run_transitions
from tests.conftest import Database
from tests.factories.ledger import account, balance, fund_brand
from tests.factories.people import brand_of, make_user
from tests.integration.campaign_lifecycle.client import Person


def books(db: psycopg.Connection[Any], brand_id: UUID, campaign_id: str, creator: UUID) -> dict[str, int]:
    """What the ledger holds for each party, in cents."""
    return {
        "available": balance(db, account(db, "brand_available", brand_id=brand_id)),
        "reserved": balance(
            db, account(db, "campaign_reserved", brand_id=brand_id, campaign_id=UUID(campaign_id))
        ),
        "payable": balance(db, account(db, "creator_payable", user_id=creator)),
        "revenue": balance(db, account(db, "platform_revenue")),
    }


def told(db: psycopg.Connection[Any], user_id: UUID) -> list[str]:
    """The types of a user's notifications, in order."""
    rows = db.execute("select type from notifications where user_id = %s order by id", (user_id,)).fetchall()
    return [str(row[0]) for row in rows]


def test_a_campaign_from_draft_to_completed(database: Database) -> None:
    with database.connect() as db:
        brand, creator = Person(make_user(db, "brand")), Person(make_user(db, "creator"))
        brand_id = brand_of(db, brand.id)
        fund_brand(db, brand_id, 100_000)

        campaign = brand.post(
            "/campaigns", name="Summer", budget_total=90_000, timeline_start="2026-01-01",
            timeline_end="2099-01-01", destination_url="https://shop.example.com/summer",
        )["id"]  # fmt: skip
        reel = brand.post(
            f"/campaigns/{campaign}/deliverables", deliverable_type="instagram_reel", quantity=2,
            compensation_amount=20_000,
        )["id"]  # fmt: skip
        brand.post(
            f"/campaigns/{campaign}/deliverables",
            deliverable_type="instagram_story",
            compensation_amount=10_000,
        )
        assert brand.post(f"/campaigns/{campaign}/launch")["status"] == "active"

        invitation = brand.post(f"/campaigns/{campaign}/invitations", creator_user_id=str(creator.id))
        assert invitation["agreed_amount"] == 50_000
        path = f"/invitations/{invitation['id']}"
        offer = creator.post(f"{path}/negotiations", amount=50_002, terms="Two weeks of rights")
        assert creator.refused("POST", f"/negotiations/{offer['id']}/accept") == (409, "NOT_YOUR_TURN")
        assert brand.post(f"/negotiations/{offer['id']}/accept")["status"] == "accepted"
        participant = creator.post(f"{path}/accept")
        assert (participant["status"], participant["budget_allocated"]) == ("active", 50_002)
        assert participant["tracking_link"]
        assert books(db, brand_id, campaign, creator.id) == {
            "available": 49_998, "reserved": 50_002, "payable": 0, "revenue": 0,
        }  # fmt: skip

        submission = creator.post(
            f"/campaigns/{campaign}/submissions", deliverable_id=reel, submission_type="url",
            content_url="https://instagram.example.com/reel/1",
        )["id"]  # fmt: skip
        path = f"/submissions/{submission}"
        brand.post(f"{path}/reviews", decision="changes_requested", feedback="Show the logo.")
        assert (
            creator.post(f"{path}/revisions", submission_type="text", description="Now with logo")["revision"]
            == 2
        )
        assert brand.refused("POST", f"{path}/reviews", decision="approved", revision=1) == (
            409, "REVISION_OUTDATED",
        )  # fmt: skip
        brand.post(f"{path}/reviews", decision="approved", revision=2)
        assert books(db, brand_id, campaign, creator.id) == {
            "available": 49_998, "reserved": 30_002, "payable": 18_000, "revenue": 2_000,
        }  # fmt: skip
        seen = brand.get(f"/campaigns/{campaign}")
        assert (seen["budget_reserved"], seen["budget_spent"]) == (30_002, 20_000)

        counts = run_transitions(datetime(2099, 1, 1, tzinfo=UTC))
        assert (counts["completed"], counts["errors"]) == (1, 0)
        assert brand.get(f"/campaigns/{campaign}")["status"] == "completed"
        assert books(db, brand_id, campaign, creator.id) == {
            "available": 80_000, "reserved": 0, "payable": 18_000, "revenue": 2_000,
        }  # fmt: skip
        assert creator.get(f"/participants/{participant['id']}")["status"] == "completed"
        [snapshot] = brand.get(f"/campaigns/{campaign}/snapshots")["data"]
        assert snapshot["kind"] == "completion"
        assert snapshot["figures"]["budget_spent"] == 20_000
        assert snapshot["figures"]["budget_reserved"] == 0
        assert told(db, creator.id) == [
            "invitation_sent", "negotiation_accepted", "submission_changes_requested", "submission_approved",
            "campaign_completed",
        ]  # fmt: skip
        assert told(db, brand.id) == [
            "negotiation_proposed", "invitation_accepted", "content_submitted", "content_submitted",
            "campaign_completed",
        ]  # fmt: skip
