"""The edge function `social-connect`."""

from datetime import UTC, datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body

from common.deadline import Deadline
from common.errors import Forbidden, NotFound
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.models.social import SocialAccount
from common.refusals import refuses
from social_connect.accounts.models import DisconnectPlatform
from social_connect.accounts.service import disconnect
from social_connect.app import app
from social_connect.oauth.models import ConnectPlatform
from social_connect.oauth.service import CONNECT_REFUSALS, connect
from social_connect.refresh.models import RefreshTokens
from social_connect.refresh.service import refresh_due
from social_connect.sync.models import PlatformRun, SyncAllPlatforms
from social_connect.sync.service import sync_due

RUN_SECONDS = 5.0
"""After which a request begins no other account: what is left of its time is for the one in hand."""
SocialConnectAction = Annotated[
    ConnectPlatform | DisconnectPlatform | SyncAllPlatforms | RefreshTokens, Body(discriminator="action")
]


@app.post(
    "/functions/v1/social-connect",
    tags=["edge"],
    responses=refuses(RequestsLimited, NotFound, *CONNECT_REFUSALS),
)
@app.takes(RateClass.CREATE)
def call_social_connect(body: SocialConnectAction) -> SocialAccount | PlatformRun:
    """`connect-platform`, `disconnect-platform`, `sync-all-platforms`, `refresh-tokens`."""
    match body:
        case ConnectPlatform():
            return connect(app.actor, body)
        case DisconnectPlatform():
            return disconnect(app.actor, body.platform)
        case SyncAllPlatforms():
            _require_operator()
            return PlatformRun(counts=sync_due(datetime.now(UTC), Deadline.in_seconds(RUN_SECONDS)))
        case RefreshTokens():
            _require_operator()
            return PlatformRun(counts=refresh_due(datetime.now(UTC), Deadline.in_seconds(RUN_SECONDS)))


def _require_operator() -> None:
    with app.transaction() as tx:
        if tx.actor.kind != "service" and not tx.is_admin:
            raise Forbidden
