"""Statements of legal holds: one function, one statement."""

from uuid import UUID

from common.database import Transaction


def set_legal_hold(tx: Transaction, conversation_id: UUID, *, on: bool, reason: str) -> None:
    """Whether nothing of a conversation may go."""
    tx.fetch_value(
        "select app.set_legal_hold(%(id)s, %(on)s, %(reason)s)",
        {"id": conversation_id, "on": on, "reason": reason},
    )
