"""`/api/v1/notification-deliveries`, `/api/v1/notification-unsubscribes`: administrators only."""

from typing import Annotated, Any
from uuid import UUID

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.notifications import DeliveryTransitionForbidden
from common.idempotency import ONCE
from common.models.base import Input, Page
from common.models.notifications import DeliveryStatus, NotificationDelivery
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from notifications.app import app
from notifications.dead_letters import service as deliveries
from notifications.inbox.models import Suppression, SuppressionReason
from notifications.unsubscribe import service as unsubscribe

TAGS = ["notifications administration"]
Reason = Annotated[SuppressionReason | None, Query()]


class Retry(Input):
    """Nothing but the delivery in the path; the request that an `Idempotency-Key` stands for."""

    delivery_id: UUID


@app.get("/api/v1/notification-deliveries", tags=TAGS, responses=refuses(CursorInvalid))
def list_deliveries(
    status: Annotated[DeliveryStatus | None, Query()] = None,
    notification_id: Annotated[UUID | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[NotificationDelivery]:
    """Deliveries, newest first; `failed` are the dead letters."""
    with app.transaction() as tx:
        return deliveries.list_deliveries(
            tx, status=status, notification_id=notification_id, cursor=cursor, limit=limit
        )


@app.get("/api/v1/notification-deliveries/<delivery_id>", tags=TAGS, responses=refuses(NotFound))
def read_delivery(delivery_id: UUID) -> NotificationDelivery:
    """One delivery."""
    with app.transaction() as tx:
        return deliveries.find_delivery(tx, delivery_id)


@app.post(
    "/api/v1/notification-deliveries/<delivery_id>/retry",
    tags=TAGS,
    responses=refuses(NotFound, DeliveryTransitionForbidden, *ONCE),
)
def retry_delivery(delivery_id: UUID) -> NotificationDelivery:
    """Send a dead letter again; 409 for what did not fail."""
    with app.transaction() as tx:
        return app.once(
            tx, Retry(delivery_id=delivery_id), NotificationDelivery,
            lambda: deliveries.retry_delivery(tx, delivery_id),
        )  # fmt: skip


@app.get("/api/v1/notification-unsubscribes", tags=TAGS, responses=refuses(CursorInvalid))
def list_suppressions(
    reason: Reason = None, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> Page[Suppression]:
    """Addresses that get no mail and why, by address."""
    with app.transaction() as tx:
        return unsubscribe.list_suppressions(tx, reason=reason, cursor=cursor, limit=limit)


@app.delete("/api/v1/notification-unsubscribes", status_code=204, tags=TAGS, responses=refuses(NotFound))
def lift_suppressions(
    email: Annotated[str, Query(min_length=1, max_length=320)], reason: Reason = None
) -> Response[Any]:
    """Let mail go to an address again; with `reason`, lift only that one."""
    # In the query: a path's pattern refuses characters that are legal in an address, such as # / ? `
    with app.transaction() as tx:
        unsubscribe.lift_suppressions(tx, email, reason)
    return Response(status_code=204)
