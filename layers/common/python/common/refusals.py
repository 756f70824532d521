"""What a route may answer instead of its result: declared at the route, shown by OpenAPI, held by the tests.

`@app.post("/things", responses=refuses(CampaignNotRunning, *ONCE))`. What two doors share is a tuple beside the use
case.
"""

from collections.abc import Iterable

from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse
from pydantic import BaseModel

from common.database_errors import DatabaseBusy, DatabaseExhausted, DatabaseUnavailable
from common.errors import (
    AnswerTooLarge,
    BadRequest,
    DomainError,
    Forbidden,
    PayloadTooLarge,
    Unauthenticated,
    Unprocessable,
    UnsupportedMediaType,
)
from common.errors.accounts import AccountBanned, AccountSuspended, AccountUnknown
from common.errors.limits import RequestsLimited
from common.models.base import ErrorBody
from common.origin import OriginUnknown

Refusals = tuple[type[DomainError], ...]

EVERY_ROUTE: Refusals = (
    BadRequest, OriginUnknown, PayloadTooLarge, UnsupportedMediaType, Unprocessable, AnswerTooLarge, DomainError,
    DatabaseUnavailable, DatabaseBusy, DatabaseExhausted,
)  # fmt: skip
"""No route declares these: they come before it, or from below it."""

SIGNED_IN: Refusals = (Unauthenticated, AccountUnknown, AccountSuspended, AccountBanned, Forbidden)
"""No route that needs a token declares these: `begin_request` and the grants of the caller's role answer them."""


COUNTED: Refusals = (RequestsLimited,)
"""No route that is counted in general declares it (`common.limits.is_counted`), unless it is of a class of work."""


def refuses(*refusals: type[DomainError]) -> dict[int, OpenAPIResponse]:
    """The `responses` of a route that may answer these, by status, besides what every route may."""
    return {status: described(found) for status, found in by_status(refusals).items()}


def by_status(refusals: Iterable[type[DomainError]]) -> dict[int, list[type[DomainError]]]:
    """Each once, under its status; statuses and codes in order."""
    found: dict[int, list[type[DomainError]]] = {}
    for refusal in sorted(set(refusals), key=lambda each: (each.status, each.code)):
        found.setdefault(refusal.status, []).append(refusal)
    return found


def described(
    refusals: Iterable[type[DomainError]], *, shape: type[BaseModel] = ErrorBody
) -> OpenAPIResponse:
    """One status in OpenAPI: the codes that it comes with, and the sentence of each, in a body of that shape."""
    told = {refusal.code: refusal.sentence for refusal in refusals}
    schema = {
        "allOf": [
            {"$ref": f"#/components/schemas/{shape.__name__}"},
            {"properties": {"code": {"enum": [*told]}}},
        ]
    }
    return {
        "description": "\n".join(f"`{code}`: {sentence}" for code, sentence in told.items()),
        "content": {"application/json": {"schema": schema}},
    }
