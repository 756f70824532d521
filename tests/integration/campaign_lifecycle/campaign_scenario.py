"""A campaign from draft to completed, every amount checked in the ledger to the cent.

Run by whoever can send requests, move money in and run the hourly job: over the handlers of this process, and
over HTTP on a running system.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from common.jobs import Counts
from tests.actors import Person
from tests.factories.ledger import account, balance
from tests.factories.people import brand_of
from tests.typing import Connection

ENDS_SOON = "2033-02-26T09:00:00Z"
ENDS = "2033-03-01T00:00:00Z"


@dataclass
class Parties:
    """Who acts. `db` is the superuser's, for what no route shows."""

    db: Connection
    brand: Person
    creator: Person
    deposit: Callable[[int], object]
    """Bring so many cents into the brand's wallet."""
    run_clock: Callable[[str], Counts]
    """Run the hourly job as of a time (ISO 8601); its counts."""
    revenue_before: int = field(init=False)

    def __post_init__(self) -> None:
        """A shared system has earned something before the scenario begins."""
        self.revenue_before = balance(self.db, account(self.db, "platform_revenue"))

    def books(self, campaign: str) -> dict[str, int]:
        """What the ledger holds for each party, in cents."""
        brand = brand_of(self.db, self.brand.id)
        reserved = account(self.db, "campaign_reserved", brand_id=brand, campaign_id=UUID(campaign))
        payable = account(self.db, "creator_payable", user_id=self.creator.id)
        revenue = balance(self.db, account(self.db, "platform_revenue"))
        return {
            "available": balance(self.db, account(self.db, "brand_available", brand_id=brand)),
            "reserved": balance(self.db, reserved),
            "payable": balance(self.db, payable),
            "revenue": revenue - self.revenue_before,
        }

    def told(self, person: Person) -> list[str]:
        """The types of somebody's notifications about campaigns, in order; deposits and rewards are no part of this."""
        rows = self.db.execute(
            "select type from notifications where user_id = %s and category not in ('payments', 'rewards') order by id",
            (person.id,),
        ).fetchall()
        return [str(row[0]) for row in rows]


def run_scenario(parties: Parties) -> None:
    """From draft to completed."""
    parties.deposit(100_000)
    campaign, reel = launch(parties)
    participant = agree(parties, campaign)
    deliver(parties, campaign, reel)
    end(parties, campaign, participant)
    assert parties.told(parties.creator) == [
        "invitation_sent", "negotiation_accepted", "submission_changes_requested", "submission_approved",
        "campaign_ends_soon", "campaign_completed",
    ]  # fmt: skip
    assert parties.told(parties.brand) == [
        "negotiation_proposed", "invitation_accepted", "content_submitted", "content_submitted",
        "campaign_ends_soon", "campaign_completed",
    ]  # fmt: skip


def launch(parties: Parties) -> tuple[str, str]:
    """The brand creates and launches; the campaign and the reel that it asks for."""
    campaign = parties.brand.post(
        "/campaigns", name="Summer", budget_total=90_000, timeline_start="2026-01-01",
        timeline_end=ENDS[:10], destination_url="https://shop.example.com/summer",
    )["id"]  # fmt: skip
    path = f"/campaigns/{campaign}/deliverables"
    reel = parties.brand.post(
        path, deliverable_type="instagram_reel", quantity=2, compensation_amount=20_000
    )["id"]  # fmt: skip
    parties.brand.post(path, deliverable_type="instagram_story", compensation_amount=10_000)
    assert parties.brand.post(f"/campaigns/{campaign}/launch")["status"] == "active"
    assert parties.books(campaign) == {"available": 100_000, "reserved": 0, "payable": 0, "revenue": 0}
    return campaign, reel


def agree(parties: Parties, campaign: str) -> str:
    """The brand invites, the creator negotiates and accepts; the participant."""
    brand, creator = parties.brand, parties.creator
    invitation = brand.post(f"/campaigns/{campaign}/invitations", creator_user_id=str(creator.id))
    assert invitation["agreed_amount"] == 50_000
    path = f"/invitations/{invitation['id']}"
    offer = creator.post(f"{path}/negotiations", amount=50_002, terms="Two weeks of rights")
    assert creator.refused("POST", f"/negotiations/{offer['id']}/accept") == (409, "NOT_YOUR_TURN")
    assert brand.post(f"/negotiations/{offer['id']}/accept")["status"] == "accepted"
    participant = creator.post(f"{path}/accept")
    assert (participant["status"], participant["budget_allocated"]) == ("active", 50_002)
    assert participant["tracking_link"]
    assert parties.books(campaign) == {"available": 49_998, "reserved": 50_002, "payable": 0, "revenue": 0}
    return str(participant["id"])


def deliver(parties: Parties, campaign: str, reel: str) -> None:
    """The creator submits, is asked for changes, submits again and is approved."""
    brand, creator = parties.brand, parties.creator
    submission = creator.post(
        f"/campaigns/{campaign}/submissions", deliverable_id=reel, submission_type="url",
        content_url="https://instagram.example.com/reel/1",
    )["id"]  # fmt: skip
    path = f"/submissions/{submission}"
    brand.post(f"{path}/reviews", decision="changes_requested", feedback="Show the logo.")
    revised = creator.post(f"{path}/revisions", submission_type="text", description="Now with logo")
    assert revised["revision"] == 2
    outdated = brand.refused("POST", f"{path}/reviews", decision="approved", revision=1)
    assert outdated == (409, "REVISION_OUTDATED")
    assert parties.books(campaign)["payable"] == 0
    brand.post(f"{path}/reviews", decision="approved", revision=2)
    assert parties.books(campaign) == {
        "available": 49_998, "reserved": 30_002, "payable": 18_000, "revenue": 2_000,
    }  # fmt: skip
    seen = brand.get(f"/campaigns/{campaign}")
    assert (seen["budget_reserved"], seen["budget_spent"]) == (30_002, 20_000)


def end(parties: Parties, campaign: str, participant: str) -> None:
    """The clock announces the end, and three days later it is there: the reservation goes back to the wallet."""
    assert parties.run_clock(ENDS_SOON)["errors"] == 0
    assert parties.brand.get(f"/campaigns/{campaign}")["status"] == "active"
    assert parties.run_clock(ENDS)["errors"] == 0
    assert parties.brand.get(f"/campaigns/{campaign}")["status"] == "completed"
    assert parties.books(campaign) == {
        "available": 80_000, "reserved": 0, "payable": 18_000, "revenue": 2_000,
    }  # fmt: skip
    assert parties.creator.get(f"/participants/{participant}")["status"] == "completed"
    snapshots = parties.brand.get(f"/campaigns/{campaign}/snapshots")["data"]
    [completion] = [snapshot["figures"] for snapshot in snapshots if snapshot["kind"] == "completion"]
    assert (completion["status"], completion["budget_spent"], completion["budget_reserved"]) == (
        "completed", 20_000, 0,
    )  # fmt: skip
    assert completion["submissions"] == {"approved": 1}
