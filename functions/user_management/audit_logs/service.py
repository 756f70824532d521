"""Use case of the audit log."""

from common.admins import require_admin
from common.database import Transaction
from common.models.base import Page
from common.models.system import AuditEntry
from common.pagination import decode_id_cursor, page
from user_management.audit_logs import repository
from user_management.audit_logs.models import AuditFilter


def list_audit_entries(
    tx: Transaction, query: AuditFilter, *, cursor: str | None, limit: int
) -> Page[AuditEntry]:
    """Critical writes, newest first. Raises `Forbidden`, `CursorInvalid`."""
    require_admin(tx)
    rows = repository.list_audit_entries(
        tx, **query.model_dump(), before=decode_id_cursor(cursor), limit=limit + 1
    )
    return page(rows, limit, lambda entry: entry.id)
