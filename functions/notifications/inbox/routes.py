"""`/api/v1/notifications`."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.openapi.params import Query

from common.errors import NotFound
from common.models.base import Page
from common.models.notifications import Notification, NotificationCategory
from common.pagination import CursorInvalid
from common.parameters import DEFAULT_LIMIT, Cursor, Limit
from common.refusals import refuses
from notifications.app import app
from notifications.inbox import service
from notifications.inbox.models import MarkedRead

TAGS = ["notifications"]


@app.get("/api/v1/notifications", tags=TAGS, responses=refuses(CursorInvalid))
def list_notifications(
    unread: Annotated[
        bool | None, Query(description="true: only those that are not read; false: only those that are.")
    ] = None,
    category: Annotated[NotificationCategory | None, Query(description="Only those about this.")] = None,
    kind: Annotated[
        str | None,
        Query(alias="type", max_length=100, description="Only those of this event, as `payout_failed`."),
    ] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[Notification]:
    """List one's notifications

    For whoever is signed in: their own inbox, an administrator's too.
    """
    with app.read() as tx:
        return service.list_notifications(
            tx, unread=unread, category=category, kind=kind, cursor=cursor, limit=limit
        )


@app.post("/api/v1/notifications/read-all", tags=TAGS, responses=refuses())
def mark_all_notifications_read() -> MarkedRead:
    """Mark all notifications as read

    For whoever is signed in: all that are there now. The answer says how many were unread.
    """
    with app.transaction() as tx:
        return service.mark_all_read(tx)


@app.get("/api/v1/notifications/<notification_id>", tags=TAGS, responses=refuses(NotFound))
def read_notification(notification_id: UUID) -> Notification:
    """Read a notification

    For the person whom it tells. To look at it does not mark it as read.
    """
    with app.read() as tx:
        return service.find_notification(tx, notification_id)


@app.post("/api/v1/notifications/<notification_id>/read", tags=TAGS, responses=refuses(NotFound))
def mark_notification_read(notification_id: UUID) -> Notification:
    """Mark a notification as read

    For the person whom it tells. The time of the first reading stays.
    """
    with app.transaction() as tx:
        return service.mark_read(tx, notification_id)
