"""Who may see a campaign, and who runs it: asked by every resource of it."""

from uuid import UUID

from campaign_lifecycle.briefs import repository as briefs
from campaign_lifecycle.campaigns import repository
from common.brands import require_manager_of
from common.database import Transaction
from common.errors import NotFound
from common.models.campaigns import Campaign, CampaignBrief


def find_visible_campaign(tx: Transaction, campaign_id: UUID) -> CampaignBrief:
    """The campaign as the actor may see it: brand, administrator, or a creator of it. Raises `NotFound`."""
    if (brief := briefs.find_brief(tx, campaign_id)) is None:
        raise NotFound
    return brief


def require_manager(tx: Transaction, campaign_id: UUID) -> Campaign:
    """The campaign, if the actor may run it. Raises `NotFound` where invisible, `Forbidden` where read-only."""
    campaign = repository.find_campaign(tx, campaign_id)
    require_manager_of(tx, campaign.brand_id)
    return campaign
