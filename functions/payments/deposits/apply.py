"""What Stripe says about a payment intent, booked."""

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
            return repository.credit_deposit(
                tx, intent.deposit_id, payment_intent_id=intent.id, amount=intent.amount_received,
                currency=intent.currency, charge_id=intent.charge_id,
            )  # fmt: skip
        case "canceled":
            return repository.close_deposit(
                tx, intent.deposit_id, "cancelled", "canceled", payment_intent_id=intent.id
            )
        case "requires_payment_method" if intent.failure:
            return repository.close_deposit(
                tx, intent.deposit_id, "pending", intent.failure, payment_intent_id=intent.id
            )
    return False
