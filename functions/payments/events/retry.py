"""Use cases of administrators: what Stripe told us, what came to nothing, and another try."""

from datetime import datetime

from common.admins import require_admin
from common.database import Transaction
from common.models.base import Page
from common.models.stripe_events import StripeEvent, StripeEventStatus
from common.pagination import decode_cursor, page
from payments.errors import StripeEventNotHandled
from payments.events import repository
from payments.events.service import HANDLERS


def list_events(
    tx: Transaction,
    *,
    status: StripeEventStatus | None,
    event_type: str | None,
    cursor: str | None,
    limit: int,
) -> Page[StripeEvent]:
    """Events, newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    key = decode_cursor(cursor, datetime.fromisoformat, str)
    before: tuple[datetime, str] | None = key  # type: ignore[assignment]  # these are what the readers make
    rows = repository.list_events(tx, status=status, event_type=event_type, before=before, limit=limit + 1)
    return page(rows, limit, lambda event: (event.created_at.isoformat(), event.id))


def retry_event(tx: Transaction, event_id: str) -> StripeEvent:
    """An event that failed or was ignored is due again.

    Raises `Forbidden`, `NotFound`, `StripeEventTransitionForbidden`, and `StripeEventNotHandled` where we do nothing
    about its type.
    """
    require_admin(tx)
    if repository.find_event(tx, event_id).type not in HANDLERS:
        raise StripeEventNotHandled
    repository.retry_event(tx, event_id)
    return repository.find_event(tx, event_id)
