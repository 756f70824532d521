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
    """Send a notification, or mark some as read

    For whoever is signed in; `send` is for administrators and the machine client.

    - `send` tells one user, or each active member of a brand who has a permission.
    - `mark-read` marks one notification of the caller as read.
    - `mark-all-read` marks all that are there now.
    """
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
    action: Annotated[Literal["get-unread-count"], Query(description="What to do.")],  # noqa: ARG001 - validated, there is only one
) -> UnreadCount:
    """Count unread notifications

    For whoever is signed in. The only action is `get-unread-count`.
    """
    with app.read() as tx:
        return service.count_unread(tx)
