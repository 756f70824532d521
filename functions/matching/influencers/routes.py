"""`/api/v1/matching/influencers`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.models.base import Page
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from matching.app import app
from matching.errors import GigOrCampaign
from matching.influencers import service
from matching.influencers.models import MatchedInfluencer


@app.get(
    "/api/v1/matching/influencers",
    tags=["matching"],
    responses=refuses(NotFound, GigOrCampaign, CursorInvalid),
)
def list_influencer_matches(
    gig_id: Annotated[UUID | None, Query(description="The gig that creators are wanted for.")] = None,
    campaign_id: Annotated[
        UUID | None, Query(description="The campaign that creators are wanted for, instead of a gig.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[MatchedInfluencer]:
    """List creators by how well they fit a gig or a campaign

    For members of the brand; one of `gig_id` and `campaign_id` is named. The best hundred as they are now, without the
    brand's own people; nothing is saved. For a gig, each says in `meets` what they lack of it, and whether they applied
    or have a deal; for a campaign, who was ever invited is left out, as in `callMatchingIntelligence`. Then offer a
    deal (`offerDeal`) or invite them (`inviteCreator`).
    """
    with app.read() as tx:
        return service.list_influencer_matches(
            tx, gig_id=gig_id, campaign_id=campaign_id, cursor=cursor, limit=limit
        )
