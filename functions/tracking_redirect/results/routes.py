"""`/api/v1/campaigns/{id}/performance/posts`, `…/platforms`, `…/creators`: what posts of approved work achieved."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.answers import CSV, csv_file
from common.errors import AnswerTooLarge, NotFound
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from tracking_redirect.aggregation.classify import classify_agents_of
from tracking_redirect.app import app
from tracking_redirect.performance.scope import Scope
from tracking_redirect.results import service
from tracking_redirect.results.models import CreatorPage, PlatformList, PostPage

TAGS = ["tracking"]
OfCreator = Annotated[UUID | None, Query(alias="creator_user_id", description="Only posts of this creator.")]


@app.get(
    "/api/v1/campaigns/<campaign_id>/performance/posts", tags=TAGS, responses=refuses(NotFound, CursorInvalid)
)
def list_post_results(
    campaign_id: UUID, creator_user_id: OfCreator = None,
    cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT,
) -> PostPage:  # fmt: skip
    """List the posts of a campaign with what they achieved

    For members of the brand; creators, who name themselves, see their own. Posts of approved work with the figures of
    their last reading, newest first. What a platform does not tell is null.
    """
    with app.transaction() as tx:
        return service.list_posts(tx, Scope(campaign_id, creator_user_id), cursor=cursor, limit=limit)


@app.get("/api/v1/campaigns/<campaign_id>/performance/platforms", tags=TAGS, responses=refuses(NotFound))
def list_platform_results(campaign_id: UUID, creator_user_id: OfCreator = None) -> PlatformList:
    """List what the posts of a campaign achieved by platform

    For members of the brand; creators, who name themselves, see their own. Sums over the posts of approved work on
    each platform: of the campaign, or of one creator.
    """
    with app.transaction() as tx:
        return service.sum_by_platform(tx, Scope(campaign_id, creator_user_id))


@app.get(
    "/api/v1/campaigns/<campaign_id>/performance/creators",
    tags=TAGS,
    responses=refuses(NotFound, CursorInvalid),
)
def list_creator_results(
    campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> CreatorPage:
    """List what each creator of a campaign brought

    For members of the brand: clicks, orders, posts and what was spent, over the campaign's life, today included. Who
    joined last comes first.
    """
    classify_agents_of(campaign_id)
    with app.transaction() as tx:
        return service.list_creators(tx, campaign_id, cursor=cursor, limit=limit)


@app.get(
    "/api/v1/campaigns/<campaign_id>/performance/posts.csv",
    tags=TAGS,
    responses=CSV | refuses(RequestsLimited, NotFound, AnswerTooLarge),
)
@app.takes(RateClass.EXPORT)
def download_post_results(campaign_id: UUID, creator_user_id: OfCreator = None) -> Response[Any]:
    """Download the posts of a campaign as CSV

    For members of the brand; creators, who name themselves, get their own. The rows of `listPostResults`, money in
    the unit of its currency. More than 10,000 posts are refused: read them in pages.
    """
    with app.transaction() as tx:
        table = service.posts_csv(tx, Scope(campaign_id, creator_user_id))
    return csv_file(f"campaign-{campaign_id}-posts", table)
