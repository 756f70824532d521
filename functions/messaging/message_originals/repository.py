"""Statements of redactions: one function, one statement, typed rows."""

from uuid import UUID

from common.database import Transaction
from common.models.moderation import MessageOriginal


def redact_message(tx: Transaction, conversation_id: UUID, seq: int, reason: str) -> None:
    """The text of a message is shown no more."""
    tx.fetch_value(
        "select app.redact_message(%(id)s, %(seq)s, %(reason)s)",
        {"id": conversation_id, "seq": seq, "reason": reason},
    )


def find_original(tx: Transaction, conversation_id: UUID, seq: int) -> MessageOriginal:
    """The text as it was, for an administrator who has said why. Raises `NotFound`."""
    return tx.fetch_one(
        MessageOriginal,
        "select conversation_id, seq, body, why, created_at from message_originals"
        " where conversation_id = %(id)s and seq = %(seq)s",
        {"id": conversation_id, "seq": seq},
    )
