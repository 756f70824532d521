"""Statements of deliveries as administrators see them: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.notifications import DeliveryStatus, NotificationDelivery

DELIVERY: LiteralString = (
    "select id, notification_id, channel, status, attempts, next_attempt_at, provider_id, error, told_by,"
    " created_at, updated_at from notification_deliveries"
)


def list_deliveries(
    tx: Transaction,
    *,
    status: DeliveryStatus | None,
    notification_id: UUID | None,
    before: UUID | None,
    limit: int,
) -> list[NotificationDelivery]:
    """Deliveries, newest first."""
    return tx.fetch_all(
        NotificationDelivery,
        f"{DELIVERY} where (%(status)s::text is null or status = %(status)s)"
        " and (%(notification)s::uuid is null or notification_id = %(notification)s)"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"status": status, "notification": notification_id, "before": before, "limit": limit},
    )


def find_delivery(tx: Transaction, delivery_id: UUID) -> NotificationDelivery:
    """One delivery. Raises `NotFound`."""
    return tx.fetch_one(NotificationDelivery, f"{DELIVERY} where id = %(id)s", {"id": delivery_id})


def retry_delivery(tx: Transaction, delivery_id: UUID) -> None:
    """A failed delivery is pending again. Raises `NotFound`, `DeliveryTransitionForbidden`."""
    tx.fetch_value("select app.retry_delivery(%(id)s)", {"id": delivery_id})
