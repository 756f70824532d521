"""Use cases of failures. A retry only makes due; the workers that look every few minutes do the rest."""

from datetime import datetime
from uuid import UUID

from common.admins import require_admin
from common.database import Transaction
from common.errors import NotFound
from common.models.base import Page
from common.pagination import decode_cursor, page
from user_management.failures import repository
from user_management.failures.models import Failure, FailureKind, RetriedFailure


def list_failures(
    tx: Transaction, *, kind: FailureKind | None, cursor: str | None, limit: int
) -> Page[Failure]:
    """What was given up, newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    key = decode_cursor(cursor, datetime.fromisoformat, str)
    before: repository.Place | None = key  # type: ignore[assignment]  # these are what the readers make
    rows = repository.list_failures(tx, kind=kind, before=before, limit=limit + 1)
    return page(rows, limit, lambda failure: (failure.begun_at.isoformat(), failure.failure_id))


def retry_failure(tx: Transaction, kind: FailureKind, failure_id: str) -> RetriedFailure:
    """Make it due again. Raises `Forbidden`, `NotFound`, `FailureFinal`, `DeliveryTransitionForbidden`,
    `StripeEventTransitionForbidden`.
    """
    require_admin(tx)
    match kind:
        case FailureKind.MESSAGE:
            repository.retry_message(tx, _uuid(failure_id))
        case FailureKind.DELIVERY:
            repository.retry_delivery(tx, _uuid(failure_id))
        case FailureKind.STRIPE_EVENT:
            repository.retry_stripe_event(tx, failure_id)
    return RetriedFailure(kind=kind, failure_id=failure_id)


def dismiss_message(tx: Transaction, message_id: UUID) -> None:
    """Put a message away that nobody can mend. Raises `Forbidden`, `NotFound`."""
    require_admin(tx)
    repository.dismiss_message(tx, message_id)


def _uuid(failure_id: str) -> UUID:
    """Raises `NotFound`: nothing of that kind has such an id."""
    try:
        return UUID(failure_id)
    except ValueError:
        raise NotFound from None
