"""`/auth/v1`: what supabase-js calls to sign people up, in and out. The key in `apikey` is taken and means nothing."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

from aws_lambda_powertools.event_handler import Response, content_types
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.adapters.identity.port import Which
from common.adapters.identity.refusals import (
    PROVIDER,
    AccountLocked,
    AccountUnconfirmed,
    CodeInvalid,
    CredentialsInvalid,
    CurrentPasswordWrong,
    PasswordRefused,
    ReauthenticationNeeded,
    RefreshTokenInvalid,
    StepNotOffered,
)
from common.answers import Answers, leads_to
from common.errors.accounts import AccountBanned, AccountSuspended, EmailTaken, NameIsAnAddress
from common.errors.limits import RequestsLimited
from common.limits import RateClass, fingerprint
from user_management.app import app
from user_management.auth import service as auth
from user_management.auth_sessions import service as sessions
from user_management.errors import EmailExists, ReauthenticationNotValid
from user_management.supabase_auth import links, service
from user_management.supabase_auth.dialect import refuses
from user_management.supabase_auth.models import (
    AddressGiven,
    AuthSettings,
    Grant,
    Nothing,
    Resend,
    SupabaseSession,
    SupabaseSignUp,
    SupabaseUser,
    Token,
    UserUpdate,
    Verification,
    VerifyKind,
)

TAGS = ["supabase auth"]
BARRED = (AccountSuspended, AccountBanned, StepNotOffered)
Onward = Annotated[
    str | None,
    Query(description="Where the mail's link leads in the end: a page of the front end (`SITE_URL`)."),
]
KEYS: Answers = {
    HTTPStatus.OK: {
        "description": "The keys (RFC 7517)",
        "content": {content_types.APPLICATION_JSON: {"schema": {"type": "object"}}},
    }
}
ENDS: dict[str, Which] = {"global": "all", "local": "this", "others": "others"}


@app.post(
    "/auth/v1/signup",
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, NameIsAnAddress, PasswordRefused, EmailTaken, *BARRED),
)
@app.takes(RateClass.SIGN_UP)
def sign_up_with_supabase(body: SupabaseSignUp, redirect_to: Onward = None) -> SupabaseSession | SupabaseUser:
    """Sign up with supabase-js

    For everyone. `data` holds `full_name`, `role` (`agent`, `brand` or `creator`) and, where somebody sent them,
    `referral`. Where a code has to come back first, there is a user and no session.
    """
    return service.sign_up(body, redirect_to)


@app.post(
    "/auth/v1/token",
    tags=TAGS,
    responses=refuses(
        RequestsLimited, *PROVIDER, CredentialsInvalid, AccountLocked, AccountUnconfirmed,
        RefreshTokenInvalid, *BARRED,
    ),
)  # fmt: skip
@app.takes(
    lambda body: RateClass.SIGN_IN if body.refresh_token is None else RateClass.REFRESH,
    subject=lambda body: (
        (body.email or "") if body.refresh_token is None else fingerprint(body.refresh_token)
    ),
)
def sign_in_with_supabase(
    body: Grant,
    grant_type: Annotated[Literal["password", "refresh_token"], Query(description="What the body holds.")],
) -> SupabaseSession:
    """Sign in, or refresh a session, with supabase-js

    For everyone who has an account. A refresh token is spent; one that comes twice ends its sign-in.
    """
    return service.grant(body, grant_type)


@app.post("/auth/v1/recover", tags=TAGS, responses=refuses(RequestsLimited, *PROVIDER))
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def request_supabase_recovery(body: AddressGiven, redirect_to: Onward = None) -> Nothing:
    """Request a recovery code with supabase-js

    For everyone who forgot their password; whether there is such an account is not told. The code signs in, and the
    new password is a change of the user.
    """
    auth.send_code(body.email, "reset_password", links.link_for("recovery", redirect_to))
    return Nothing()


@app.post("/auth/v1/otp", tags=TAGS, responses=refuses(RequestsLimited, *PROVIDER))
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def send_supabase_otp(body: AddressGiven, redirect_to: Onward = None) -> Nothing:
    """Send a magic link with supabase-js

    For everyone who has an account; whether there is one is not told, and none is made.
    """
    auth.send_code(body.email, "magic_link", links.link_for("magiclink", redirect_to))
    return Nothing()


@app.post("/auth/v1/resend", tags=TAGS, responses=refuses(RequestsLimited, *PROVIDER))
@app.takes(RateClass.CODE, subject=lambda body: body.email)
def resend_supabase_code(body: Resend, redirect_to: Onward = None) -> Nothing:
    """Resend a code with supabase-js

    For everyone who waits for one; at most once a minute, and whether there is anything to send is not told.
    """
    service.resend(body, redirect_to)
    return Nothing()


@app.post(
    "/auth/v1/verify",
    tags=TAGS,
    responses=refuses(RequestsLimited, *PROVIDER, CodeInvalid, EmailExists, *BARRED),
)
@app.takes(RateClass.CODE, subject=lambda body: body.email or links.account_in(body.token_hash))
def sign_in_with_supabase_code(body: Verification, redirect_to: Onward = None) -> SupabaseSession:
    """Sign in with a code, with supabase-js

    For everyone who has the code, by `email` and `token` or by `token_hash`; it is good once, and signs in.
    """
    del redirect_to  # supabase-js sends it, and a session needs none
    return service.redeem(body)


@app.get(
    "/auth/v1/verify",
    status_code=303,
    tags=TAGS,
    responses=leads_to("The front end, with a session or an error in its fragment.")
    | refuses(RequestsLimited, *PROVIDER),
)
@app.takes(RateClass.CODE, subject=lambda given: links.account_in(given["token"]))
def open_supabase_link(
    token: Annotated[Token, Query(description="What stands in the mail's link.")],
    type: Annotated[VerifyKind, Query(description="What the code is for.")],  # noqa: A002 - Supabase's name
    redirect_to: Onward = None,
) -> Response[Any]:
    """Open the link of a mail

    For everyone who has the mail. It is good once, and leads on to the front end, which supabase-js signs in.
    """
    headers = {"Location": service.lead_on(type, token, redirect_to), "Referrer-Policy": "no-referrer"}
    return Response(status_code=303, headers=headers)


@app.post("/auth/v1/logout", status_code=204, tags=TAGS, responses=refuses(*PROVIDER, signed_in=True))
def sign_out_with_supabase(
    scope: Annotated[
        Literal["global", "local", "others"],
        Query(description="On all devices, on this one, or on all others."),
    ] = "global",
) -> Response[Any]:
    """Sign out with supabase-js

    For whoever is signed in. An access token that is out lives on for its quarter of an hour.
    """
    sessions.end_sessions(app.session, ENDS[scope])
    return Response(status_code=204)


@app.get("/auth/v1/user", tags=TAGS, responses=refuses(*PROVIDER, signed_in=True))
def read_supabase_user() -> SupabaseUser:
    """Read the caller with supabase-js

    For whoever is signed in. A sign-in that has ended is `session_not_found`, also while its token lives.
    """
    return service.read_user(app.actor, app.session)


@app.put(
    "/auth/v1/user",
    tags=TAGS,
    responses=refuses(
        RequestsLimited, *PROVIDER, NameIsAnAddress, CurrentPasswordWrong, AccountLocked,
        ReauthenticationNeeded, ReauthenticationNotValid, PasswordRefused, signed_in=True,
    ),
)  # fmt: skip
@app.takes(lambda body: RateClass.ACCOUNT if body.changes_account else RateClass.CREATE)
def change_supabase_user(body: UserUpdate, redirect_to: Onward = None) -> SupabaseUser:
    """Change password, address or data with supabase-js

    For whoever is signed in. A password and an address ask for `current_password`, a `nonce` or a sign-in of the last
    hour. A new password ends all other sign-ins; a new address counts once its code has come back.
    """
    return service.update_user(app.actor, app.session, body, redirect_to)


@app.get("/auth/v1/reauthenticate", tags=TAGS, responses=refuses(RequestsLimited, *PROVIDER, signed_in=True))
@app.takes(RateClass.ACCOUNT)
def request_supabase_nonce() -> Nothing:
    """Request a nonce with supabase-js

    For whoever is signed in. It goes to their own address, and a change of the user takes it.
    """
    sessions.send_reauthentication_code(app.session)
    return Nothing()


@app.get("/auth/v1/.well-known/jwks.json", tags=TAGS, responses=KEYS | refuses(*PROVIDER))
def read_supabase_keys() -> Response[Any]:
    """Read the keys of access tokens

    For everyone: a JSON Web Key Set, by which `getClaims` checks a token itself.
    """
    headers = {"Cache-Control": "public, max-age=600"}
    return Response(200, content_types.APPLICATION_JSON, service.key_set(), headers=headers)


@app.get("/auth/v1/settings", tags=TAGS, responses=refuses(*PROVIDER))
def read_supabase_settings() -> AuthSettings:
    """Read how people sign in

    For everyone: by address, with a password or a code, and by nothing else.
    """
    return service.read_settings()
