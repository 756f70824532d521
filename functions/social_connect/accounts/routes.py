"""`/api/v1/social/accounts`."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.limits import RequestsLimited
from common.errors.social import SyncTooSoon
from common.idempotency import ONCE
from common.limits import RateClass
from common.models.base import Page
from common.models.platform import Platform
from common.models.social import SocialAccount, SocialAccountStatus, SyncJob
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.queues import SOCIAL_REST, wake
from common.refusals import refuses
from social_connect.accounts import service
from social_connect.app import app
from social_connect.errors import AccountNotReadable

TAGS = ["social"]


@app.get("/api/v1/social/accounts", tags=TAGS, responses=refuses(CursorInvalid))
def list_social_accounts(
    platform: Annotated[Platform | None, Query(description="Only the one of this platform.")] = None,
    status: Annotated[SocialAccountStatus | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[SocialAccount]:
    """List connected social accounts

    For creators, their own, with whether each can be read now; administrators see all.
    """
    with app.read() as tx:
        return service.list_accounts(tx, platform=platform, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/social/accounts/<platform>", tags=TAGS, responses=refuses(NotFound))
def read_social_account(platform: Platform) -> SocialAccount:
    """Read one's account of a platform

    For creators, with what the platform does not show us because a permission was left out, and how to grant it.
    """
    with app.read() as tx:
        return service.find_account(tx, platform)


@app.post(
    "/api/v1/social/accounts/<platform>/sync",
    status_code=202,
    tags=TAGS,
    responses=refuses(NotFound, AccountNotReadable, SyncTooSoon, RequestsLimited, *ONCE),
)
@app.takes(RateClass.CREATE)
def request_sync(platform: Platform) -> SyncJob:
    """Request that one's account is read now

    For creators, at most once an hour, ten minutes after a reading that failed. A reading that waits already is
    answered again; its figures are there when it has succeeded.
    """
    with app.transaction() as tx:
        job = app.once(tx, platform, SyncJob, lambda: service.request_sync(tx, platform))
    wake(SOCIAL_REST)
    return job


@app.delete("/api/v1/social/accounts/<platform>", tags=TAGS, responses=refuses(NotFound))
def disconnect_social_account(platform: Platform) -> SocialAccount:
    """Disconnect one's account of a platform

    For creators. Its tokens are forgotten here and, if it listens, at the platform; its figures count no more. Twice
    is as good as once.
    """
    return service.disconnect(app.actor, platform)
