"""`/api/v1/campaign-briefs`."""

from uuid import UUID

from campaign_lifecycle.app import app
from campaign_lifecycle.briefs import service
from campaign_lifecycle.campaigns.access import find_visible_campaign
from common.errors import NotFound
from common.models.base import Page
from common.models.campaigns import CampaignBrief
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["campaigns"]


@app.get("/api/v1/campaign-briefs", tags=TAGS, responses=refuses(CursorInvalid))
def list_campaign_briefs(cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> Page[CampaignBrief]:
    """Campaigns that the caller is invited to or takes part in, newest first."""
    with app.transaction() as tx:
        return service.list_briefs(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/campaign-briefs/<campaign_id>", tags=TAGS, responses=refuses(NotFound))
def read_campaign_brief(campaign_id: UUID) -> CampaignBrief:
    """A campaign without its budgets."""
    with app.transaction() as tx:
        return find_visible_campaign(tx, campaign_id)
