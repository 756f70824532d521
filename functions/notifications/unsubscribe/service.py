"""Use case of unsubscribing, by link and without signing in."""

from common.database import transaction
from common.identity import SERVICE
from common.models.notifications import NotificationCategory
from notifications.unsubscribe import repository
from notifications.unsubscribe.links import ALL, Unsubscription


def unsubscribe(request: Unsubscription) -> None:
    """End the mail that a valid link names. Twice is as good as once; a banned person may do it too."""
    with transaction(SERVICE) as tx:
        repository.switch_email_off(
            tx, request.user_id, sorted(NotificationCategory) if request.scope == ALL else [request.scope]
        )
        if request.scope == ALL:
            repository.suppress_address(tx, request.user_id)
