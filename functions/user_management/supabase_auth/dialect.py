"""What Supabase calls our refusals: its codes, statuses and sentences, as supabase-js and old front ends know them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from common.adapters.identity.refusals import (
    AccountLocked,
    AccountUnconfirmed,
    CodeInvalid,
    CredentialsInvalid,
    CurrentPasswordWrong,
    PasswordRefused,
    ReauthenticationNeeded,
    RefreshTokenInvalid,
    SessionEnded,
)
from common.errors import BadRequest, DomainError, Unauthenticated, Unprocessable
from common.errors.accounts import (
    AccountBanned,
    AccountSuspended,
    AccountUnknown,
    EmailTaken,
    NameIsAnAddress,
)
from common.errors.limits import RequestsLimited
from common.models.base import Output
from common.refusals import EVERY_ROUTE, SIGNED_IN, by_status, described

PREFIX = "/auth/v1/"
VERSION = {"x-supabase-api-version": "2024-01-01"}
"""By it supabase-js knows that `code` is the code of a refusal."""


class WeakPassword(Output):
    """Why a password was refused."""

    reasons: list[str]


class SupabaseRefusal(Output):
    """A refusal as supabase-js reads it."""

    code: str
    message: str
    request_id: str


class WeakPasswordRefusal(SupabaseRefusal):
    """That of a weak password."""

    weak_password: WeakPassword


class InSupabaseWords(DomainError):
    """A refusal of ours in the words of Supabase; `ours` are those that it says."""

    ours: ClassVar[tuple[type[DomainError], ...]] = ()


class InvalidCredentials(InSupabaseWords):
    """The address and the password do not go together, or the current password is wrong."""

    status = 400
    code = "invalid_credentials"
    sentence = "Invalid login credentials"
    ours = (CredentialsInvalid, CurrentPasswordWrong)


class EmailNotConfirmed(InSupabaseWords):
    """The account waits for its code."""

    status = 400
    code = "email_not_confirmed"
    sentence = "Email not confirmed"
    ours = (AccountUnconfirmed,)


class UserAlreadyExists(InSupabaseWords):
    """A sign-up with an address that has an account."""

    status = 422
    code = "user_already_exists"
    sentence = "User already registered"
    ours = (EmailTaken,)


class EmailExists(InSupabaseWords):
    """Somebody took the new address before it was confirmed."""

    status = 422
    code = "email_exists"
    sentence = "A user with this email address has already been registered"


class PasswordIsWeak(InSupabaseWords):
    """Too short, too long, or of what is tried first."""

    status = 422
    code = "weak_password"
    sentence = "Choose a longer password that is not easily guessed, a few words for example."
    ours = (PasswordRefused,)


class RefreshTokenNotFound(InSupabaseWords):
    """The refresh token is unknown, too old, used or revoked."""

    status = 400
    code = "refresh_token_not_found"
    sentence = "Invalid Refresh Token: Refresh Token Not Found"
    ours = (RefreshTokenInvalid,)


class OtpExpired(InSupabaseWords):
    """The code is wrong, used or too old."""

    status = 403
    code = "otp_expired"
    sentence = "Token has expired or is invalid"
    ours = (CodeInvalid,)


class ReauthenticationIsNeeded(InSupabaseWords):
    """The sign-in is too old to change password or address without more."""

    status = 400
    code = "reauthentication_needed"
    sentence = "Update requires reauthentication: current_password, or a nonce"
    ours = (ReauthenticationNeeded,)


class ReauthenticationNotValid(InSupabaseWords):
    """The nonce is wrong, used or too old."""

    status = 422
    code = "reauthentication_not_valid"
    sentence = "Nonce has expired or is invalid"


class SessionNotFound(InSupabaseWords):
    """The sign-in has ended; supabase-js forgets it."""

    status = 403
    code = "session_not_found"
    sentence = "Session from session_id claim in JWT does not exist"
    ours = (SessionEnded,)


class UserBanned(InSupabaseWords):
    """An administrator barred the account."""

    status = 403
    code = "user_banned"
    sentence = "User is banned"
    ours = (AccountBanned, AccountSuspended)


class UserNotFound(InSupabaseWords):
    """The token's person is none of ours any more."""

    status = 403
    code = "user_not_found"
    sentence = "User from sub claim in JWT does not exist"
    ours = (AccountUnknown,)


