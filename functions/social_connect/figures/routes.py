"""`/api/v1/social/accounts/{platform}/posts` and `/audience`, `/api/v1/social/analytics`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.models.base import Day, Page
from common.models.platform import Platform
from common.models.social import AudienceMetrics, ContentPost, CreatorAnalytics
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from social_connect.app import app
from social_connect.figures import service

TAGS = ["social"]


@app.get("/api/v1/social/accounts/<platform>/posts", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_social_posts(
    platform: Platform, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[ContentPost]:
    """List the posts of one's account

    For creators, with the newest figures of each; by the day of the post, newest first.
    """
    with app.read() as tx:
        return service.list_posts(tx, platform, cursor=cursor, limit=limit)


@app.get("/api/v1/social/accounts/<platform>/audience", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_audience(
    platform: Platform, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[AudienceMetrics]:
    """List who follows one's account, day by day

    For creators, where the platform tells it: shares by country, age and gender.
    """
    with app.read() as tx:
        return service.list_audience(tx, platform, cursor=cursor, limit=limit)


@app.get("/api/v1/social/analytics", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_creator_analytics(  # noqa: PLR0917 - Powertools passes them by name
    creator_user_id: Annotated[
        UUID | None, Query(description="Another creator than the caller; for administrators.")
    ] = None,
    platform: Annotated[Platform | None, Query(description="Only this platform.")] = None,
    since: Annotated[Day | None, Query(description="The first day (UTC) that is listed.")] = None,
    until: Annotated[Day | None, Query(description="The last day (UTC) that is listed.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[CreatorAnalytics]:
    """List one's figures by platform and day

    For creators, their own; administrators name any creator.
    """
    with app.read() as tx:
        return service.list_analytics(
            tx, creator_id=creator_user_id, platform=platform, since=since, until=until,
            cursor=cursor, limit=limit,
        )  # fmt: skip
