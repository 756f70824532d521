"""Use cases of erasures (GDPR, article 17)."""

from datetime import datetime
from uuid import UUID

from common.admins import require_admin
from common.database import Transaction, transaction
from common.errors import Forbidden, NotFound
from common.exports import delete_exports_of
from common.identity import SERVICE
from common.jobs import Counts
from common.models.base import Page
from common.models.privacy import ErasureRequest
from common.pagination import decode_id_cursor, page
from common.queues import IDENTITIES, wake
from common.telemetry import logger
from user_management.avatars.service import delete_avatars_of
from user_management.erasures import repository

BATCH = 100


def request_erasure(tx: Transaction) -> ErasureRequest:
    """Ask to be forgotten. Raises `Forbidden` for the service, `ErasureObstructed`."""
    if tx.actor.user_id is None:
        raise Forbidden
    return repository.find_request(tx, repository.request_erasure(tx))


def cancel_erasure(tx: Transaction) -> ErasureRequest:
    """Take the request back. Raises `NotFound` where there is none."""
    request_id = repository.cancel_erasure(tx) if tx.actor.user_id else None
    if request_id is None:
        raise NotFound
    return repository.find_request(tx, request_id)


def list_requests(tx: Transaction, *, cursor: str | None, limit: int) -> Page[ErasureRequest]:
    """Everybody's requests, newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    rows = repository.list_requests(tx, before=decode_id_cursor(cursor), limit=limit + 1)
    return page(rows, limit, lambda request: request.id)


def run_erasures(as_of: datetime) -> Counts:
    """Fulfil what is due, each request in a transaction of its own; one that fails does not stop the others."""
    counts: Counts = {"done": 0, "refused": 0, "gone": 0, "errors": 0}
    with transaction(SERVICE) as tx:
        due = repository.list_due(tx, as_of, BATCH)
    for request_id in due:
        try:
            with transaction(SERVICE) as tx:
                outcome = _erase(tx, request_id)
        except Exception as error:  # noqa: BLE001 - whatever it was is logged and counted; the others must go on
            logger().error("erasure failed", extra={"request_id": str(request_id)}, exc_info=error)
            outcome = "errors"
        counts[outcome] += 1
    if counts["done"]:
        wake(IDENTITIES)
    return counts


def _erase(tx: Transaction, request_id: UUID) -> str:
    """Done, refused or gone. Where it is done, files of exports and pictures are gone, or all is tried again."""
    user_id = repository.find_request(tx, request_id).user_id
    outcome = repository.erase(tx, request_id)
    if outcome == "done":
        delete_exports_of(tx, user_id)
        delete_avatars_of(tx, user_id)
    return outcome
