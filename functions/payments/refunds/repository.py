"""Statements of refunds: one function, one statement, typed rows."""

from uuid import UUID

from common.database import Transaction


def settle_refund(tx: Transaction, withdrawal_id: UUID, refund_id: str) -> bool:
    """Stripe sent the money back; False where that was known."""
    settled: bool = tx.fetch_value(
        "select app.settle_refund(%(id)s, %(refund)s)", {"id": withdrawal_id, "refund": refund_id}
    )
    return settled


def fail_refund(tx: Transaction, withdrawal_id: UUID, reason: str) -> bool:
    """Stripe could not send the money back: the wallet has it again. False where that was known."""
    failed: bool = tx.fetch_value(
        "select app.fail_refund(%(id)s, %(reason)s)", {"id": withdrawal_id, "reason": reason}
    )
    return failed


def record_refund_at_stripe(tx: Transaction, payment_intent_id: str, refund_id: str, amount: int) -> bool:
    """A refund of `amount` minor units that we did not ask for; False where it is booked, or not of ours."""
    recorded: bool = tx.fetch_value(
        "select app.record_refund_at_stripe(%(intent)s, %(refund)s, %(amount)s)",
        {"intent": payment_intent_id, "refund": refund_id, "amount": amount},
    )
    return recorded


def fail_refund_at_stripe(
    tx: Transaction, payment_intent_id: str, refund_id: str, amount: int, reason: str
) -> bool:
    """`amount` minor units that we did not ask to refund were not refunded; False where that was known, or not ours."""
    failed: bool = tx.fetch_value(
        "select app.fail_refund_at_stripe(%(intent)s, %(refund)s, %(amount)s, %(reason)s)",
        {"intent": payment_intent_id, "refund": refund_id, "amount": amount, "reason": reason},
    )
    return failed
