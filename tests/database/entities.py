"""Each entity model, with the table that it shows, what of it nobody is shown, and what a statement works out."""

from dataclasses import dataclass, field

from common.models import (
    achievements,
    agent_contacts,
    agent_invites,
    agents,
    analytics,
    assets,
    brands,
    campaigns,
    commissions,
    conversations,
    creators,
    deal_disputes,
    deal_logs,
    deal_work,
    deals,
    deliverables,
    escrow_events,
    exports,
    fraud,
    gigs,
    invitations,
    lists,
    message_attachments,
    messages,
    moderation,
    money,
    negotiations,
    notifications,
    participants,
    payout_lines,
    privacy,
    reconciliations,
    referral_codes,
    referrals,
    results,
    reward_awards,
    reward_backfills,
    reward_facts,
    reward_programs,
    reward_triggers,
    scan_reviews,
    social,
    stripe_events,
    submissions,
    surveys,
    system,
    tracking,
    users,
)
from common.models.base import ErrorBody, Output, Page


@dataclass(frozen=True)
class Entity:
    """A model, its table, the columns that nobody is shown, and the fields that a statement works out."""

    model: type[Output]
    table: str
    hidden: set[str] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)


FEE = {"fee_basis_points", "net_amount"}
CARDS = {"brand", "creator"}
ENTITIES = [
    Entity(achievements.Achievement, "achievements"),
    Entity(agents.AgentDay, "agent_metrics", {"agent_user_id", "created_at"}),
    Entity(agents.AgentMoneyDay, "agent_money_metrics", {"agent_user_id", "created_at"}),
    Entity(agents.AgentProfile, "agent_profiles"),
    Entity(agents.AgentTier, "agent_tiers"),
    Entity(agent_contacts.AgentContact, "agent_contacts", {"dedupe_hash"}),
    Entity(agent_contacts.ContactImport, "contact_imports", {"attempts", "available_at", "file_key", "last_error"}),
    Entity(agent_contacts.ContactUpload, "contact_uploads"),
    Entity(
        agent_invites.AgentInvite, "agent_invites",
        {"address_hmac", "failure_code", "provider_id", "sent_at", "shown_status", "token_hash", "updated_at",
         "withheld"},
    ),
    Entity(agent_invites.InvitePolicy, "invite_policies"),
    Entity(assets.CampaignAsset, "campaign_assets"),
    Entity(users.Avatar, "user_avatars"),
    Entity(brands.Brand, "brand_profiles"),
    Entity(analytics.FinancialDay, "financial_analytics", {"created_at", "updated_at"}, {"as_of", "final"}),
    Entity(analytics.PlatformDay, "platform_analytics", {"created_at", "updated_at"}, {"as_of", "final"}),
    Entity(brands.TeamInvitation, "team_invitations", {"accepted_by", "token_hash"}),
    Entity(campaigns.Campaign, "campaigns", {"end_announced_at", "low_budget_announced_at"}),
    Entity(campaigns.CampaignChange, "campaign_history", {"brand_id"}),
    Entity(campaigns.CampaignSnapshot, "campaign_snapshots", {"brand_id"}),
    Entity(commissions.Commission, "commissions", {"base_fee", "created_at", "reason", "updated_at"},
           {"base_fee", "month"}),
    Entity(creators.BrandFit, "brand_fit_data"),
    Entity(creators.CreatorProfile, "creator_profiles", {"nudged_at", "rates"}),
    Entity(creators.CreatorRate, "creator_rates", {"created_at", "updated_at", "user_id"}),
    Entity(creators.CreatorScore, "campaign_creator_scores"),
    Entity(deliverables.Deliverable, "campaign_deliverables", {"brand_id", "created_at", "updated_at"}),
    Entity(exports.Export, "exports", {"attempts", "available_at", "brand_id", "last_error"}),
    Entity(
        invitations.Invitation, "campaign_invitations", {"created_at", "reminded_at", "updated_at"}, FEE | CARDS
    ),
    Entity(
        money.Wallet,
        "wallets",
        {"payout_fingerprint", "payout_skipped_at", "stripe_account_id", "stripe_customer_id", "updated_at"},
        {"available", "debt", "held", "pending", "reserved"},
    ),
    Entity(money.WalletTransaction, "wallet_transactions", {"ledger_transaction_id", "updated_at"}),
    Entity(
        money.Earning, "earnings", {"announced_at", "brand_id", "ledger_transaction_id", "updated_at"},
        CARDS | {"payable_on"},
    ),
    Entity(
        money.Payout, "payouts", {"commission_amount", "commission_ids", "earning_ids", "first_attempt_at",
                                  "idempotency_key", "last_attempt_at",
                                  "ledger_transaction_id", "stripe_account_id", "updated_at"},
        {"creator", "lines"},
    ),
    Entity(reconciliations.Reconciliation, "ledger.reconciliations"),
    Entity(reward_programs.RewardProgram, "reward_programs", {"told_percent"}, {"budget_left"}),
    Entity(stripe_events.StripeEvent, "stripe_events", {"payload"}),
    Entity(
        reconciliations.BalanceComparison, "stripe_balances",
        {"available", "created_at", "id", "moved_since", "pending", "reserved"}, {"at_stripe", "compared_at"},
    ),
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
    Entity(invitations.EmailInvitation, "email_invitations", {"token_hash"}),
    Entity(lists.CreatorList, "creator_lists", set(), {"member_count"}),
    Entity(lists.ListMember, "creator_list_members", set(), {"creator", "state"}),
    Entity(lists.SavedSearch, "saved_searches"),
    Entity(negotiations.Negotiation, "campaign_negotiations", {"updated_at"}, FEE | CARDS),
    Entity(notifications.Notification, "notifications", {"caused_by", "deduplication_key"}),
    Entity(notifications.NotificationDelivery, "notification_deliveries"),
    Entity(notifications.Suppression, "notification_unsubscribes"),
    Entity(
        participants.Participant, "campaign_participants", {"created_at", "last_brief", "updated_at"}, FEE | CARDS
    ),
    Entity(privacy.ErasureRequest, "erasure_requests", {"updated_at"}),
    Entity(
        referral_codes.ReferralCode, "referral_codes", {"agent_user_id", "folded", "updated_at"}, {"link", "share_text"}
    ),
    Entity(referrals.Referral, "referrals"),
    Entity(results.MediaValueRate, "media_value_rates", {"created_at"}),
    Entity(social.AudienceMetrics, "audience_metrics"),
    Entity(social.ContentPost, "content_posts"),
    Entity(social.CreatorAnalytics, "creator_analytics"),
    Entity(social.SocialAccount, "social_accounts", {"access_token", "handle", "refresh_token"}),
    Entity(social.SyncJob, "platform_sync_jobs", {"attempts", "not_before"}),
    Entity(
        submissions.Submission, "creator_submissions", {"created_at", "reminded_at", "updated_at"},
        CARDS | {"post"},
    ),
    Entity(
        submissions.TrackedPost, "campaign_content_tracking",
        {"brand_id", "campaign_id", "created_at", "creator_user_id", "disclosure_reminded_at", "id", "submission_id",
         "updated_at", "url"},
    ),
    Entity(submissions.SubmissionReview, "submission_reviews", {"brand_id", "created_at", "creator_user_id"}),
    Entity(surveys.Survey, "surveys", {"created_by", "updated_at"}),
    Entity(
        surveys.SurveyQuestion, "survey_questions", {"brand_id", "campaign_id", "created_at", "survey_id"}
    ),
    Entity(surveys.SurveyReceipt, "survey_responses", {"brand_id", "campaign_id", "created_at"}),
    Entity(system.AuditEntry, "audit_logs"),
    Entity(system.RateClassLimit, "rate_classes", {"created_at"}),
    Entity(system.RateTier, "rate_tiers"),
    Entity(reward_facts.FactType, "fact_types", {"created_at"}),
    Entity(system.JobRun, "job_runs", {"bound_to_session", "created_at", "lease_expires_at"}),
    Entity(tracking.Conversion, "conversions", {"brand_id", "order_key", "order_twin"}),
    Entity(
        tracking.ConversionChange, "conversion_changes",
        {"brand_id", "campaign_id", "conversion_id", "reference_key"},
    ),
    Entity(tracking.CtaLink, "campaign_cta_links", {"brand_id"}, {"url"}),
    Entity(tracking.TrackingLink, "tracking_links", {"any_case", "brand_id", "created_by", "updated_at"}, {"url"}),
    Entity(
        conversations.Conversation, "conversations",
        {"application_id", "created_by", "deal_id", "legal_hold", "participant_id", "updated_at"},
        {"brand", "last_message", "me", "person"},
    ),
    Entity(
        conversations.ConversationMember, "conversation_members",
        {"brand_id", "conversation_id", "created_at", "joined_seq", "last_read_at", "notified_seq", "person_user_id",
         "side", "updated_at", "user_id", "waits_since"},
    ),
    Entity(
        conversations.Message, "messages",
        {"brand_id", "metadata", "person_user_id", "redacted_by", "sender_user_id"},
        {"attachments", "deal_id", "reply_to", "sender", "warnings"},
    ),
    Entity(
        message_attachments.MessageAttachment, "message_attachments",
        {"brand_id", "held_id", "hidden_because", "person_user_id"},
    ),
    Entity(moderation.HeldMessage, "held_messages", {"updated_at"}),
    Entity(moderation.MessageOriginal, "message_originals"),
    Entity(moderation.MessageReport, "message_reports", {"updated_at"}),
    Entity(moderation.ModerationRule, "moderation_rules"),
    Entity(reward_triggers.RewardTrigger, "reward_triggers", {"condition", "fact_type"}),
    Entity(scan_reviews.ScanReview, "scan_reviews", {"updated_at"}),
    Entity(fraud.FraudRule, "fraud_rules"),
    Entity(fraud.FraudGroup, "fraud_groups", {"updated_at"}),
    Entity(fraud.FraudEvent, "fraud_events", {"hash"}),
    Entity(
        reward_awards.RewardAward, "reward_awards",
        {"expiry_told_at", "ledger_transaction_id", "told_at", "updated_at"}, {"brand"},
    ),
    Entity(
        reward_backfills.RewardBackfill, "reward_backfills",
        {"attempts", "available_at", "brand_id", "cursor_id", "last_error"},
    ),
    Entity(reward_awards.PointBalance, "point_balances", {"created_at"}),
    Entity(conversations.UserBlock, "user_blocks", {"blocker_user_id"}, {"name"}),
]  # fmt: skip
NO_TABLE = {
    Output, Page, ErrorBody, achievements.AchievementWords, agent_contacts.NotedRow, agent_contacts.RefusedRow,
    analytics.AgedDeposit, brands.BrandCard, campaigns.CampaignBrief, creators.CreatorCard,
    creators.MatchScore, deals.DealSummary,
    conversations.AttachedFile, conversations.Correspondent, conversations.QuotedMessage,
    deal_disputes.DisputeSummary, deal_disputes.Evidence, deal_disputes.SeenFile, deal_disputes.SeenMessage,
    deal_disputes.SeenWork, gigs.Gig, gigs.GigEvent, messages.CampaignMessage, money.Booking,
    payout_lines.PayoutSum,
    system.Setting,
    results.Costs, results.MediaValue, results.PostResult, results.PostSums,
}  # fmt: skip
"""Shapes of answers, views, lines and sums of statements, and a setting: its definition, with the value if changed."""
