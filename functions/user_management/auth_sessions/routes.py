"""`/api/v1/auth/sessions/end`, and what who is signed in changes of their own account."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.adapters.identity.refusals import (
    PROVIDER,
    AccountLocked,
    CodeInvalid,
    CurrentPasswordWrong,
    PasswordRefused,
    ReauthenticationNeeded,
    SessionEnded,
)
from common.errors.limits import RequestsLimited
from common.limits import RateClass
from common.refusals import refuses
from user_management.app import app
from user_management.auth.models import CodeSent
from user_management.auth_sessions import service
from user_management.auth_sessions.models import EmailChange, PasswordChange, SessionsEnd

TAGS = ["auth"]
PROOF = (SessionEnded, CodeInvalid, CurrentPasswordWrong, AccountLocked, ReauthenticationNeeded)


@app.post("/api/v1/auth/sessions/end", status_code=204, tags=TAGS, responses=refuses(*PROVIDER))
def end_sessions(body: SessionsEnd) -> Response[Any]:
    """End sign-ins by the access token

    For whoever is signed in: here, on all other devices, or on all. An access token that is out lives on for its
    quarter of an hour.
    """
    service.end_sessions(app.session, body.which)
    return Response(status_code=204)


@app.post(
    "/api/v1/auth/reauthenticate",
    status_code=202,
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, SessionEnded),
)
@app.takes(RateClass.ACCOUNT)
def request_reauthentication_code() -> CodeSent:
    """Request a code that stands for the current password

    For whoever is signed in. It goes to their own address, at most once a minute; `changePassword` and `changeEmail`
    take it.
    """
    return service.send_reauthentication_code(app.session)


@app.post(
    "/api/v1/auth/change-password",
    status_code=204,
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, PasswordRefused, *PROOF),
)
@app.takes(RateClass.ACCOUNT)
def change_password(body: PasswordChange) -> Response[Any]:
    """Change the password and sign out on all other devices

    For whoever is signed in. The current password, a code of `requestReauthenticationCode` or a sign-in of the last
    hour shows that the account's owner asks. Codes that were sent before open nothing any more.
    """
    service.change_password(app.session, body)
    return Response(status_code=204)


@app.post(
    "/api/v1/auth/change-email",
    status_code=202,
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, *PROOF),
)
@app.takes(RateClass.ACCOUNT)
def change_email(body: EmailChange) -> CodeSent:
    """Change the address that one signs in with

    For whoever is signed in, by the same proof as `changePassword`. A code goes to the new address, for
    `confirmEmailChange`; until it comes back, the old address counts. The answer is the same where somebody has the
    address.
    """
    return service.change_email(app.session, body)
