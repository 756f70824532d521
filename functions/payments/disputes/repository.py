"""Statements of disputes: one function, one statement, typed rows."""

from common.database import Transaction


def open_dispute(tx: Transaction, payment_intent_id: str, dispute_id: str, amount: int) -> bool:
    """Freeze `amount` minor units; False where they are frozen already, or the payment is not ours."""
    opened: bool = tx.fetch_value(
        "select app.open_dispute(%(intent)s, %(dispute)s, %(amount)s)",
        {"intent": payment_intent_id, "dispute": dispute_id, "amount": amount},
    )
    return opened


def close_dispute(tx: Transaction, dispute_id: str, *, won: bool) -> bool:
    """Give back or write off what was frozen; False where that was done, or the dispute is unknown."""
    closed: bool = tx.fetch_value(
        "select app.close_dispute(%(dispute)s, %(won)s)", {"dispute": dispute_id, "won": won}
    )
    return closed
