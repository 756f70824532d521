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
Reason = Annotated[SuppressionReason | None, Query(description="Only where this is the reason.")]


@app.get("/api/v1/notification-unsubscribes", tags=TAGS, responses=refuses(CursorInvalid))
def list_suppressions(
    reason: Reason = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[Suppression]:
    """List addresses that get no mail

    For administrators, with the reason: the person unsubscribed, or the provider reported a bounce or a complaint. By
    address.
    """
    with app.read() as tx:
        return service.list_suppressions(tx, reason=reason, cursor=cursor, limit=limit)


@app.delete("/api/v1/notification-unsubscribes", status_code=204, tags=TAGS, responses=refuses(NotFound))
def lift_suppressions(
    email: Annotated[str, Query(min_length=1, max_length=320, description="The address.")],
    reason: Reason = None,
) -> Response[Any]:
    """Lift what keeps mail from an address

    For administrators. Mail goes to the address again; with `reason`, only that obstacle is lifted.
    """
    # In the query: a path's pattern refuses characters that are legal in an address, such as # / ? `
    with app.transaction() as tx:
        service.lift_suppressions(tx, email, reason)
    return Response(status_code=204)
