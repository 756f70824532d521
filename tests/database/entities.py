"""Each entity model, with the table that it shows, what of it nobody is shown, and what a statement works out.

Those of a domain that has many stand beside this file.
"""

from common.models import (
    analytics,
    brands,
    creators,
    exports,
    lists,
    notifications,
    privacy,
    social,
    system,
    users,
)
from common.models.base import ErrorBody, Output, Page
from tests.database import (
    entities_of_activations,
    entities_of_agents,
    entities_of_campaigns,
    entities_of_deals,
    entities_of_messages,
    entities_of_money,
    entities_of_rewards,
)
from tests.database.entity import Entity

ENTITIES = [
    *entities_of_activations.ENTITIES,
    *entities_of_agents.ENTITIES,
    *entities_of_campaigns.ENTITIES,
    *entities_of_deals.ENTITIES,
    *entities_of_messages.ENTITIES,
    *entities_of_money.ENTITIES,
    *entities_of_rewards.ENTITIES,
    Entity(users.Avatar, "user_avatars"),
    Entity(brands.Brand, "brand_profiles"),
    Entity(analytics.FinancialDay, "financial_analytics", {"created_at", "updated_at"}, {"as_of", "final"}),
    Entity(analytics.PlatformDay, "platform_analytics", {"created_at", "updated_at"}, {"as_of", "final"}),
    Entity(brands.TeamInvitation, "team_invitations", {"accepted_by", "token_hash"}),
    Entity(creators.BrandFit, "brand_fit_data"),
    Entity(creators.CreatorProfile, "creator_profiles", {"nudged_at", "rates"}),
    Entity(creators.CreatorRate, "creator_rates", {"created_at", "updated_at", "user_id"}),
    Entity(creators.CreatorScore, "campaign_creator_scores"),
    Entity(exports.Export, "exports", {"attempts", "available_at", "brand_id", "last_error"}),
    Entity(lists.CreatorList, "creator_lists", set(), {"member_count"}),
    Entity(lists.ListMember, "creator_list_members", set(), {"creator", "state"}),
    Entity(lists.SavedSearch, "saved_searches"),
    Entity(notifications.Notification, "notifications", {"caused_by", "deduplication_key"}),
    Entity(notifications.NotificationDelivery, "notification_deliveries"),
    Entity(notifications.Suppression, "notification_unsubscribes"),
    Entity(privacy.ErasureRequest, "erasure_requests", {"updated_at"}),
    Entity(social.AudienceMetrics, "audience_metrics"),
    Entity(social.ContentPost, "content_posts"),
    Entity(social.CreatorAnalytics, "creator_analytics"),
    Entity(social.SocialAccount, "social_accounts", {"access_token", "handle", "refresh_token"}),
    Entity(social.SyncJob, "platform_sync_jobs", {"attempts", "not_before"}),
    Entity(system.AuditEntry, "audit_logs"),
    Entity(system.RateClassLimit, "rate_classes", {"created_at"}),
    Entity(system.RateTier, "rate_tiers"),
    Entity(system.JobRun, "job_runs", {"bound_to_session", "created_at", "lease_expires_at"}),
]  # fmt: skip
NO_TABLE: set[type[Output]] = {
    *entities_of_agents.NO_TABLE,
    *entities_of_campaigns.NO_TABLE,
    *entities_of_deals.NO_TABLE,
    *entities_of_messages.NO_TABLE,
    *entities_of_money.NO_TABLE,
    *entities_of_rewards.NO_TABLE,
    Output, Page, ErrorBody, analytics.AgedDeposit, brands.BrandCard, creators.CreatorCard,
    creators.MatchScore, system.Setting,
}  # fmt: skip
"""Shapes of answers, views, lines and sums of statements, and a setting: its definition, with the value if changed."""
