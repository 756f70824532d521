"""Use cases of alerts: whoever can do something about a payment is told in time, and once."""

from datetime import datetime, timedelta

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.port import Dispute
from common.database import Transaction, transaction
from common.identity import SERVICE
from common.telemetry import logger
from payments.alerts import repository

ANSWERABLE = frozenset({"needs_response", "warning_needs_response"})
"""Statuses of a dispute in which evidence can be handed in."""
REMINDED_BEFORE = timedelta(days=2)
REMINDED_AT_ONCE = 50


def note_dispute(tx: Transaction, dispute: Dispute) -> bool:
    """Keep a dispute's deadline as it is now; whether brand and administrators were told of it, which happens once.

    Raises nothing of its own.
    """
    return repository.note_dispute(tx, dispute, is_open=dispute.status in ANSWERABLE)


def remind_of_evidence(as_of: datetime) -> int:
    """Remind of evidence that is due within two days and that Stripe still waits for; how many disputes that were.

    Raises `NotConfigured`.
    """
    with transaction(SERVICE) as tx:
        due = repository.list_due(tx, as_of, as_of + REMINDED_BEFORE, REMINDED_AT_ONCE)
    return sum(_remind(dispute_id, as_of) for dispute_id in due)


def _remind(dispute_id: str, as_of: datetime) -> bool:
    """Asked of Stripe again: what was handed in an hour ago needs no reminder, and a deadline may have moved."""
    try:
        dispute = payment_adapter().get_dispute(dispute_id)
        with transaction(SERVICE) as tx:
            note_dispute(tx, dispute)
            if dispute.evidence_due_by and dispute.evidence_due_by > as_of + REMINDED_BEFORE:
                return False
            return repository.remind_of_evidence(tx, dispute_id, as_of)
    except Exception as error:  # noqa: BLE001 - the next sweep tries again; the others must go on
        logger().warning("reminder unclear", extra={"dispute_id": dispute_id}, exc_info=error)
        return False
