"""Use cases of scans."""

from uuid import UUID

from activations.activations.repository import find_activation
from activations.scan_list import repository
from common.database import Transaction
from common.models.base import Page
from common.models.scans import Scan, ScanVerdict
from common.pagination import decode_id_cursor, page


def list_scans(
    tx: Transaction, activation_id: UUID, *, verdict: ScanVerdict | None, cursor: str | None, limit: int
) -> Page[Scan]:
    """Of one activation; who looks is written down. Raises `NotFound`, `CursorInvalid`."""
    before = decode_id_cursor(cursor)
    find_activation(tx, activation_id)
    repository.log_looks(tx, [activation_id])
    rows = repository.list_scans(tx, activation_id, verdict=verdict, before=before, limit=limit + 1)
    return page(rows, limit, lambda scan: scan.id)
