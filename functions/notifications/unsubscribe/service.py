"""Use cases of unsubscribing: by link without signing in, and what administrators see of it."""

from common.database import Transaction, transaction
from common.errors import Forbidden, NotFound
from common.identity import SERVICE
from common.models.base import Page
from common.models.notifications import NotificationCategory
from common.pagination import decode_cursor, page
from notifications.inbox.models import Suppression, SuppressionReason
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


def list_suppressions(
    tx: Transaction, *, reason: SuppressionReason | None, cursor: str | None, limit: int
) -> Page[Suppression]:
    """Addresses that get no mail, by address. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    key = decode_cursor(cursor, str, str)
    after: tuple[str, str] | None = key  # type: ignore[assignment]  # these are what the readers make
    rows = repository.list_suppressions(tx, reason=reason, after=after, limit=limit + 1)
    return page(rows, limit, lambda found: (found.email, found.reason))


def lift_suppressions(tx: Transaction, email: str, reason: SuppressionReason | None) -> None:
    """Mail may go to this address again. Raises `Forbidden`, `NotFound` where it is on no list."""
    require_admin(tx)
    if not repository.lift_suppressions(tx, email.lower(), reason):
        raise NotFound


def require_admin(tx: Transaction) -> None:
    """Raises `Forbidden`. Early, for a clear answer; the grants of the database say the same."""
    if not tx.is_admin:
        raise Forbidden
