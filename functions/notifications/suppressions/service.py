"""Use cases of addresses that get no mail, for administrators."""

from common.admins import require_admin
from common.database import Transaction
from common.errors import NotFound
from common.models.base import Page
from common.models.notifications import Suppression, SuppressionReason
from common.pagination import decode_cursor, page
from notifications.suppressions import repository


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
