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
    """List the campaigns that one is invited to or takes part in

    For creators. A brief says all of a campaign but its budgets; who left keeps the one that they worked by.
    """
    with app.read() as tx:
        return service.list_briefs(tx, cursor=cursor, limit=limit)


@app.get("/api/v1/campaign-briefs/<campaign_id>", tags=TAGS, responses=refuses(NotFound))
def read_campaign_brief(campaign_id: UUID) -> CampaignBrief:
    """Read a campaign without its budgets

    For creators who are invited or take part, and for members of the brand.
    """
    with app.read() as tx:
        return find_visible_campaign(tx, campaign_id)
