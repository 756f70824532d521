"""`/api/v1/notification-deliveries`: administrators only."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.errors.notifications import DeliveryTransitionForbidden
from common.idempotency import ONCE
from common.models.base import Page
from common.models.notifications import DeliveryStatus, NotificationDelivery
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from notifications.app import app
from notifications.dead_letters import service
from notifications.dead_letters.models import Retry

TAGS = ["notifications administration"]


@app.get("/api/v1/notification-deliveries", tags=TAGS, responses=refuses(CursorInvalid))
def list_deliveries(
    status: Annotated[DeliveryStatus | None, Query()] = None,
    notification_id: Annotated[UUID | None, Query()] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[NotificationDelivery]:
    """Deliveries, newest first; `failed` are the dead letters."""
    with app.transaction() as tx:
        return service.list_deliveries(
            tx, status=status, notification_id=notification_id, cursor=cursor, limit=limit
        )


@app.get("/api/v1/notification-deliveries/<delivery_id>", tags=TAGS, responses=refuses(NotFound))
def read_delivery(delivery_id: UUID) -> NotificationDelivery:
    """One delivery."""
    with app.transaction() as tx:
        return service.find_delivery(tx, delivery_id)


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
            lambda: service.retry_delivery(tx, delivery_id),
        )  # fmt: skip
