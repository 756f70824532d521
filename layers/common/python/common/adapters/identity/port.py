"""The port to whoever keeps passwords: Cognito in AWS, our own tables on a laptop. What it refuses: `refusals`.

Every method of Cognito's also raises `IdentityUnavailable`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

from common.identity import Session
from common.models.users import UserStatus

SignUpRole = Literal["agent", "brand", "creator"]
SignInPurpose = Literal["confirm", "reset_password", "magic_link", "change_email"]
"""What a code by mail may be for that proves a mailbox, and so signs in."""
Purpose = Literal["confirm", "reset_password", "magic_link", "change_email", "reauthenticate"]
Which = Literal["this", "others", "all"]
"""Whose turn it is to end: the sign-in that asks, all but it, or all of the person's."""

RECENT_SIGN_IN_SECONDS = 3_600
"""So long after a sign-in nobody is asked once more who they are (decision 76)."""

CodeLink = Callable[[str, str], str]
"""Where a mail's button leads, from the address that the mail goes to and the code (for Cognito, its placeholder)."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a sign-in gives; `expires_in` is the access token's life in seconds."""

    user_id: UUID
    access_token: str
    refresh_token: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class SentBy:
    """What a newcomer says of who sent them: a code that they typed, and tokens as SHA-256."""

    code: str | None = None
    touch_token_hash: bytes | None = None
    invite_token_hash: bytes | None = None


NOBODY_TOLD = SentBy()


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a sign-up makes. `confirmed`: it may sign in at once; otherwise a code went out by e-mail."""

    user_id: UUID
    confirmed: bool


@dataclass(frozen=True, slots=True)
class AccountState:
    """What our database says of an account, and a provider of its own has to follow."""

    email: str
    status: UserStatus


class AccountKeeper(Protocol):
    """A provider as far as it keeps accounts of its own beside ours. Cognito's raises `IdentityUnavailable`."""

    def restore(self, user_id: UUID) -> bool:
        """Make the row of an account that the provider knows and our database missed; whether there is a new one.

        Raises `EmailTaken`.
        """

    def follow(self, user_id: UUID, state: AccountState) -> None:
        """Let it have what our database says of an account; twice is as once, and who is gone is gone."""


class IdentityProvider(Protocol):
    """What the capability user_management asks of an identity provider.

    A `link` says where a mail's button leads; without one it leads to the front end's page for the purpose.
    """

    @property
    def confirms_sign_ups(self) -> bool:
        """Whether an account is confirmed as soon as it is made, without a code."""

    def key_set(self) -> str:
        """The JSON Web Key Set that verifies access tokens."""

    def sign_up(
        self,
        *,
        email: str,
        password: str,
        role: SignUpRole,
        full_name: str,
        link: CodeLink | None = None,
        sent_by: SentBy = NOBODY_TOLD,
    ) -> NewAccount:
        """Make an account; who sent it counts with its confirmation. Raises `PasswordRefused`, `EmailTaken`."""

    def confirm(self, *, email: str, code: str) -> None:
        """Believe that the address is theirs. Raises `CodeInvalid`."""

    def sign_in(self, *, email: str, password: str) -> Tokens:
        """Tokens for a password.

        Raises `CredentialsInvalid`, `AccountLocked`, `AccountUnconfirmed`, `AccountSuspended`, `AccountBanned`,
        `StepNotOffered`.
        """

    def sign_in_with_ticket(self, ticket: str) -> Tokens:
        """Tokens for a ticket (`common.adapters.identity.tickets`), which is spent.

        Raises `TicketRefused`, `AccountSuspended`, `AccountBanned`.
        """

    def refresh(self, refresh_token: str) -> Tokens:
        """New tokens for a refresh token, which is spent. Raises `RefreshTokenInvalid`, and as above."""

    def sign_out(self, refresh_token: str, *, everywhere: bool) -> None:
        """End the sign-in of a refresh token, or all of that person's. An unknown token is no error."""

    def send_code(self, *, email: str, purpose: Purpose, link: CodeLink | None = None) -> None:
        """Send a code by e-mail, if there is such an account; the caller learns nothing of that.

        Of `change_email` the address is the present one, and the code goes out again to the wanted one.
        """

    def reset_password(self, *, email: str, code: str, password: str) -> None:
        """Set a new password and sign out everywhere. Raises `PasswordRefused`, `CodeInvalid`."""

    def sign_in_with_code(self, *, email: str, purpose: SignInPurpose, code: str) -> Tokens:
        """Tokens for a code that came by mail, which is spent, with what it is for.

        Of `change_email` the address is the new one. Raises `CodeInvalid`, `EmailTaken` (of `change_email`), and for
        barred accounts as above.
        """

    def require_session(self, session: Session) -> None:
        """Raises `SessionEnded` where the sign-in of an access token that still lives has ended."""

    def end_sessions(self, session: Session, which: Which) -> None:
        """Sign out by an access token. A sign-in that has ended is no error, and ends no other."""

    def send_reauthentication_code(self, session: Session) -> None:
        """Send a code to who is signed in, for `prove_presence`. Raises `SessionEnded`."""

    def prove_presence(self, session: Session, *, password: str | None, code: str | None) -> None:
        """Look whether the account's owner asks: by a code, else the password, else a sign-in that is recent.

        Raises `SessionEnded`, `CodeInvalid`, `CurrentPasswordWrong`, `AccountLocked`, `ReauthenticationNeeded`.
        """

    def change_password(self, session: Session, *, password: str) -> None:
        """Set a new password; other sign-ins end, and no code of before opens anything.

        Raises `SessionEnded`, `PasswordRefused`.
        """

    def start_email_change(self, session: Session, *, email: str, link: CodeLink | None = None) -> None:
        """Send a code to the new address. The same is seen where another account has it, but no code goes out.

        Raises `SessionEnded`.
        """
