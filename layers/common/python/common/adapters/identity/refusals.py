"""What an identity provider refuses."""

from common.errors import (
    Forbidden,
    NotConfigured,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
    Unprocessable,
)


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


class SessionEnded(Unauthenticated):
    """The access token lives on for minutes, the sign-in that it came from has ended."""

    code = "SESSION_ENDED"
    sentence = "This sign-in has ended. Sign in again."


class ReauthenticationNeeded(Forbidden):
    """A session alone changes neither password nor address, unless the sign-in was a moment ago."""

    code = "REAUTHENTICATION_NEEDED"
    sentence = "Give your current password or a code that we send you, or sign in again."


class CurrentPasswordWrong(Unprocessable):
    """Who is signed in gave a wrong password along with a change; it counts as an attempt to sign in."""

    code = "CURRENT_PASSWORD_WRONG"
    sentence = "The current password is wrong."


class TicketRefused(Unauthenticated):
    """The ticket to sign in with is unknown, used or too old; which of these is not told."""

    code = "SIGN_IN_TICKET_INVALID"
    sentence = "This sign-in has run out. Start again."


class StepNotOffered(Forbidden):
    """The account asks for a step that the identity provider knows and this door does not, as a second factor."""

    code = "SIGN_IN_STEP_NOT_OFFERED"
    sentence = "This account signs in with a step that is not offered here."


class IdentityUnavailable(Unavailable):
    """The identity provider does not answer, or too many ask it at once."""

    code = "IDENTITY_UNAVAILABLE"
    sentence = "Signing in does not work at the moment. Try again."


PROVIDER = (NotConfigured, IdentityUnavailable)
"""What any request to the identity provider may end in."""
