"""Use cases of refunds: what Stripe says became of money on its way back to a payer."""

from collections.abc import Iterable

from common.adapters.payments.port import Refund
from common.database import Transaction
from payments.refunds import repository

REFUND_CAME_TO_NOTHING = ("failed", "canceled")


def apply_refunds(tx: Transaction, refunds: Iterable[Refund]) -> bool:
    """Book what Stripe says now about refunds; False where nothing is left to book. Raises as `apply_refund`."""
    return sum(apply_refund(tx, refund) for refund in refunds) > 0


def apply_refund(tx: Transaction, refund: Refund) -> bool:
    """Book what Stripe says now about a refund; False where nothing is left to book.

    Raises `WalletTransactionTransitionForbidden`.
    """
    if refund.withdrawal_id is None:
        return _apply_refund_at_stripe(tx, refund)
    if refund.status == "succeeded":
        return repository.settle_refund(tx, refund.withdrawal_id, refund.id)
    if refund.status in REFUND_CAME_TO_NOTHING:
        return repository.fail_refund(tx, refund.withdrawal_id, refund.failure or refund.status)
    return False


def _apply_refund_at_stripe(tx: Transaction, refund: Refund) -> bool:
    """One that somebody made in the dashboard: Stripe has taken the money when it is made, and be it still pending."""
    if refund.payment_intent_id is None:
        return False
    if refund.status in REFUND_CAME_TO_NOTHING:
        return repository.fail_refund_at_stripe(
            tx, refund.payment_intent_id, refund.id, refund.amount, refund.failure or refund.status
        )
    return repository.record_refund_at_stripe(tx, refund.payment_intent_id, refund.id, refund.amount)
