"""What the database knows of rules: one function, one statement, typed rows."""

from typing import Any
from uuid import UUID

from common.database import Transaction
from common.models.base import Output


class Moderation(Output):
    """What holds for a conversation now."""

    before_deal: bool
    """No money of a deal between both is held yet."""
    fingerprint: str
    """Of the active rules."""
    rules: list[dict[str, Any]] | None
    """None: those of the fingerprint that was given."""


def moderation_of(tx: Transaction, conversation_id: UUID, known: str | None) -> Moderation:
    """What holds for a conversation; its rules where they are not those of the fingerprint `known`."""
    [holds] = tx.fetch_all(  # a function's row: there is always one
        Moderation,
        "select before_deal, fingerprint, rules from app.moderation_of(%(id)s, %(known)s)",
        {"id": conversation_id, "known": known},
    )
    return holds
