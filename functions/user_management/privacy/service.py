"""Use cases of export and erasure (GDPR, articles 15 and 17)."""

from datetime import UTC, datetime, timedelta

from common.database import Transaction, transaction
from common.errors import Forbidden, NotFound
from common.identity import SERVICE, Actor
from common.jobs import Counts
from common.models.base import Page
from common.models.privacy import ErasureRequest, PersonalData
from common.pagination import decode_id_cursor, page
from common.telemetry import logger
from user_management.privacy import repository as privacy
from user_management.users.service import require_admin

REFLECTION = timedelta(days=1)
"""Time to think again, and to notice that it was somebody else who asked."""
BATCH = 100


def export(actor: Actor) -> PersonalData:
    """All that is held about the actor, read as the service: row security hides some of it from them.

    Raises `Forbidden` for the service itself.
    """
    if actor.user_id is None:
        raise Forbidden
    with transaction(actor) as tx:
        privacy.log_export(tx)
    with transaction(SERVICE) as tx:
        data = {table: privacy.export_rows(tx, table, actor.user_id) for table in privacy.EXPORTS}
    return PersonalData(exported_at=datetime.now(UTC), user_id=actor.user_id, data=data)


def request_erasure(tx: Transaction) -> ErasureRequest:
    """Ask to be forgotten. Raises `Forbidden` for the service, `ErasureObstructed`."""
    if tx.actor.user_id is None:
        raise Forbidden
    return privacy.find_request(tx, privacy.request_erasure(tx, REFLECTION))


def cancel_erasure(tx: Transaction) -> ErasureRequest:
    """Take the request back. Raises `NotFound` where there is none."""
    request_id = privacy.cancel_erasure(tx) if tx.actor.user_id else None
    if request_id is None:
        raise NotFound
    return privacy.find_request(tx, request_id)


def list_requests(tx: Transaction, *, cursor: str | None, limit: int) -> Page[ErasureRequest]:
    """Everybody's requests, newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    rows = privacy.list_requests(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda request: request.id)


def run_erasures(as_of: datetime) -> Counts:
    """Fulfil what is due, each request in a transaction of its own; one that fails does not stop the others."""
    counts: Counts = {"done": 0, "refused": 0, "gone": 0, "errors": 0}
    with transaction(SERVICE) as tx:
        due = privacy.list_due(tx, as_of, BATCH)
    for request_id in due:
        try:
            with transaction(SERVICE) as tx:
                outcome = privacy.erase(tx, request_id)
        except Exception as error:  # noqa: BLE001 - whatever it was is logged and counted; the others must go on
            logger().error("erasure failed", extra={"request_id": str(request_id)}, exc_info=error)
            outcome = "errors"
        counts[outcome] += 1
    return counts
