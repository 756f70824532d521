"""The two performance functions."""

from uuid import UUID

from common.models.tracking import CampaignPerformance, CreatorPerformance
from tracking_redirect import repository
from tracking_redirect.app import app

TAGS = ["tracking"]


@app.get("/api/v1/campaigns/<campaign_id>/performance", tags=TAGS)
def campaign_performance(campaign_id: UUID) -> CampaignPerformance:
    """Clicks, unique clicks, conversions, spend, cost per click and return on investment of a campaign."""
    with app.transaction() as tx:
        return repository.campaign_performance(tx, campaign_id)


@app.get("/api/v1/campaigns/<campaign_id>/creators/<user_id>/performance", tags=TAGS)
def creator_performance(campaign_id: UUID, user_id: UUID) -> CreatorPerformance:
    """The same for one participant."""
    with app.transaction() as tx:
        return repository.creator_performance(tx, campaign_id, user_id)
