"""Statements of the audit log."""

from datetime import datetime
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.system import AuditEntry


def list_audit_entries(
    tx: Transaction, *, user_id: UUID | None, action: str | None, resource_type: str | None,
    resource_id: str | None, since: datetime | None, until: datetime | None, before: UUID | None, limit: int,
) -> list[AuditEntry]:  # fmt: skip
    """Entries of the audit log that match all filters, newest first."""
    conditions: list[LiteralString] = [
        condition
        for condition, value in (
            ("user_id = %(user_id)s", user_id),
            ("action = %(action)s", action),
            ("resource_type = %(resource_type)s", resource_type),
            ("resource_id = %(resource_id)s", resource_id),
            ("created_at >= %(since)s", since),
            ("created_at < %(until)s", until),
            ("id < %(before)s", before),
        )
        if value is not None
    ]
    where: LiteralString = " and ".join(conditions) if conditions else "true"
    return tx.fetch_all(
        AuditEntry,
        "select id, user_id, action, resource_type, resource_id, metadata, created_at from audit_logs"
        f" where {where} order by id desc limit %(limit)s",
        {"user_id": user_id, "action": action, "resource_type": resource_type, "resource_id": resource_id,
         "since": since, "until": until, "before": before, "limit": limit},
    )  # fmt: skip
