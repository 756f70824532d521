"""Statements of conversations: one function, one statement, typed rows."""

from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.conversations import Conversation

COLUMNS: LiteralString = (
    "id, kind, brand_id, person_user_id, subject_id, last_seq, last_message_at, closed_at, created_at"
)


def find_conversation(tx: Transaction, conversation_id: UUID) -> Conversation:
    """The row, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        Conversation, f"select {COLUMNS} from conversations where id = %(id)s", {"id": conversation_id}
    )


def list_conversations(tx: Transaction, *, before: UUID | None, limit: int) -> list[Conversation]:
    """Rows that the actor may see, newest first."""
    given = where(("id < %(before)s", before))
    return tx.fetch_all(
        Conversation,
        f"select {COLUMNS} from conversations where {given} order by id desc limit %(limit)s",
        {"before": before, "limit": limit},
    )
