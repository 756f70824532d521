"""`/api/v1/campaigns/{id}/performance/posts`, `…/platforms`, `…/creators`: what posts of approved work achieved."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import AnswerTooLarge, NotFound
from common.errors.limits import RequestsLimited
from common.http import csv_file
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
OfCreator = Annotated[UUID | None, Query(alias="creator_user_id")]


@app.get(
    "/api/v1/campaigns/<campaign_id>/performance/posts", tags=TAGS, responses=refuses(NotFound, CursorInvalid)
)
def list_posts(
    campaign_id: UUID, creator_user_id: OfCreator = None,
    cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT,
) -> PostPage:  # fmt: skip
    """Posts of approved work with the figures of their last reading, newest first; creators see their own."""
    with app.transaction() as tx:
        return service.list_posts(tx, Scope(campaign_id, creator_user_id), cursor=cursor, limit=limit)


@app.get("/api/v1/campaigns/<campaign_id>/performance/platforms", tags=TAGS, responses=refuses(NotFound))
def sum_by_platform(campaign_id: UUID, creator_user_id: OfCreator = None) -> PlatformList:
    """What the posts achieved on each platform, of the campaign or of one creator; creators see their own."""
    with app.transaction() as tx:
        return service.sum_by_platform(tx, Scope(campaign_id, creator_user_id))


@app.get(
    "/api/v1/campaigns/<campaign_id>/performance/creators",
    tags=TAGS,
    responses=refuses(NotFound, CursorInvalid),
)
def list_creators(campaign_id: UUID, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT) -> CreatorPage:
    """What each participant brought over the campaign's life, who joined last first; for its brand."""
    classify_agents_of(campaign_id)
    with app.transaction() as tx:
        return service.list_creators(tx, campaign_id, cursor=cursor, limit=limit)


@app.get(
    "/api/v1/campaigns/<campaign_id>/performance/posts.csv",
    tags=TAGS,
    responses=refuses(RequestsLimited, NotFound, AnswerTooLarge),
)
@app.takes(RateClass.EXPORT)
def posts_csv(campaign_id: UUID, creator_user_id: OfCreator = None) -> Response[Any]:
    """The posts as CSV, money in the unit of its currency; up to 10,000 of them."""
    with app.transaction() as tx:
        table = service.posts_csv(tx, Scope(campaign_id, creator_user_id))
    return csv_file(f"campaign-{campaign_id}-posts", table)
