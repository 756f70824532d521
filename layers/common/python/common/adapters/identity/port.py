"""The port to whoever keeps passwords: Cognito in AWS, our own tables on a laptop."""

from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

from common.errors import Forbidden, TooManyRequests, Unauthenticated, Unprocessable

SignUpRole = Literal["brand", "creator"]
Purpose = Literal["confirm", "reset_password", "magic_link"]


class CredentialsInvalid(Unauthenticated):
    """The e-mail address and the password do not go together; which of both is wrong is not told."""

    code = "CREDENTIALS_INVALID"
    sentence = "The e-mail address or the password is wrong."


class AccountLocked(TooManyRequests):
    """Too many wrong passwords; the right one does not help before the time is over."""

    code = "ACCOUNT_LOCKED"
    sentence = "Too many wrong passwords. Wait a quarter of an hour."
    retry_after_seconds = 900


class AccountUnconfirmed(Forbidden):
    """The password is right, but nobody has shown yet that the address is theirs."""

    code = "ACCOUNT_UNCONFIRMED"
    sentence = "Confirm your e-mail address first; ask for a new code if you need one."


class CodeInvalid(Unprocessable):
    """The code is wrong, used or too old, or it was tried too often; which of these is not told."""

    code = "CODE_INVALID"
    sentence = "The code is wrong or no longer valid. Ask for a new one."


class RefreshTokenInvalid(Unauthenticated):
    """The refresh token is unknown, too old, replaced or revoked."""

    code = "REFRESH_TOKEN_INVALID"
    sentence = "Sign in again."


class PasswordRefused(Unprocessable):
    """Too short, too long, or of what is tried first; the details name the lengths. Any kind of character is fine."""

    code = "PASSWORD_REFUSED"
    sentence = "Choose a longer password that is not easily guessed, a few words for example."

    def __init__(self, shortest: int, longest: int) -> None:
        super().__init__(details=[{"shortest": shortest, "longest": longest}])


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a sign-in gives; `expires_in` is the access token's life in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a sign-up makes. `confirmed`: it may sign in at once; otherwise a code went out by e-mail."""

    user_id: UUID
    confirmed: bool


class IdentityProvider(Protocol):
    """What the capability user_management asks of an identity provider."""

    def sign_up(self, *, email: str, password: str, role: SignUpRole, full_name: str) -> NewAccount:
        """Make an account. Raises `PasswordRefused`, `EmailTaken`."""

    def confirm(self, *, email: str, code: str) -> None:
        """Believe that the address is theirs. Raises `CodeInvalid`."""

    def sign_in(self, *, email: str, password: str) -> Tokens:
        """Tokens for a password.

        Raises `CredentialsInvalid`, `AccountLocked`, `AccountUnconfirmed`, `AccountSuspended`, `AccountBanned`.
        """

    def refresh(self, refresh_token: str) -> Tokens:
        """New tokens for a refresh token, which is spent. Raises `RefreshTokenInvalid`, and as above."""

    def sign_out(self, refresh_token: str, *, everywhere: bool) -> None:
        """End the sign-in of a refresh token, or all of that person's. An unknown token is no error."""

    def send_code(self, *, email: str, purpose: Purpose) -> None:
        """Send a code by e-mail, if there is such an account; the caller learns nothing of that."""

    def reset_password(self, *, email: str, code: str, password: str) -> None:
        """Set a new password and sign out everywhere. Raises `PasswordRefused`, `CodeInvalid`."""

    def sign_in_with_code(self, *, email: str, code: str) -> Tokens:
        """Tokens for the code of a magic link. Raises `CodeInvalid`, and for barred accounts as above."""
