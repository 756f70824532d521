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
    """Posts of the caller's account with their newest figures, newest first."""
    with app.transaction() as tx:
        return service.list_posts(tx, platform, cursor=cursor, limit=limit)


@app.get("/api/v1/social/accounts/<platform>/audience", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_audience(
    platform: Platform, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[AudienceMetrics]:
    """Who follows the caller's account, day by day, where the platform tells."""
    with app.transaction() as tx:
        return service.list_audience(tx, platform, cursor=cursor, limit=limit)


@app.get("/api/v1/social/analytics", tags=TAGS, responses=refuses(NotFound, CursorInvalid))
def list_creator_analytics(  # noqa: PLR0917 - Powertools passes them by name
    creator_user_id: Annotated[UUID | None, Query()] = None,
    platform: Annotated[Platform | None, Query()] = None,
    since: Annotated[Day | None, Query()] = None,
    until: Annotated[Day | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[CreatorAnalytics]:
    """The caller's figures by platform and day, newest first; administrators name any creator."""
    with app.transaction() as tx:
        return service.list_analytics(
            tx, creator_id=creator_user_id, platform=platform, since=since, until=until,
            cursor=cursor, limit=limit,
        )  # fmt: skip
