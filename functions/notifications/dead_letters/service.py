"""Use cases of administrators: what was delivered, what was not, and another try."""

from uuid import UUID

from common.admins import require_admin
from common.database import Transaction
from common.models.base import Page
from common.models.notifications import DeliveryStatus, NotificationDelivery
from common.pagination import decode_id_cursor, page
from notifications.dead_letters import repository


def list_deliveries(
    tx: Transaction,
    *,
    status: DeliveryStatus | None,
    notification_id: UUID | None,
    cursor: str | None,
    limit: int,
) -> Page[NotificationDelivery]:
    """Deliveries, newest first; `failed` are the dead letters. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    rows = repository.list_deliveries(
        tx, status=status, notification_id=notification_id, before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda delivery: delivery.id)


def find_delivery(tx: Transaction, delivery_id: UUID) -> NotificationDelivery:
    """One delivery. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    return repository.find_delivery(tx, delivery_id)


def retry_delivery(tx: Transaction, delivery_id: UUID) -> NotificationDelivery:
    """Send a dead letter again. Raises `Forbidden`, `NotFound`, `DeliveryTransitionForbidden`."""
    require_admin(tx)
    repository.retry_delivery(tx, delivery_id)
    return repository.find_delivery(tx, delivery_id)
