"""What Supabase calls our refusals: its codes, statuses and sentences, as supabase-js and old front ends know them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from common.adapters.identity.refusals import PasswordRefused, SessionEnded
from common.errors import BadRequest, DomainError, Unprocessable
from common.models.base import Output
from common.refusals import EVERY_ROUTE, SIGNED_IN, Refusals, by_status, described
from user_management.errors import InSupabaseWords, PasswordIsWeak

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
    everywhere: Refusals = (*EVERY_ROUTE, SessionEnded, *SIGNED_IN) if signed_in else EVERY_ROUTE
    said: list[type[DomainError]] = [_SAID.get(ours) or ours for ours in (*refusals, *everywhere)]
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
