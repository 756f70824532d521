"""Statements of accounts that a provider follows: one function, one statement."""

from uuid import UUID

from common.adapters.identity.port import AccountState
from common.database import Transaction


def find_state(tx: Transaction, user_id: UUID) -> AccountState | None:
    """What a provider has to follow of an account; None where there is none."""
    return tx.fetch_optional(
        AccountState, "select email, status from auth.users where id = %(id)s", {"id": user_id}
    )


def count_due(tx: Transaction) -> int:
    """Messages that nobody has worked off, and that may be tried now."""
    due: int = tx.fetch_value(
        "select count(*) from outbox where topic = 'identity' and processed_at is null and available_at <= now()"
    )
    return due
