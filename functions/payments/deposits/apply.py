"""What Stripe says about a payment intent, booked."""

from uuid import UUID

from common import metrics
from common.adapters.payments.port import PaymentIntent
from common.database import Transaction
from payments.deposits import repository


def apply_payment_intent(tx: Transaction, intent: PaymentIntent) -> bool:
    """Book what Stripe says now about an intent; False where nothing is left to book, or it is none of ours.

    Raises `PaymentMismatch`, `WalletTransactionTransitionForbidden`.
    """
    if intent.deposit_id is None:
        return False
    match intent.status:
        case "succeeded":
            credited = repository.credit_deposit(
                tx, intent.deposit_id, payment_intent_id=intent.id, amount=intent.amount_received,
                currency=intent.currency, charge_id=intent.charge_id,
            )  # fmt: skip
            if credited:
                metrics.count("deposits")
            return credited
        case "canceled":
            return repository.close_deposit(
                tx, intent.deposit_id, "cancelled", "canceled", payment_intent_id=intent.id
            )
        case "requires_payment_method" if intent.failure:
            return _note_failure(tx, intent.deposit_id, intent.failure, intent.id)
    return False


def _note_failure(tx: Transaction, deposit_id: UUID, failure: str, intent_id: str) -> bool:
    """The deposit stays open, as it may be paid in another way. Stripe tells one failure many times."""
    known = repository.failure_of(tx, deposit_id)
    noted = repository.close_deposit(tx, deposit_id, "pending", failure, payment_intent_id=intent_id)
    if noted and failure != known:
        metrics.count("deposits_failed")
    return noted
