"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Notifications(Chapter):
    """Operations of the chapter `notifications`."""

    def read_notification_preferences(self) -> models.Preferences:
        """Read which notifications come as mail.

        For whoever is signed in: every category on every channel, also what they never spoke of, and why no
        mail comes at all where that is so.
        """
        found: models.Preferences = self._json(models.Preferences, "GET", "/api/v1/notification-preferences")
        return found

    def set_notification_preferences(self, body: models.PreferenceChoices) -> models.Preferences:
        """Set which notifications come as mail.

        For whoever is signed in. What is named changes, the rest stays. To switch mail on takes an earlier
        "unsubscribe from all" back, for the named categories only.
        """
        found: models.Preferences = self._json(
            models.Preferences, "PUT", "/api/v1/notification-preferences", body=body
        )
        return found

    def list_notifications(
        self,
        *,
        unread: bool | None = None,
        category: models.NotificationCategory | None = None,
        type: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Notification]:
        """List one's notifications.

        For whoever is signed in: their own inbox, an administrator's too.
        """
        found: Page[models.Notification] = self._json(
            Page[models.Notification],
            "GET",
            "/api/v1/notifications",
            query={"unread": unread, "category": category, "type": type, "cursor": cursor, "limit": limit},
        )
        return found

    def mark_all_notifications_read(self) -> models.MarkedRead:
        """Mark all notifications as read.

        For whoever is signed in: all that are there now. The answer says how many were unread.
        """
        found: models.MarkedRead = self._json(models.MarkedRead, "POST", "/api/v1/notifications/read-all")
        return found

    def read_notification(self, notification_id: UUID) -> models.Notification:
        """Read a notification.

        For the person whom it tells. To look at it does not mark it as read.
        """
        found: models.Notification = self._json(
            models.Notification,
            "GET",
            "/api/v1/notifications/{notification_id}",
            places={"notification_id": notification_id},
        )
        return found

    def mark_notification_read(self, notification_id: UUID) -> models.Notification:
        """Mark a notification as read.

        For the person whom it tells. The time of the first reading stays.
        """
        found: models.Notification = self._json(
            models.Notification,
            "POST",
            "/api/v1/notifications/{notification_id}/read",
            places={"notification_id": notification_id},
        )
        return found
