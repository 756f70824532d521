"""Use cases of `/auth/v1`: those of `/api/v1/auth`, told as supabase-js expects it."""

import time
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ValidationError

from common.adapters.identity.choice import identity_provider
from common.adapters.identity.port import SignInPurpose, Tokens
from common.adapters.identity.refusals import CodeInvalid
from common.database import Transaction, transaction
from common.errors import DomainError, Unprocessable
from common.errors.accounts import AccountBanned, AccountSuspended, EmailTaken
from common.errors.limits import RequestsLimited
from common.identity import Actor, Session
from common.models.mailboxes import normalised
from user_management.auth import service as auth
from user_management.auth.models import CodeOf, SignIn, SignUp
from user_management.auth_sessions import service as sessions
from user_management.auth_sessions.models import Proof
from user_management.errors import EmailExists, ReauthenticationNotValid
from user_management.supabase_auth import links, repository
from user_management.supabase_auth.dialect import SUPABASE
from user_management.supabase_auth.models import (
    AuthSettings,
    Grant,
    Identity,
    Resend,
    SupabaseSession,
    SupabaseSignUp,
    SupabaseUser,
    UserUpdate,
    Verification,
    VerifyKind,
)
from user_management.supabase_auth.repository import OwnAccount
from user_management.users import service as users
from user_management.users.models import ProfilePatch

OF_THE_PROFILE = frozenset({"full_name", "avatar_url", "bio", "location", "phone"})
"""Of a user's data, what our profile holds: one truth for both doors."""
NOT_THEIRS = frozenset({"role", "email", "email_verified", "phone_verified", "sub"})
"""What front ends send back as they got it, and what nobody changes so."""
PURPOSES: Mapping[VerifyKind, tuple[SignInPurpose, ...]] = {
    "signup": ("confirm",),
    "email": ("magic_link", "confirm"),
    "magiclink": ("magic_link",),
    "recovery": ("reset_password",),
    "email_change": ("change_email",),
}
TOLD_AT_HOME = (CodeInvalid, EmailExists, AccountBanned, AccountSuspended, RequestsLimited)
"""Refusals of a link that the front end tells, as its reader is a person."""


def sign_up(wanted: SupabaseSignUp, redirect_to: str | None) -> SupabaseSession | SupabaseUser:
    """A new account: signed in where nothing has to be confirmed, else only told.

    Raises `NotConfigured`, `PasswordRefused`, `EmailTaken`, `AccountSuspended`, `AccountBanned`.
    """
    asked = SignUp(
        email=wanted.email, password=wanted.password, role=wanted.data.role, full_name=wanted.data.full_name,
        referral=wanted.data.referral,
    )  # fmt: skip
    made = auth.sign_up(asked, links.link_for("signup", redirect_to))
    actor = Actor("user", made.user_id)
    if kept := _kept(wanted.data.model_extra or {}):
        with transaction(actor) as tx:
            repository.merge_metadata(tx, kept)
    if made.confirmed:
        return session_for(auth.sign_in(SignIn(email=wanted.email, password=wanted.password)))
    with transaction(actor) as tx:
        return user_of(tx)


def grant(asked: Grant, grant_type: Literal["password", "refresh_token"]) -> SupabaseSession:
    """A session for a password or a refresh token.

    Raises `NotConfigured`, `Unprocessable`, `CredentialsInvalid`, `AccountLocked`, `AccountUnconfirmed`,
    `RefreshTokenInvalid`, `AccountSuspended`, `AccountBanned`.
    """
    if grant_type == "refresh_token" and asked.refresh_token is not None:
        return session_for(auth.refresh(asked.refresh_token))
    if grant_type == "refresh_token" or asked.email is None or asked.password is None:
        raise Unprocessable(details=[{"field": "body", "message": f"does not hold a {grant_type} grant"}])
    return session_for(auth.sign_in(SignIn(email=asked.email, password=asked.password)))


def redeem(given: Verification) -> SupabaseSession:
    """A session for a code, which is spent.

    Raises `NotConfigured`, `Unprocessable`, `CodeInvalid`, `EmailExists`, `AccountSuspended`, `AccountBanned`.
    """
    if given.token_hash is not None:
        email, code = links.address_and_code(given.token_hash)
    elif given.email is not None and given.token is not None:
        email, code = given.email, given.token
    else:
        raise Unprocessable(
            details=[{"field": "body", "message": "email and token, or token_hash, must be given"}]
        )
    return session_for(_tokens(given.type, CodeOf.model_construct(email=normalised(email), code=code)))


def lead_on(kind: VerifyKind, token: str, redirect_to: str | None) -> str:
    """Where a mail's link leads: to the front end, with a session or a refusal in the fragment.

    Raises `NotConfigured`.
    """
    home = links.own_address(redirect_to)
    try:
        session = redeem(Verification(type=kind, token_hash=token))
    except TOLD_AT_HOME as refusal:
        return links.with_fragment(home, _told(SUPABASE.translated(refusal)))
    told = session.model_dump(
        include={"access_token", "expires_at", "expires_in", "refresh_token", "token_type"}
    )
    return links.with_fragment(home, told | {"type": kind})


