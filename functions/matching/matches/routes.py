"""`/api/v1/campaigns/{id}/matches`."""

from uuid import UUID

from common.errors import NotFound
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from matching.app import app
from matching.matches import service
from matching.matches.models import MatchedCreator


@app.get(
    "/api/v1/campaigns/<campaign_id>/matches", tags=["matching"], responses=refuses(NotFound, CursorInvalid)
)
def list_matches(
    campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[MatchedCreator]:
    """List what the last search for a campaign found

    For members of the brand. Empty until `callMatchingIntelligence` has searched. Best first; who was barred since is
    left out.
    """
    with app.read() as tx:
        return service.list_matches(tx, campaign_id, cursor=cursor, limit=limit)
