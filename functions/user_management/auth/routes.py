"""`/api/v1/auth`: the doors that need no token."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.adapters.identity.choice import identity_provider
from common.adapters.identity.port import (
    AccountLocked,
    AccountUnconfirmed,
    CodeInvalid,
    CredentialsInvalid,
    PasswordRefused,
    Purpose,
    RefreshTokenInvalid,
    Tokens,
)
from common.errors import NotConfigured
from common.errors.accounts import AccountBanned, AccountSuspended, EmailTaken
from common.queues import MAIL, wake
from common.refusals import refuses
from user_management.app import app
from user_management.auth.models import (
    Account,
    AddressOnly,
    CodeOf,
    CodeSent,
    PasswordReset,
    RefreshToken,
    SignIn,
    SignOut,
    SignUp,
    TokenSet,
)

TAGS = ["auth"]


BARRED = (AccountSuspended, AccountBanned)


@app.post(
    "/api/v1/auth/sign-up",
    status_code=201,
    tags=TAGS,
    responses=refuses(NotConfigured, PasswordRefused, EmailTaken),
)
def sign_up(body: SignUp) -> Account:
    """Make an account as brand (with its brand and wallet) or as creator."""
    made = identity_provider().sign_up(
        email=body.email, password=body.password.get_secret_value(), role=body.role, full_name=body.full_name
    )
    if not made.confirmed:
        wake(MAIL)
    return Account(user_id=made.user_id, email=body.email, role=body.role, confirmed=made.confirmed)


@app.post(
    "/api/v1/auth/sign-in",
    tags=TAGS,
    responses=refuses(NotConfigured, CredentialsInvalid, AccountLocked, AccountUnconfirmed, *BARRED),
)
def sign_in(body: SignIn) -> TokenSet:
    """Tokens for e-mail and password."""
    return _answer(identity_provider().sign_in(email=body.email, password=body.password.get_secret_value()))


@app.post("/api/v1/auth/refresh", tags=TAGS, responses=refuses(NotConfigured, RefreshTokenInvalid, *BARRED))
def refresh(body: RefreshToken) -> TokenSet:
    """New tokens for a refresh token, which is spent; one that comes twice ends the sign-in."""
    return _answer(identity_provider().refresh(body.refresh_token))


@app.post("/api/v1/auth/sign-out", status_code=204, tags=TAGS, responses=refuses(NotConfigured))
def sign_out(body: SignOut) -> Response[Any]:
    """End this sign-in, or all of them. An access token that is out lives for its quarter of an hour."""
    identity_provider().sign_out(body.refresh_token, everywhere=body.everywhere)
    return Response(status_code=204)


@app.post("/api/v1/auth/confirm", status_code=204, tags=TAGS, responses=refuses(NotConfigured, CodeInvalid))
def confirm(body: CodeOf) -> Response[Any]:
    """Show that the address is yours."""
    identity_provider().confirm(email=body.email, code=body.code)
    return Response(status_code=204)


@app.post("/api/v1/auth/resend", status_code=202, tags=TAGS, responses=refuses(NotConfigured))
def resend(body: AddressOnly) -> CodeSent:
    """Send the confirmation code again (at most once a minute)."""
    return _send_code(body.email, "confirm")


@app.post("/api/v1/auth/forgot-password", status_code=202, tags=TAGS, responses=refuses(NotConfigured))
def forgot_password(body: AddressOnly) -> CodeSent:
    """Send a code that allows a new password."""
    return _send_code(body.email, "reset_password")


@app.post(
    "/api/v1/auth/reset-password",
    status_code=204,
    tags=TAGS,
    responses=refuses(NotConfigured, PasswordRefused, CodeInvalid),
)
def reset_password(body: PasswordReset) -> Response[Any]:
    """Set a new password and sign out everywhere."""
    identity_provider().reset_password(
        email=body.email, code=body.code, password=body.password.get_secret_value()
    )
    return Response(status_code=204)


@app.post("/api/v1/auth/magic-link", status_code=202, tags=TAGS, responses=refuses(NotConfigured))
def magic_link(body: AddressOnly) -> CodeSent:
    """Send a link that signs in once."""
    return _send_code(body.email, "magic_link")


@app.post(
    "/api/v1/auth/magic-link/sign-in", tags=TAGS, responses=refuses(NotConfigured, CodeInvalid, *BARRED)
)
def sign_in_with_magic_link(body: CodeOf) -> TokenSet:
    """Tokens for the code in the link."""
    return _answer(identity_provider().sign_in_with_code(email=body.email, code=body.code))


def _send_code(email: str, purpose: Purpose) -> CodeSent:
    identity_provider().send_code(email=email, purpose=purpose)
    wake(MAIL)  # whether there is such an account or not: the time taken must not tell
    return CodeSent()


def _answer(tokens: Tokens) -> TokenSet:
    return TokenSet(
        access_token=tokens.access_token, refresh_token=tokens.refresh_token, expires_in=tokens.expires_in
    )
