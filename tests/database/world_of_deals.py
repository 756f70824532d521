"""The rows of the marketplace in the world of `world.py`."""

from typing import TYPE_CHECKING

from psycopg.types.json import Jsonb

if TYPE_CHECKING:
    from tests.database.world import World


def marketplace(world: "World") -> None:
    """A gig that is open, and a deal at work."""
    add, ids = world.add, world.ids
    ids |= {"currency": "usd", "price": 100, "fee": 10, "total": 110, "number": 1, "title": "A post"}
    opened = {"opened_at": "2026-01-01", "ends_at": "2026-02-01", "status": "open"}
    add("public.gigs", "gig_id", mode="claim", **opened)
    world.keys["public.gigs#that is open"] = world.keys["public.gigs"]
    add("public.gig_budgets", budget_total=100)
    add("public.gig_slots", "slot_id")
    add("public.gig_applications", "application_id", expires_at="2099-01-01")
    with world.db.transaction():  # the sums of the milestones are weighed at COMMIT
        add("public.deals", "deal_id", terms=Jsonb({}), terms_hash=b"0" * 32, status="active", fee_basis_points=1000,
            brand_accepted_at="2026-01-01", creator_accepted_at="2026-01-01")  # fmt: skip
        add("public.deal_milestones", "milestone_id", due_days=14, due_at="2099-01-15")
    add("public.escrows", "escrow_id", status="locked", funding="gig", locked_at="now", version=1)
    add("public.escrow_events", seq=1, event_type="claimed", escrow_id=ids["escrow_id"])
    png: dict[str, object] = {"file_name": "a.png", "media_type": "image/png", "size_bytes": 1}
    add("public.deal_files", **png, object_key="dh", status="stored", handed_in_at="2026-01-01")
    world.keys["public.deal_files#that is handed in"] = world.keys["public.deal_files"]
    add("public.deal_files", **png, object_key="d")
    ids["campaign_submission_id"] = ids.pop("submission_id")
    add(
        "public.deal_submissions",
        "submission_id",
        revision=1,
        kind="url",
        content_url="https://example.com/d",
    )
    add("public.deal_reviews", decision="approved")
    add("public.deal_disputes", "dispute_id", side="creator", reason_code="quality", claim="It is fine.",
        opener_amount=100, proposed_side="creator", proposed_amount=100, evidence=Jsonb({}),
        evidence_hash=b"0" * 32)  # fmt: skip
    add(
        "public.deal_dispute_messages",
        side="creator",
        body="Look again.",
        sender_user_id=ids["creator_user_id"],
    )
    add("public.unfilled_refunds", slots_total=1, slots_claimed=1, slots_approved=1, budget=100, amount=0,
        ledger_transaction_id=None)  # fmt: skip
    add("public.creator_logs", kind="late")
    add("public.blocked_attempts", source="api", action="PUT", sqlstate="IK002")
    add("public.gigs", mode="application")
    ids["submission_id"] = ids["campaign_submission_id"]