class BadJwt(InSupabaseWords):
    """The token is no access token of a person."""

    status = 403
    code = "bad_jwt"
    sentence = "Invalid JWT"
    ours = (Unauthenticated,)


class OverRequestRateLimit(InSupabaseWords):
    """Too often."""

    status = 429
    code = "over_request_rate_limit"
    sentence = "Request rate limit reached"
    retry_after_seconds = 60
    ours = (RequestsLimited, AccountLocked)


class BadJson(InSupabaseWords):
    """The body cannot be read."""

    status = 400
    code = "bad_json"
    sentence = "Could not parse request body as JSON"
    ours = (BadRequest,)


class ValidationFailed(InSupabaseWords):
    """A field is missing or malformed; the message names it."""

    status = 400
    code = "validation_failed"
    sentence = "The request is malformed"
    ours = (Unprocessable, NameIsAnAddress)


class UnexpectedFailure(InSupabaseWords):
    """A fault of ours."""

    status = 500
    code = "unexpected_failure"
    sentence = "Unexpected failure, please check server logs for more information"
    ours = (DomainError,)


_SAID: Mapping[type[DomainError], type[InSupabaseWords]] = {
    ours: theirs for theirs in InSupabaseWords.__subclasses__() for ours in theirs.ours
}


@dataclass(frozen=True, slots=True)
class Supabase:
    """Implements `common.dialects.Dialect`."""

    prefix: str = PREFIX
    headers: Mapping[str, str] = field(default_factory=lambda: VERSION)

    def translated(self, error: DomainError) -> DomainError:
        """The refusal in Supabase's words; what it has none for keeps ours, in its shape."""
        theirs = _SAID.get(type(error))
        if theirs is None:
            return error
        said = theirs(_said_of(error), details=error.details)
        said.retry_after_seconds = error.retry_after_seconds
        return said

    def body(self, error: DomainError, request_id: str) -> SupabaseRefusal:
        """`code` and `message`; of a weak password also what is wrong with it."""
        told = {"code": error.code, "message": error.message, "request_id": request_id}
        if isinstance(error, PasswordIsWeak):
            return WeakPasswordRefusal(**told, weak_password=WeakPassword(reasons=["length"]))
        return SupabaseRefusal(**told)


SUPABASE = Supabase()


def refuses(*refusals: type[DomainError], signed_in: bool = False) -> dict[int, OpenAPIResponse]:
    """The `responses` of a route of this door that may answer these refusals, ours or already Supabase's."""
    everywhere = (*EVERY_ROUTE, *((SessionEnded, *SIGNED_IN) if signed_in else ()))
    said = [_SAID.get(refusal, refusal) for refusal in (*refusals, *everywhere)]
    return {status: described(found, shape=SupabaseRefusal) for status, found in by_status(said).items()}


def _said_of(error: DomainError) -> str | None:
    """A sentence of the case, where Supabase has one for the kind only."""
    if isinstance(error, PasswordRefused):
        return next(_of_length(error), None)
    if isinstance(error, Unprocessable | BadRequest):
        return "; ".join(_faults(error)) or error.message
    return None


def _of_length(error: PasswordRefused) -> Iterator[str]:
    for detail in error.details:
        yield (
            f"Password should be {detail['shortest']} to {detail['longest']} characters, and not easily guessed."
        )


def _faults(error: DomainError) -> Iterator[str]:
    for detail in error.details:
        if "field" in detail:
            yield f"{detail['field']}: {detail.get('message', error.message)}"
