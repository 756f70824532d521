"""`/api/v1/social/{platform}/authorize` and the redirect URIs that the platforms know."""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from common.adapters.vault import VaultUnavailable
from common.answers import leads_to
from common.errors import DomainError, NotConfigured
from common.models.platform import Platform
from common.refusals import refuses
from common.settings import settings
from common.telemetry import logger
from social_connect.app import app
from social_connect.errors import CreatorRequired
from social_connect.oauth.models import Authorization, Callback
from social_connect.oauth.service import receive_callback, start_authorization

RETURN_PATH = "/settings/social-accounts"
"""The front end's page; it finds `platform` and `ticket` or `error=<code>` in its address.

A ticket is handed to `connect-platform` within a minute, with the token of who began.
"""
BACK = leads_to("Back to the front end")
MALFORMED = "\ufffd"
"""Stands in no code, no state and no denial."""


def _or_malformed(value: object, validate: ValidatorFunctionWrapHandler) -> object:
    """Sent twice, or no text: it is refused where the others are, with a page and not with JSON."""
    try:
        return validate(value)
    except ValidationError:
        return MALFORMED


Given = Annotated[str | None, WrapValidator(_or_malformed), Query()]


@app.get(
    "/api/v1/social/<platform>/authorize",
    tags=["social"],
    responses=refuses(CreatorRequired, NotConfigured, VaultUnavailable),
)
def authorize_platform(platform: Platform) -> Authorization:
    """Where the calling creator allows the platform to tell us about their account."""
    return start_authorization(app.actor, platform)


@app.get("/oauth/<platform>/callback", status_code=303, tags=["social"], responses=BACK | refuses())
def receive_platform_callback(
    platform: Platform, code: Given = None, state: Given = None, error: Given = None
) -> Response[Any]:
    """The platform sends a browser here; on it goes to the front end, with a ticket or an error code."""
    try:
        result = {"ticket": receive_callback(platform, Callback(code=code, state=state, error=error))}
    except DomainError as refusal:
        logger().info("no ticket", extra={"platform": platform, "code": refusal.code})
        result = {"error": refusal.code}
    target = f"{settings().site_url.rstrip('/')}{RETURN_PATH}?{urlencode({'platform': platform, **result})}"
    # The address of this page holds the code: no Referer may carry it on.
    headers: dict[str, str | list[str]] = {"Location": target, "Referrer-Policy": "no-referrer"}
    return Response(status_code=HTTPStatus.SEE_OTHER, headers=headers, body="")
