"""Entity models of deals: gigs, what is held for them, and disputes."""

from common.models import deal_disputes, deal_logs, deal_work, deals, escrow_events, gigs
from common.models.base import Output
from tests.database.entity import CARDS, Entity

ENTITIES = [
    Entity(
        deal_disputes.Dispute, "deal_disputes",
        {"appealed_by", "decided_by", "opened_by", "proposed_by", "reminded_at", "rest", "updated_at"},
        CARDS | {"deal_id", "deal_title", "next_deadline", "next_step"},
    ),
    Entity(deal_disputes.DisputeMessage, "deal_dispute_messages", {"brand_id", "creator_user_id"}),
    Entity(deal_logs.BlockedAttempt, "blocked_attempts", {"created_at"}),
    Entity(deal_logs.CreatorLog, "creator_logs"),
    Entity(deal_work.DealFile, "deal_files"),
    Entity(
        deal_work.DealSubmission, "deal_submissions",
        {"brand_id", "created_at", "live_account_id", "updated_at"},
    ),
    Entity(
        deals.Deal, "deals", {"created_by", "updated_at"},
        CARDS | {"is_frozen", "milestones", "next_deadline", "what_happens_then"},
    ),
    Entity(
        deals.Escrow, "escrows",
        {"cancel_asked_by", "deadline_at", "deposit_id", "disputed_at", "frozen_at", "frozen_by", "frozen_rest",
         "frozen_step", "gone_at", "paused_for", "paying_since", "reminded_at", "restarted_at", "stood_still",
         "stripe_payment_intent", "turn_at", "updated_at"},
        {"is_frozen", "next_deadline"},
    ),
    Entity(
        escrow_events.EscrowEvent, "escrow_events", {"brand_id", "creator_user_id", "gig_id", "ledger_transaction_id"}
    ),
    Entity(
        deals.Milestone, "deal_milestones", {"brand_id", "created_at", "creator_user_id", "deal_id", "updated_at"},
        {"escrow"},
    ),
    Entity(gigs.GigApplication, "gig_applications", {"updated_at"}, CARDS),
    Entity(gigs.GigSlot, "gig_slots", {"brand_id", "created_at"}),
]  # fmt: skip
NO_TABLE: set[type[Output]] = {
    deals.DealSummary, deal_disputes.DisputeSummary, deal_disputes.Evidence, deal_disputes.SeenFile,
    deal_disputes.SeenMessage, deal_disputes.SeenWork, gigs.Gig, gigs.GigEvent,
}  # fmt: skip
