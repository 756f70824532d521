"""Use cases of the inbox: read it, and be told."""

from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden, NotFound
from common.models.base import Page
from common.models.notifications import Notification, NotificationCategory
from common.pagination import decode_id_cursor, page
from notifications.inbox import repository
from notifications.inbox.models import MarkedRead, NotificationSent, SendNotification, UnreadCount

TEXT = {"category", "type", "title", "message", "metadata"}


def list_notifications(
    tx: Transaction, *, unread: bool | None, category: NotificationCategory | None, kind: str | None,
    cursor: str | None, limit: int,
) -> Page[Notification]:  # fmt: skip
    """The caller's notifications, newest first. Raises `Forbidden` for the service, `CursorInvalid`."""
    require_person(tx)
    rows = repository.list_notifications(
        tx, unread=unread, category=category, kind=kind, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda notification: notification.id)


def find_notification(tx: Transaction, notification_id: UUID) -> Notification:
    """One of the caller's. Raises `Forbidden` for the service, `NotFound` for anybody else's."""
    require_person(tx)
    return repository.find_notification(tx, notification_id)


def mark_read(tx: Transaction, notification_id: UUID) -> Notification:
    """The notification as read; the time of the first reading stays. Raises as `find_notification`."""
    require_person(tx)
    repository.mark_read(tx, notification_id)
    return repository.find_notification(tx, notification_id)


def mark_all_read(tx: Transaction) -> MarkedRead:
    """All that is there now. Raises `Forbidden` for the service."""
    require_person(tx)
    return MarkedRead(marked=repository.mark_all_read(tx))


def count_unread(tx: Transaction) -> UnreadCount:
    """How many are unread. Raises `Forbidden` for the service."""
    require_person(tx)
    return UnreadCount(unread_count=repository.count_unread(tx))


def send(tx: Transaction, request: SendNotification) -> NotificationSent:
    """Tell a user, or a brand's members. Raises `Forbidden`, `NotFound` for nobody and for no brand."""
    if not tx.is_admin and tx.actor.kind != "service":
        raise Forbidden
    text = request.model_dump(include=TEXT)
    if request.user_id is not None:
        if not repository.has_account(tx, request.user_id):
            raise NotFound("There is no such user.")
        return NotificationSent(notified=1, notification_id=repository.notify_user(tx, request.user_id, text))
    if request.brand_id is None or not repository.has_brand(tx, request.brand_id):
        raise NotFound("There is no such brand.")
    told = repository.notify_brand(tx, request.brand_id, request.permission or "read", text)
    return NotificationSent(notified=told, notification_id=None)


def require_person(tx: Transaction) -> None:
    """Raises `Forbidden` where nobody in particular asks: only people have an inbox and wishes."""
    if tx.actor.user_id is None:
        raise Forbidden("Only people have an inbox.")
