"""Use cases of disputes: a payer's bank takes a deposit back."""

from common.database import Transaction
from payments.disputes import repository

DISPUTE_IS_ONLY_A_WARNING = "warning_"


def apply_dispute(
    tx: Transaction, dispute_id: str, payment_intent_id: str | None, status: str, amount: int
) -> bool:
    """Book a dispute over `amount` minor units as it is now, whichever of its events came first.

    False where nothing is left to book. Raises `WalletTransactionTransitionForbidden`.
    """
    if payment_intent_id is None or status.startswith(DISPUTE_IS_ONLY_A_WARNING) or status == "prevented":
        return False
    opened = repository.open_dispute(tx, payment_intent_id, dispute_id, amount)
    closed = status in ("won", "lost") and repository.close_dispute(tx, dispute_id, won=status == "won")
    return opened or closed
