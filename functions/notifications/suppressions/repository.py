"""Statements of addresses that get no mail: one function, one statement, typed rows."""

from common.database import Transaction
from common.models.notifications import Suppression, SuppressionReason


def list_suppressions(
    tx: Transaction, *, reason: SuppressionReason | None, after: tuple[str, str] | None, limit: int
) -> list[Suppression]:
    """Addresses that get no mail, by address."""
    email, after_reason = after or (None, None)
    return tx.fetch_all(
        Suppression,
        "select email, reason, provider_event_id, created_at from notification_unsubscribes"
        " where (%(reason)s::text is null or reason = %(reason)s)"
        " and (%(email)s::text is null or (email, reason) > (%(email)s, %(after_reason)s))"
        " order by email, reason limit %(limit)s",
        {"reason": reason, "email": email, "after_reason": after_reason, "limit": limit},
    )


def lift_suppressions(tx: Transaction, email: str, reason: SuppressionReason | None) -> int:
    """Mail may go to this address again; how many reasons (that one, or all) were lifted."""
    return tx.execute(
        "delete from notification_unsubscribes where email = %(email)s"
        " and (%(reason)s::text is null or reason = %(reason)s)",
        {"email": email, "reason": reason},
    )
