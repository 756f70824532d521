"""The edge function `notifications`."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler.openapi.params import Body, Query

from common.errors import NotFound
from common.idempotency import ONCE
from common.models.notifications import Notification
from common.refusals import refuses
from notifications.app import app
from notifications.inbox import service
from notifications.inbox.models import (
    MarkAllRead,
    MarkedRead,
    MarkRead,
    NotificationSent,
    SendNotification,
    UnreadCount,
)

TAGS = ["edge"]
NotificationsAction = Annotated[SendNotification | MarkRead | MarkAllRead, Body(discriminator="action")]


@app.post("/functions/v1/notifications", tags=TAGS, responses=refuses(NotFound, *ONCE))
def call_notifications(body: NotificationsAction) -> NotificationSent | Notification | MarkedRead:
    """`send` (service, administrators), `mark-read`, `mark-all-read`."""
    with app.transaction() as tx:
        match body:
            case SendNotification():
                return app.once(tx, body, NotificationSent, lambda: service.send(tx, body))
            case MarkRead():
                return service.mark_read(tx, body.notification_id)
            case MarkAllRead():
                return service.mark_all_read(tx)


@app.get("/functions/v1/notifications", tags=TAGS, responses=refuses())
def ask_notifications(
    action: Annotated[Literal["get-unread-count"], Query()],  # noqa: ARG001 - validated, there is only one
) -> UnreadCount:
    """`get-unread-count`: how many notifications the caller has not read."""
    with app.transaction() as tx:
        return service.count_unread(tx)
