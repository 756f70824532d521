"""Domain errors: a class per refusal, with its HTTP status and its machine code.

A capability derives its own (`class InvitationAlreadyAnswered(Conflict)`); the handler in `common.http`
renders every one of them. `docs/error_codes.md` lists all codes, and a test holds it to the code.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

Details = Sequence[Mapping[str, object]]


class DomainError(Exception):
    """A refusal that a client can understand. `details` are typed facts, never parsed out of the sentence."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL_ERROR"
    sentence: ClassVar[str] = "Something went wrong on our side."
    retry_after_seconds: int | None = None
    """When the same request is worth another try: the header `Retry-After`."""

    def __init__(self, sentence: str | None = None, *, details: Details = ()) -> None:
        self.message = sentence or self.sentence
        self.details = list(details)
        super().__init__(self.message)


class BadRequest(DomainError):
    """The request cannot be read."""

    status = 400
    code = "BAD_REQUEST"
    sentence = "The request cannot be read."


class Unauthenticated(DomainError):
    """We do not know who is asking."""

    status = 401
    code = "UNAUTHENTICATED"
    sentence = "Sign in first."


class PaymentRequired(DomainError):
    """The wallet does not cover it."""

    status = 402
    code = "INSUFFICIENT_FUNDS"
    sentence = "The wallet does not hold enough for this."


class Forbidden(DomainError):
    """We know who is asking, and the answer is no."""

    status = 403
    code = "FORBIDDEN"
    sentence = "Your role does not allow this."


class NotFound(DomainError):
    """It does not exist, or not for this caller: another tenant's id looks like no id at all."""

    status = 404
    code = "NOT_FOUND"
    sentence = "There is no such thing here."


class Conflict(DomainError):
    """The request is fine, the state of things is not."""

    status = 409
    code = "CONFLICT"
    sentence = "This does not fit the present state."


class PayloadTooLarge(DomainError):
    """The body is larger than any honest request."""

    status = 413
    code = "PAYLOAD_TOO_LARGE"
    sentence = "The request body is too large."


class UnsupportedMediaType(DomainError):
    """The body is of a kind that we do not read."""

    status = 415
    code = "UNSUPPORTED_MEDIA_TYPE"
    sentence = "Send the body as application/json."


class Unprocessable(DomainError):
    """The request can be read but its content is malformed."""

    status = 422
    code = "VALIDATION_FAILED"
    sentence = "The request is malformed."


class TooManyRequests(DomainError):
    """Too often in too short a time."""

    status = 429
    code = "TOO_MANY_REQUESTS"
    sentence = "Too many attempts. Wait a little."


class Unavailable(DomainError):
    """Something that we need does not answer; the same request may succeed later."""

    status = 503
    code = "UNAVAILABLE"
    sentence = "A service that we need does not answer. Try again."


class NotConfigured(Unavailable):
    """An integration has no credentials in this stage, and we do not pretend."""

    code = "NOT_CONFIGURED"
    sentence = "This integration is not configured."
