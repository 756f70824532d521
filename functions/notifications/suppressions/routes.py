"""`/api/v1/notification-unsubscribes`: administrators only."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.models.base import Page
from common.models.notifications import Suppression, SuppressionReason
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from notifications.app import app
from notifications.suppressions import service

TAGS = ["notifications administration"]
Reason = Annotated[SuppressionReason | None, Query()]


@app.get("/api/v1/notification-unsubscribes", tags=TAGS, responses=refuses(CursorInvalid))
def list_suppressions(
    reason: Reason = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[Suppression]:
    """Addresses that get no mail and why, by address."""
    with app.transaction() as tx:
        return service.list_suppressions(tx, reason=reason, cursor=cursor, limit=limit)


@app.delete("/api/v1/notification-unsubscribes", status_code=204, tags=TAGS, responses=refuses(NotFound))
def lift_suppressions(
    email: Annotated[str, Query(min_length=1, max_length=320)], reason: Reason = None
) -> Response[Any]:
    """Let mail go to an address again; with `reason`, lift only that one."""
    # In the query: a path's pattern refuses characters that are legal in an address, such as # / ? `
    with app.transaction() as tx:
        service.lift_suppressions(tx, email, reason)
    return Response(status_code=204)
