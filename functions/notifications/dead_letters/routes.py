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
    status: Annotated[DeliveryStatus | None, Query(description="Only those in this state.")] = None,
    notification_id: Annotated[UUID | None, Query(description="Only those of this notification.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[NotificationDelivery]:
    """List deliveries of notifications

    For administrators. `failed` are the dead letters: given up after too many tries.
    """
    with app.read() as tx:
        return service.list_deliveries(
            tx, status=status, notification_id=notification_id, cursor=cursor, limit=limit
        )


@app.get("/api/v1/notification-deliveries/<delivery_id>", tags=TAGS, responses=refuses(NotFound))
def read_delivery(delivery_id: UUID) -> NotificationDelivery:
    """Read a delivery

    For administrators, with the provider's last word where it failed.
    """
    with app.read() as tx:
        return service.find_delivery(tx, delivery_id)


@app.post(
    "/api/v1/notification-deliveries/<delivery_id>/retry",
    tags=TAGS,
    responses=refuses(NotFound, DeliveryTransitionForbidden, *ONCE),
)
def retry_delivery(delivery_id: UUID) -> NotificationDelivery:
    """Retry a delivery that failed

    For administrators. It waits again, and the worker sends it; what did not fail is refused (409).
    """
    with app.transaction() as tx:
        return app.once(
            tx, Retry(delivery_id=delivery_id), NotificationDelivery,
            lambda: service.retry_delivery(tx, delivery_id),
        )  # fmt: skip
