"""Entity models of campaigns: what they ask for, who takes part, and what came of it."""

from common.models import (
    assets,
    campaigns,
    deliverables,
    invitations,
    negotiations,
    participants,
    results,
    submissions,
    surveys,
    tracking,
)
from common.models.base import Output
from tests.database.entity import CARDS, FEE, Entity

ENTITIES = [
    Entity(assets.CampaignAsset, "campaign_assets"),
    Entity(campaigns.Campaign, "campaigns", {"end_announced_at", "low_budget_announced_at"}),
    Entity(campaigns.CampaignChange, "campaign_history", {"brand_id"}),
    Entity(campaigns.CampaignSnapshot, "campaign_snapshots", {"brand_id"}),
    Entity(deliverables.Deliverable, "campaign_deliverables", {"brand_id", "created_at", "updated_at"}),
    Entity(
        invitations.Invitation, "campaign_invitations", {"created_at", "reminded_at", "updated_at"}, FEE | CARDS
    ),
    Entity(invitations.EmailInvitation, "email_invitations", {"token_hash"}),
    Entity(negotiations.Negotiation, "campaign_negotiations", {"updated_at"}, FEE | CARDS),
    Entity(
        participants.Participant, "campaign_participants", {"created_at", "last_brief", "updated_at"}, FEE | CARDS
    ),
    Entity(results.MediaValueRate, "media_value_rates", {"created_at"}),
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
    Entity(tracking.Conversion, "conversions", {"brand_id", "order_key", "order_twin"}),
    Entity(
        tracking.ConversionChange, "conversion_changes",
        {"brand_id", "campaign_id", "conversion_id", "reference_key"},
    ),
    Entity(tracking.CtaLink, "campaign_cta_links", {"brand_id"}, {"url"}),
    Entity(tracking.TrackingLink, "tracking_links", {"any_case", "brand_id", "created_by", "updated_at"}, {"url"}),
]  # fmt: skip
NO_TABLE: set[type[Output]] = {
    campaigns.CampaignBrief, results.Costs, results.MediaValue, results.PostResult, results.PostSums,
}  # fmt: skip
