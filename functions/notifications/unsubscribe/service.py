"""Use case of unsubscribing, by link and without signing in."""

from common.database import transaction
from common.identity import SERVICE
from common.models.notifications import NotificationCategory
from notifications.errors import UnsubscribeLinkInvalid
from notifications.unsubscribe import repository
from notifications.unsubscribe.links import ALL, Return, Scope, StrangersUnsubscription, Unsubscription


def unsubscribe(request: Unsubscription) -> None:
    """End the mail that a valid link names. Twice is as good as once; a banned person may do it too."""
    with transaction(SERVICE) as tx:
        repository.switch_email_off(tx, request.user_id, _categories(request.scope))
        if request.scope == ALL:
            repository.suppress_address(tx, request.user_id)


def unsubscribe_stranger(request: StrangersUnsubscription) -> None:
    """End all mail to an address that was invited. Twice is as good as once.

    Raises `UnsubscribeLinkInvalid` where the invitation was forgotten meanwhile, and its address with it.
    """
    with transaction(SERVICE) as tx:
        if not repository.suppress_invited_address(tx, request.email_invitation_id):
            raise UnsubscribeLinkInvalid


def resubscribe(request: Return) -> None:
    """Take back what a click on the link ended, and nothing that was ended before. Twice is as good as once."""
    with transaction(SERVICE) as tx:
        repository.switch_email_back_on(tx, request.user_id, _categories(request.scope), request.since)
        if request.scope == ALL:
            repository.lift_unsubscription(tx, request.user_id, request.since)


def _categories(scope: Scope) -> list[NotificationCategory]:
    return sorted(NotificationCategory) if scope == ALL else [NotificationCategory(scope)]
