"""`/api/v1/social/{platform}/authorize` and the redirect URIs that the platforms know.

`verify-social` and `confirm-social-verification` are the same round trip: to prove an account is to connect it.
"""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from common.adapters.vault import VaultUnavailable
from common.answers import leads_to
from common.errors import DomainError, NotConfigured
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.models.platform import Platform
from common.models.social import SocialAccount
from common.refusals import refuses
from common.settings import settings
from common.telemetry import logger
from social_connect.app import app
from social_connect.errors import CreatorRequired
from social_connect.oauth.models import Authorization, Callback, ConnectAccount, VerifySocial
from social_connect.oauth.service import (
    CONNECT_REFUSALS,
    connect,
    receive_callback,
    require_oneself,
    start_authorization,
)
from social_connect.sign_in import service as sign_in

PERSON = "/api/v1/users/<user_id>"
RETURN_PATH = "/settings/social-accounts"
"""The front end's page; it finds `platform` and `ticket` or `error=<code>` in its address.

A ticket is handed to `connect-platform` within a minute, with the token of who began.
"""
BACK = leads_to("Back to the front end")
SIGN_IN_PATH = "/sign-in/social"
"""The front end's page for whoever signs in with a connected account; what it finds goes to `proveSocialAccount`."""
MALFORMED = "\ufffd"
"""Stands in no code, no state and no denial."""


def _or_malformed(value: object, validate: ValidatorFunctionWrapHandler) -> object:
    """Sent twice, or no text: it is refused where the others are, with a page and not with JSON."""
    try:
        return validate(value)
    except ValidationError:
        return MALFORMED


Given = Annotated[str | None, WrapValidator(_or_malformed)]


@app.get(
    "/api/v1/social/<platform>/authorize",
    tags=["social"],
    responses=refuses(CreatorRequired, NotConfigured, VaultUnavailable),
)
def authorize_platform(platform: Platform) -> Authorization:
    """Start to connect an account of a platform

    For creators. Send the person's browser to the answer's address within ten minutes: there they allow the platform
    to tell us about their account, and come back to the front end with a `ticket`. Hand that to the edge action
    `connect-platform` within a minute.
    """
    return start_authorization(app.actor, platform)


@app.post(
    f"{PERSON}/verify-social",
    tags=["social"],
    responses=refuses(RequestsLimited, CreatorRequired, NotConfigured, VaultUnavailable),
)
@app.takes(RateClass.CREATE)
def start_social_verification(user_id: UUID, body: VerifySocial) -> Authorization:
    """Start to prove an account of a platform

    For creators, about themselves: as `authorizePlatform`, where the platform asks for their yes. What comes back is
    confirmed with `confirmSocialVerification`.
    """
    require_oneself(app.actor, user_id)
    return start_authorization(app.actor, body.platform)


@app.post(
    f"{PERSON}/confirm-social-verification",
    tags=["social"],
    responses=refuses(RequestsLimited, *CONNECT_REFUSALS),
)
@app.takes(RateClass.CREATE)
def confirm_social_verification(user_id: UUID, body: ConnectAccount) -> SocialAccount:
    """Confirm an account of a platform

    For creators, about themselves: as the edge action `connect-platform`. The account that was proven is connected,
    and its figures are read soon after.
    """
    require_oneself(app.actor, user_id)
    return connect(app.actor, body)


@app.get("/oauth/<platform>/callback", status_code=303, tags=["social"], responses=BACK | refuses())
def receive_platform_callback(
    platform: Platform,
    code: Annotated[Given, Query(description="What the platform gives for tokens.")] = None,
    state: Annotated[Given, Query(description="The round trip, as `authorizePlatform` began it.")] = None,
    error: Annotated[Given, Query(description="Why the platform gives no code.")] = None,
) -> Response[Any]:
    """Receive a browser that comes back from a platform

    For everyone, as platforms send browsers here. It leads on to the front end, with a ticket or the code of an
    error, and connects nothing by itself.
    """
    is_sign_in = (state or "").startswith(sign_in.PREFIX)
    receive, page = (
        (sign_in.receive_callback, SIGN_IN_PATH) if is_sign_in else (receive_callback, RETURN_PATH)
    )
    try:
        result = {"ticket": receive(platform, Callback(code=code, state=state, error=error))}
    except DomainError as refusal:
        logger().info("no ticket", extra={"platform": platform, "code": refusal.code})
        result = {"error": refusal.code}
    target = f"{settings().site_url.rstrip('/')}{page}?{urlencode({'platform': platform, **result})}"
    # The address of this page holds the code: no Referer may carry it on.
    headers: dict[str, str | list[str]] = {"Location": target, "Referrer-Policy": "no-referrer"}
    return Response(status_code=HTTPStatus.SEE_OTHER, headers=headers, body="")
