"""Use cases of disputes: a payer's bank takes a deposit back."""

from datetime import datetime

from common.adapters.payments.port import Dispute
from common.database import Transaction
from payments.disputes import repository


def apply_dispute(tx: Transaction, dispute: Dispute, asked_at: datetime) -> bool:
    """Book a dispute as it stood when Stripe was asked (`asked_at`), whichever of its events came first.

    False where nothing is left to book. Raises `WalletTransactionTransitionForbidden`.
    """
    return dispute.payment_intent_id is not None and repository.book_dispute(tx, dispute, asked_at)
