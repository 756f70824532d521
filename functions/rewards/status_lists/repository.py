"""Statements of status lists."""

from uuid import UUID

from common.database import Transaction


def find_text(tx: Transaction, list_id: UUID) -> str | None:
    """The list as it was signed last; None where there is none, or it was not signed yet."""
    found: list[str | None] = tx.fetch_values(
        "select jwt from badge_status_lists where id = %(id)s", {"id": list_id}
    )
    return found[0] if found else None
