"""`/api/v1/auth`: signing up, in and out, and what needs a code by mail; `/auth/v1` is another door to the same."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from common.adapters.identity.refusals import (
    PROVIDER,
    AccountLocked,
    AccountUnconfirmed,
    CodeInvalid,
    CredentialsInvalid,
    PasswordRefused,
    RefreshTokenInvalid,
    StepNotOffered,
    TicketRefused,
)
from common.errors.accounts import AccountBanned, AccountSuspended, EmailTaken, NameIsAnAddress
from common.errors.limits import RequestsLimited
from common.limits import RateClass, fingerprint
from common.refusals import refuses
from user_management.app import app
from user_management.auth import service
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
    TicketOf,
    TokenSet,
)

TAGS = ["auth"]
BARRED = (AccountSuspended, AccountBanned, StepNotOffered)


@app.post(
    "/api/v1/auth/sign-up",
    status_code=201,
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, NameIsAnAddress, PasswordRefused, EmailTaken),
)
@app.takes(RateClass.SIGN_UP)
def sign_up(body: SignUp) -> Account:
    """Sign up for an account

    For everyone. Who signs up as a brand gets one, with a wallet; a creator gets a profile and a wallet. Where
    `confirmed` is false a code is on its way to the address: hand it to `confirmAddress`, then sign in.
    """
    return service.sign_up(body)


@app.post(
    "/api/v1/auth/sign-in",
    tags=TAGS,
    responses=refuses(
        RequestsLimited, *PROVIDER, CredentialsInvalid, AccountLocked, AccountUnconfirmed, *BARRED
    ),
)
@app.takes(RateClass.SIGN_IN, subject=lambda body: body.email)
def sign_in(body: SignIn) -> TokenSet:
    """Sign in with e-mail and password

    For everyone who has an account. Send the access token with each request, and get new tokens by `refreshTokens`
    before its quarter of an hour is over. After too many wrong passwords the account rests for a quarter of an hour
    (429).
    """
    return service.token_set(service.sign_in(body))


@app.post(
    "/api/v1/auth/ticket/sign-in",
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, TicketRefused, *BARRED),
)
@app.takes(RateClass.SIGN_IN, subject=lambda body: fingerprint(body.ticket))
def sign_in_with_ticket(body: TicketOf) -> TokenSet:
    """Sign in with a ticket

    For everyone who holds one: `proveSocialAccount` gives it to who comes with an account that they have connected.
    """
    return service.token_set(service.sign_in_with_ticket(body.ticket))


@app.post(
    "/api/v1/auth/refresh",
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, RefreshTokenInvalid, *BARRED),
)
@app.takes(RateClass.REFRESH, subject=lambda body: fingerprint(body.refresh_token))
def refresh_tokens(body: RefreshToken) -> TokenSet:
    """Refresh the tokens of a sign-in

    For everyone who holds a refresh token. It is spent by this, and the answer has the next one; one that comes twice
    ends the sign-in, as it may be stolen.
    """
    return service.token_set(service.refresh(body.refresh_token))


@app.post("/api/v1/auth/sign-out", status_code=204, tags=TAGS, responses=refuses(RequestsLimited, *PROVIDER))
@app.takes(RateClass.REFRESH, subject=lambda body: fingerprint(body.refresh_token))
def sign_out(body: SignOut) -> Response[Any]:
    """Sign out here, or everywhere

    For everyone who holds a refresh token. An access token that is out lives on for its quarter of an hour.
    """
    service.sign_out(body.refresh_token, everywhere=body.everywhere)
    return Response(status_code=204)


@app.post(
    "/api/v1/auth/confirm",
    status_code=204,
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, CodeInvalid),
)
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def confirm_address(body: CodeOf) -> Response[Any]:
    """Confirm an address with the code that came by mail

    For everyone who has signed up. From now on one can sign in.
    """
    service.confirm(body)
    return Response(status_code=204)


@app.post("/api/v1/auth/resend", status_code=202, tags=TAGS, responses=refuses(RequestsLimited, *PROVIDER))
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def resend_confirmation_code(body: AddressOnly) -> CodeSent:
    """Resend the code that confirms an address

    For everyone who has signed up, at most once a minute. The answer is the same whether there is such an account or
    not.
    """
    return service.send_code(body.email, "confirm")


@app.post(
    "/api/v1/auth/forgot-password",
    status_code=202,
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER),
)
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def request_password_reset(body: AddressOnly) -> CodeSent:
    """Request a code that allows a new password

    For everyone who forgot theirs. The answer is the same whether there is such an account or not; the code goes to
    `resetPassword`.
    """
    return service.send_code(body.email, "reset_password")


@app.post(
    "/api/v1/auth/reset-password",
    status_code=204,
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, PasswordRefused, CodeInvalid),
)
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def reset_password(body: PasswordReset) -> Response[Any]:
    """Reset the password with a code

    For everyone who got a code by `requestPasswordReset`. All sign-ins of the account end.
    """
    service.reset_password(body)
    return Response(status_code=204)


@app.post(
    "/api/v1/auth/magic-link", status_code=202, tags=TAGS, responses=refuses(RequestsLimited, *PROVIDER)
)
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def request_magic_link(body: AddressOnly) -> CodeSent:
    """Request a link that signs in once

    For everyone who has an account. The answer is the same whether there is one or not; the link's code goes to
    `signInWithMagicLink`.
    """
    return service.send_code(body.email, "magic_link")


@app.post(
    "/api/v1/auth/magic-link/sign-in",
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, CodeInvalid, *BARRED),
)
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def sign_in_with_magic_link(body: CodeOf) -> TokenSet:
    """Sign in with the code of a magic link

    For everyone who got one by `requestMagicLink`. The code is good once.
    """
    return service.token_set(service.sign_in_with_code(body, "magic_link"))


@app.post(
    "/api/v1/auth/forgot-password/sign-in",
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, CodeInvalid, *BARRED),
)
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def sign_in_with_recovery_code(body: CodeOf) -> TokenSet:
    """Sign in with the code of a forgotten password

    For everyone who got a code by `requestPasswordReset`. It is good for one use: for this, or for `resetPassword`.
    Within an hour `changePassword` then asks for no other proof.
    """
    return service.token_set(service.sign_in_with_code(body, "reset_password"))


@app.post(
    "/api/v1/auth/change-email/confirm",
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, CodeInvalid, EmailTaken, *BARRED),
)
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def confirm_email_change(body: CodeOf) -> TokenSet:
    """Confirm a new address with the code that came there

    For everyone who got one by `changeEmail`; `email` is the new address. It is the account's from now on, the old
    one is told, and the tokens of the answer are its owner's.
    """
    return service.token_set(service.sign_in_with_code(body, "change_email"))
