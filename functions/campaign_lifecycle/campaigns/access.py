"""Who may see a campaign, and who runs it: asked by every resource of it."""

from uuid import UUID

from campaign_lifecycle.briefs import repository as briefs
from campaign_lifecycle.campaigns import repository
from common.database import Transaction
from common.errors import Forbidden, NotFound
from common.models.campaigns import Campaign, CampaignBrief


def find_visible_campaign(tx: Transaction, campaign_id: UUID) -> CampaignBrief:
    """The campaign as the actor may see it: brand, administrator, or a creator of it. Raises `NotFound`."""
    if (brief := briefs.find_brief(tx, campaign_id)) is None:
        raise NotFound
    return brief


def runs_campaigns_of(tx: Transaction, brand_id: UUID) -> bool:
    """Whether the actor is of the brand's people who may run campaigns; no machine is, and no administrator as such."""
    return str(brand_id) in tx.context.get("campaign_brand_ids", ())


def require_manager(tx: Transaction, campaign_id: UUID) -> Campaign:
    """The campaign, if the actor may run it. Raises `NotFound` where invisible, `Forbidden` where read-only."""
    campaign = repository.find_campaign(tx, campaign_id)
    if not tx.is_admin and not runs_campaigns_of(tx, campaign.brand_id):
        raise Forbidden
    return campaign
