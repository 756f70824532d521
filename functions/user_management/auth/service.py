"""Use cases of sign-up and sign-in. The identity provider keeps passwords and codes."""

from collections.abc import Iterable
from contextlib import suppress

from common import metrics
from common.adapters.identity.choice import identity_provider
from common.adapters.identity.port import NOBODY_TOLD, CodeLink, Purpose, SentBy, SignInPurpose, Tokens
from common.adapters.identity.refusals import CodeInvalid
from common.adapters.identity.tickets import hash_of
from common.queues import IDENTITIES, MAIL, wake
from user_management.auth.models import (
    Account,
    CodeOf,
    CodeSent,
    PasswordReset,
    ReferralGiven,
    SignIn,
    SignUp,
    TokenSet,
)


def sign_up(wanted: SignUp, link: CodeLink | None = None) -> Account:
    """A new account, and a code on its way to an address to confirm.

    Raises `NotConfigured`, `PasswordRefused`, `EmailTaken`.
    """
    made = identity_provider().sign_up(
        email=wanted.email, password=wanted.password.get_secret_value(), role=wanted.role,
        full_name=wanted.full_name, link=link, sent_by=_sent_by(wanted.referral),
    )  # fmt: skip
    metrics.count("sign_ups")
    if not made.confirmed:
        wake(MAIL)
    return Account(user_id=made.user_id, email=wanted.email, role=wanted.role, confirmed=made.confirmed)


def sign_in(credentials: SignIn) -> Tokens:
    """Tokens for a password.

    Raises `NotConfigured`, `CredentialsInvalid`, `AccountLocked`, `AccountUnconfirmed`, `AccountSuspended`,
    `AccountBanned`.
    """
    password = credentials.password.get_secret_value()
    with metrics.counted("sign_ins", refused="sign_ins_refused"):
        return identity_provider().sign_in(email=credentials.email, password=password)


def sign_in_with_ticket(ticket: str) -> Tokens:
    """Tokens for a ticket of who has proved an account of theirs.

    Raises `NotConfigured`, `TicketRefused`, `AccountSuspended`, `AccountBanned`.
    """
    with metrics.counted("sign_ins", refused="sign_ins_refused"):
        return identity_provider().sign_in_with_ticket(ticket)


def sign_in_with_code(given: CodeOf, *purposes: SignInPurpose) -> Tokens:
    """Tokens for a code that came by mail for one of `purposes`: a magic link, a recovery, a sign-up, a new address.

    Raises `NotConfigured`, `CodeInvalid`, `EmailTaken` (of a new address), `AccountSuspended`, `AccountBanned`.
    """
    with metrics.counted("sign_ins", refused="sign_ins_refused"):
        purpose, tokens = _redeemed(given, purposes)
    if purpose == "change_email":
        wake(MAIL)  # the old address is told at once: it may not have been its owner
        wake(IDENTITIES)
    return tokens


def refresh(refresh_token: str) -> Tokens:
    """Tokens for a refresh token, which is spent.

    Raises `NotConfigured`, `RefreshTokenInvalid`, `AccountSuspended`, `AccountBanned`.
    """
    return identity_provider().refresh(refresh_token)


def sign_out(refresh_token: str, *, everywhere: bool) -> None:
    """End the sign-in that the token belongs to, or all of the person's. Raises `NotConfigured`."""
    identity_provider().sign_out(refresh_token, everywhere=everywhere)


def confirm(given: CodeOf) -> None:
    """The address is shown to be the person's. Raises `NotConfigured`, `CodeInvalid`."""
    identity_provider().confirm(email=given.email, code=given.code)


def send_code(email: str, purpose: Purpose, link: CodeLink | None = None) -> CodeSent:
    """A code by e-mail, if there is such an account; the answer is the same where not. Raises `NotConfigured`."""
    identity_provider().send_code(email=email, purpose=purpose, link=link)
    wake(MAIL)  # whether there is such an account or not: the time taken must not tell
    return CodeSent()


def reset_password(wanted: PasswordReset) -> None:
    """A new password, and signed out everywhere. Raises `NotConfigured`, `PasswordRefused`, `CodeInvalid`."""
    password = wanted.password.get_secret_value()
    identity_provider().reset_password(email=wanted.email, code=wanted.code, password=password)


def token_set(tokens: Tokens) -> TokenSet:
    """Tokens as our own clients get them."""
    return TokenSet(
        access_token=tokens.access_token, refresh_token=tokens.refresh_token, expires_in=tokens.expires_in
    )


def _sent_by(given: ReferralGiven | None) -> SentBy:
    """The tokens as they are looked up: as hashes."""
    if given is None:
        return NOBODY_TOLD
    return SentBy(
        given.code,
        None if given.touch is None else hash_of(given.touch),
        None if given.invite is None else hash_of(given.invite),
    )


def _redeemed(given: CodeOf, purposes: Iterable[SignInPurpose]) -> tuple[SignInPurpose, Tokens]:
    """What the code was for, and the tokens for it."""
    for purpose in purposes:
        with suppress(CodeInvalid):
            return purpose, identity_provider().sign_in_with_code(
                email=given.email, purpose=purpose, code=given.code
            )
    raise CodeInvalid
