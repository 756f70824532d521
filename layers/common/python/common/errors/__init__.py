"""Refusals: a class for each, with its HTTP status and its machine code; a code has one class and one status.

Here are the kinds. The refusals that the database raises stand beside, by domain (`common.errors.money`): each names
its SQLSTATE or its constraints. A capability's own stand in its `errors.py`. The handler in `common.http` renders every
one of them. `docs/error_codes.md` lists all codes, and a test holds it to the code.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

Details = Sequence[Mapping[str, object]]


class DomainError(Exception):
    """A refusal that a client can understand. `details` are typed facts, never parsed out of the sentence.

    `sqlstate` and `constraints` in the line of a class say where the database means it:
    `class InsufficientFunds(DomainError, sqlstate="IM001")`.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL_ERROR"
    sentence: ClassVar[str] = "Something went wrong on our side."
    retry_after_seconds: int | None = None
    """When the same request is worth another try, at least 1; None: not before something changes. Every renderer says
    it with the header `Retry-After` (`retry_after`)."""

    by_sqlstate: ClassVar[dict[str, type["DomainError"]]] = {}
    """SQLSTATEs of our own (class `I`, free for users in the SQL standard), raised by our functions and triggers."""
    by_constraint: ClassVar[dict[str, type["DomainError"]]] = {}
    """Constraints whose violation deserves a code of its own; the others get a code by their kind."""

    def __init_subclass__(cls, *, sqlstate: str | None = None, constraints: Iterable[str] = ()) -> None:
        super().__init_subclass__()
        _claim(DomainError.by_sqlstate, [sqlstate] if sqlstate else [], cls)
        _claim(DomainError.by_constraint, constraints, cls)

    def __init__(self, sentence: str | None = None, *, details: Details = ()) -> None:
        self.message = sentence or self.sentence
        self.details = list(details)
        super().__init__(self.message)

    @property
    def retry_after(self) -> dict[str, str]:
        """The header that says when to try again; none where trying again is no use."""
        return {} if self.retry_after_seconds is None else {"Retry-After": str(self.retry_after_seconds)}


def _claim(claimed: dict[str, type[DomainError]], names: Iterable[str], refusal: type[DomainError]) -> None:
    for name in names:
        if claimed.setdefault(name, refusal) is not refusal:
            raise TypeError(
                f"{name} is {claimed[name].__name__} already, it cannot be {refusal.__name__} too"
            )


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


class Forbidden(DomainError, sqlstate="IM005"):
    """We know who is asking, and the answer is no."""

    status = 403
    code = "FORBIDDEN"
    sentence = "Your role does not allow this."


class NotFound(DomainError, sqlstate="IG003"):
    """It does not exist, or not for this caller: another tenant's id looks like no id at all."""

    status = 404
    code = "NOT_FOUND"
    sentence = "There is no such thing here."


class Conflict(DomainError):
    """The request is fine, the state of things is not."""

    status = 409
    code = "CONFLICT"
    sentence = "This does not fit the present state."


class AppendOnly(Conflict, sqlstate="IG001"):
    """History is written once; the details name the table."""

    code = "APPEND_ONLY"
    sentence = "History cannot be changed."


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


class AnswerTooLarge(Unprocessable):
    """What was asked for does not fit into one answer: less was to be asked for. What the request did stays done."""

    code = "ANSWER_TOO_LARGE"
    sentence = "The answer is too large. Ask for less at once: a smaller limit, a shorter span, an export."


class TooManyRequests(DomainError):
    """Too often in too short a time."""

    status = 429
    code = "TOO_MANY_REQUESTS"
    sentence = "Too many attempts. Wait a little."
    retry_after_seconds = 60


class Unavailable(DomainError):
    """Something that we need does not answer; the same request may succeed later."""

    status = 503
    code = "UNAVAILABLE"
    sentence = "A service that we need does not answer. Try again."
    retry_after_seconds = 5


class NotConfigured(Unavailable):
    """An integration has no credentials in this stage, and we do not pretend."""

    code = "NOT_CONFIGURED"
    sentence = "This integration is not configured."
    retry_after_seconds = 3_600  # until somebody has brought the keys
