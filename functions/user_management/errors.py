"""Refusals of this capability that are not the database's own, and ours as Supabase says them (`supabase_auth`)."""

from typing import ClassVar

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
from common.errors import BadRequest, DomainError, Unauthenticated, Unavailable, Unprocessable
from common.errors.accounts import (
    AccountBanned,
    AccountSuspended,
    AccountUnknown,
    EmailTaken,
    NameIsAnAddress,
)
from common.errors.limits import RequestsLimited


class ClicksNotKept(Unavailable):
    """The queue that recorded clicks travel through does not answer: visitors are sent away (mode `queue`)."""

    code = "CLICKS_NOT_KEPT"
    sentence = "Clicks cannot be recorded now."


class FileNotReadable(Unprocessable):
    """The file as a whole cannot be taken for a table of text; the details say why, and at which line."""

    code = "FILE_NOT_READABLE"
    sentence = "The file cannot be read. Save it as CSV in UTF-8."


class ColumnsUnknown(Unprocessable):
    """No column of the file says whose account a line is about; the details name the columns that would."""

    code = "COLUMNS_UNKNOWN"
    sentence = "The first line must name a column of handles or of profile addresses."


class TooManyLines(Unprocessable):
    """The details name how many lines a file may have; nothing was imported."""

    code = "TOO_MANY_LINES"
    sentence = "The file has more lines than a list has members. Nothing was imported."


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