def resend(asked: Resend, redirect_to: str | None) -> None:
    """The code of a sign-up, or to an address that is wanted, once more. Raises `NotConfigured`."""
    purpose: SignInPurpose = "confirm" if asked.type == "signup" else "change_email"
    auth.send_code(asked.email, purpose, links.link_for(asked.type, redirect_to))


def read_user(actor: Actor, session: Session) -> SupabaseUser:
    """The caller, as long as the sign-in lives. Raises `NotConfigured`, `SessionEnded`."""
    sessions.require_session(session)
    with transaction(actor) as tx:
        return user_of(tx)


def update_user(actor: Actor, session: Session, wanted: UserUpdate, redirect_to: str | None) -> SupabaseUser:
    """Change password, address and data, as far as they were sent.

    Raises `NotConfigured`, `Unprocessable`, `NameIsAnAddress`, `SessionEnded`, `ReauthenticationNotValid`,
    `CurrentPasswordWrong`, `AccountLocked`, `ReauthenticationNeeded`, `PasswordRefused`.
    """
    patch = _patch(wanted.data or {})
    sessions.require_session(session)
    if wanted.changes_account:
        _prove(session, wanted)
    if wanted.password is not None:
        sessions.set_password(session, wanted.password)
    if wanted.email is not None:
        sessions.start_email_change(session, wanted.email, links.link_for("email_change", redirect_to))
    with transaction(actor) as tx:
        if patch.model_fields_set:
            users.change_profile(tx, patch)
        if kept := _kept(wanted.data or {}):
            repository.merge_metadata(tx, kept)
        user = user_of(tx)
    waits = wanted.email if wanted.email != user.email else None
    return user.model_copy(update={"new_email": waits})


def read_settings() -> AuthSettings:
    """How people sign in here. Raises `NotConfigured`."""
    return AuthSettings(mailer_autoconfirm=identity_provider().confirms_sign_ups)


def key_set() -> str:
    """The JSON Web Key Set of access tokens. Raises `NotConfigured`."""
    return identity_provider().key_set()


def session_for(tokens: Tokens) -> SupabaseSession:
    """Tokens with their owner. Raises `AccountSuspended`, `AccountBanned`."""
    with transaction(Actor("user", tokens.user_id)) as tx:
        user = user_of(tx)
    return SupabaseSession(
        access_token=tokens.access_token, refresh_token=tokens.refresh_token, expires_in=tokens.expires_in,
        expires_at=int(time.time()) + tokens.expires_in, user=user,
    )  # fmt: skip


def user_of(tx: Transaction) -> SupabaseUser:
    """The caller. Raises `NotFound` for the service, which is nobody."""
    found = repository.find_account(tx)
    told = {name: value for name, value in found.profile.items() if value is not None}
    mine = {"sub": str(found.id), "email": found.email, "email_verified": found.confirmed_at is not None}
    metadata = {**found.user_metadata, **told, **mine, "role": found.role}
    return SupabaseUser(
        id=found.id, email=found.email, email_confirmed_at=found.confirmed_at, confirmed_at=found.confirmed_at,
        last_sign_in_at=found.last_sign_in_at, created_at=found.created_at, updated_at=found.updated_at,
        app_metadata={"provider": "email", "providers": ["email"], "roles": found.roles},
        user_metadata=metadata, identities=[_identity(found, metadata)],
    )  # fmt: skip


def _identity(found: OwnAccount, metadata: dict[str, Any]) -> Identity:
    return Identity(
        identity_id=found.id, id=found.id, user_id=found.id, identity_data=metadata, email=found.email,
        last_sign_in_at=found.last_sign_in_at, created_at=found.created_at, updated_at=found.updated_at,
    )  # fmt: skip


def _tokens(kind: VerifyKind, given: CodeOf) -> Tokens:
    try:
        return auth.sign_in_with_code(given, *PURPOSES[kind])
    except EmailTaken:
        raise EmailExists from None


def _prove(session: Session, wanted: UserUpdate) -> None:
    proof = Proof.model_construct(current_password=wanted.current_password, code=wanted.nonce)
    try:
        sessions.prove_presence(session, proof)
    except CodeInvalid:
        raise ReauthenticationNotValid from None


def _patch(data: dict[str, Any]) -> ProfilePatch:
    """What our profile holds of a user's data. Raises `Unprocessable`, `NameIsAnAddress`."""
    try:
        return ProfilePatch.model_validate({key: data[key] for key in OF_THE_PROFILE & data.keys()})
    except ValidationError as error:
        raise Unprocessable(
            details=[
                {"field": ".".join(["body", "data", *map(str, fault["loc"])]), "message": fault["msg"]}
                for fault in error.errors(include_input=False, include_context=False)
            ]
        ) from None


def _kept(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in OF_THE_PROFILE | NOT_THEIRS}


def _told(refusal: DomainError) -> dict[str, object]:
    return {"error": "access_denied", "error_code": refusal.code, "error_description": refusal.message}
