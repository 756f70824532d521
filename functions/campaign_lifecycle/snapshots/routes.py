"""`/api/v1/campaigns/{id}/snapshots`."""

from uuid import UUID

from campaign_lifecycle.app import app
from campaign_lifecycle.snapshots import service
from common.errors import NotFound
from common.models.base import Page
from common.models.campaigns import CampaignSnapshot
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses

TAGS = ["campaigns"]


@app.get("/api/v1/campaigns/<campaign_id>/snapshots", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_campaign_snapshots(
    campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[CampaignSnapshot]:
    """List what a campaign's figures were, day by day

    For members of the brand. A snapshot is taken each day while the campaign runs, and a last one when it completes.
    """
    with app.read() as tx:
        return service.list_snapshots(tx, campaign_id, cursor=cursor, limit=limit)
