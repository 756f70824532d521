"""The port to whoever keeps passwords: Cognito in AWS, our own tables on a laptop."""

from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

from common.errors import NotConfigured, TooManyRequests, Unauthenticated, Unprocessable
from common.settings import Stage, settings

SignUpRole = Literal["brand", "creator"]


class CredentialsInvalid(Unauthenticated):
    """The e-mail address and the password do not go together; which of both is wrong is not told."""

    code = "CREDENTIALS_INVALID"
    sentence = "The e-mail address or the password is wrong."


class AccountLocked(TooManyRequests):
    """Too many wrong passwords; the right one does not help before the time is over."""

    code = "ACCOUNT_LOCKED"
    sentence = "Too many wrong passwords. Wait a quarter of an hour."


class RefreshTokenInvalid(Unauthenticated):
    """The refresh token is unknown, too old, replaced or revoked."""

    code = "REFRESH_TOKEN_INVALID"
    sentence = "Sign in again."


class PasswordRefused(Unprocessable):
    """The password does not meet the rules."""

    code = "PASSWORD_REFUSED"
    sentence = "Choose a password of 10 to 128 characters that is not your e-mail address."


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a sign-in gives; `expires_in` is the access token's life in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int


class IdentityProvider(Protocol):
    """What the capability user_management asks of an identity provider."""

    def sign_up(self, *, email: str, password: str, role: SignUpRole, full_name: str) -> UUID:
        """Make an account; its id. Raises `PasswordRefused`, and 409 `EMAIL_TAKEN` from the database."""

    def sign_in(self, *, email: str, password: str) -> Tokens:
        """Tokens for a password. Raises `CredentialsInvalid`, `AccountLocked`, and 403 for a barred account."""

    def refresh(self, refresh_token: str) -> Tokens:
        """New tokens for a refresh token, which is spent. Raises `RefreshTokenInvalid`, and 403 as above."""


def identity_provider() -> IdentityProvider:
    """The provider of this stage. Raises `NotConfigured` in AWS, where clients talk to Cognito themselves."""
    if settings().stage is not Stage.LOCAL:
        raise NotConfigured("Sign in with the identity provider of this stage.")
    from common.adapters.local_identity import LocalIdentity  # argon2 is loaded only where it is used

    return LocalIdentity.from_settings()
