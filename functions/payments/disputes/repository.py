"""Statements of disputes: one function, one statement, typed rows."""

from datetime import datetime

from common.adapters.payments.port import Dispute
from common.database import Transaction


def book_dispute(tx: Transaction, dispute: Dispute, asked_at: datetime) -> bool:
    """Book the dispute as it stood when Stripe was asked; False where that is no news, or the payment is not ours."""
    booked: bool = tx.fetch_value(
        "select app.book_dispute(%(intent)s, %(id)s, %(status)s, %(amount)s, %(asked_at)s)",
        {"intent": dispute.payment_intent_id, "id": dispute.id, "status": dispute.status,
         "amount": dispute.amount, "asked_at": asked_at},
    )  # fmt: skip
    return booked
