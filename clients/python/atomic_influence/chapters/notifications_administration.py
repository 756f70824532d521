"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class NotificationsAdministration(Chapter):
    """Operations of the chapter `notifications_administration`."""

    def list_deliveries(
        self,
        *,
        status: models.DeliveryStatus | None = None,
        notification_id: UUID | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.NotificationDelivery]:
        """List deliveries of notifications.

        For administrators. `failed` are the dead letters: given up after too many tries.
        """
        found: Page[models.NotificationDelivery] = self._json(
            Page[models.NotificationDelivery],
            "GET",
            "/api/v1/notification-deliveries",
            query={"status": status, "notification_id": notification_id, "cursor": cursor, "limit": limit},
        )
        return found

    def read_delivery(self, delivery_id: UUID) -> models.NotificationDelivery:
        """Read a delivery.

        For administrators, with the provider's last word where it failed.
        """
        found: models.NotificationDelivery = self._json(
            models.NotificationDelivery,
            "GET",
            "/api/v1/notification-deliveries/{delivery_id}",
            places={"delivery_id": delivery_id},
        )
        return found

    def retry_delivery(
        self, delivery_id: UUID, *, idempotency_key: str | None = None
    ) -> models.NotificationDelivery:
        """Retry a delivery that failed.

        For administrators. It waits again, and the worker sends it; what did not fail is refused (409).
        """
        found: models.NotificationDelivery = self._json(
            models.NotificationDelivery,
            "POST",
            "/api/v1/notification-deliveries/{delivery_id}/retry",
            places={"delivery_id": delivery_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def lift_suppressions(self, *, email: str, reason: models.SuppressionReason | None = None) -> None:
        """Lift what keeps mail from an address.

        For administrators. Mail goes to the address again; with `reason`, only that obstacle is lifted.
        """
        self._nothing("DELETE", "/api/v1/notification-unsubscribes", query={"email": email, "reason": reason})

    def list_suppressions(
        self,
        *,
        reason: models.SuppressionReason | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Suppression]:
        """List addresses that get no mail.

        For administrators, with the reason: the person unsubscribed, or the provider reported a bounce or a
        complaint. By address.
        """
        found: Page[models.Suppression] = self._json(
            Page[models.Suppression],
            "GET",
            "/api/v1/notification-unsubscribes",
            query={"reason": reason, "cursor": cursor, "limit": limit},
        )
        return found
