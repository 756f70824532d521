"""The entity models say what their tables hold: the same names, null where the column may be null."""

import pytest

from common.models import assets, campaigns, creators, health, notifications, social
from common.models.base import Output
from tests.conftest import Database

SECRETS = {"access_token", "refresh_token"}
ENTITIES: list[tuple[type[Output], str]] = [
    (assets.CampaignAsset, "campaign_assets"),
    (campaigns.CampaignChange, "campaign_history"),
    (creators.BrandFit, "brand_fit_data"),
    (creators.CreatorProfile, "creator_profiles"),
    (creators.CreatorScore, "campaign_creator_scores"),
    (health.AccountHealthIndicator, "account_health_indicators"),
    (health.HealthCheck, "system_health_logs"),
    (notifications.Notification, "notifications"),
    (notifications.NotificationDelivery, "notification_deliveries"),
    (notifications.NotificationPreference, "notification_preferences"),
    (social.AudienceMetrics, "audience_metrics"),
    (social.ContentPost, "content_posts"),
    (social.ContentTracking, "campaign_content_tracking"),
    (social.CreatorAnalytics, "creator_analytics"),
    (social.PlatformSyncJob, "platform_sync_jobs"),
    (social.SocialAccount, "social_accounts"),
]


@pytest.mark.parametrize(("model", "table"), ENTITIES, ids=lambda value: getattr(value, "__name__", value))
def test_a_model_and_its_table_agree(shared_database: Database, model: type[Output], table: str) -> None:
    with shared_database.connect() as db:
        nullable: dict[str, bool] = dict(
            db.execute(
                "select attname, not attnotnull from pg_attribute"
                " where attrelid = %s::regclass and attnum > 0 and not attisdropped", (table,)
            ).fetchall()
        )  # fmt: skip
    columns = nullable.keys() - SECRETS
    hidden = {"brand_id"} if model is campaigns.CampaignChange else set()
    assert set(model.model_fields) == columns - hidden
    for name, field in model.model_fields.items():
        assert (type(None) in getattr(field.annotation, "__args__", ())) == nullable[name], name
