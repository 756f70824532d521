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
    platform: Annotated[Platform | None, Query()] = None,
    status: Annotated[SocialAccountStatus | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[SocialAccount]:
    """The caller's accounts, newest first; administrators see all."""
    with app.transaction() as tx:
        return service.list_accounts(tx, platform=platform, status=status, cursor=cursor, limit=limit)


@app.get("/api/v1/social/accounts/<platform>", tags=TAGS, responses=refuses(NotFound))
def read_social_account(platform: Platform) -> SocialAccount:
    """The caller's account of a platform."""
    with app.transaction() as tx:
        return service.find_account(tx, platform)


@app.post(
    "/api/v1/social/accounts/<platform>/sync",
    status_code=202,
    tags=TAGS,
    responses=refuses(NotFound, AccountNotReadable, SyncTooSoon, RequestsLimited, *ONCE),
)
@app.takes(RateClass.CREATE)
def request_sync(platform: Platform) -> SyncJob:
    """Have the caller's account read now, at most once an hour; what waits already is answered again."""
    with app.transaction() as tx:
        job = app.once(tx, platform, SyncJob, lambda: service.request_sync(tx, platform))
    wake(SOCIAL_REST)
    return job


@app.delete("/api/v1/social/accounts/<platform>", tags=TAGS, responses=refuses(NotFound))
def disconnect_social_account(platform: Platform) -> SocialAccount:
    """Forget the account's tokens, here and (if it listens) at the platform."""
    return service.disconnect(app.actor, platform)
