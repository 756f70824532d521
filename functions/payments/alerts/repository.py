"""Statements of alerts: one function, one statement, typed rows."""

from datetime import datetime

from common.adapters.payments.port import Dispute, FraudWarning
from common.database import Transaction


def note_dispute(tx: Transaction, dispute: Dispute, *, is_open: bool) -> bool:
    """The dispute and its deadline as they are now; whether anybody was told of the deadline."""
    told: bool = tx.fetch_value(
        "select app.note_dispute(%(intent)s, %(id)s, %(amount)s, %(reason)s, %(is_open)s, %(due)s)",
        {"intent": dispute.payment_intent_id, "id": dispute.id, "amount": dispute.amount,
         "reason": dispute.reason, "is_open": is_open, "due": dispute.evidence_due_by},
    )  # fmt: skip
    return told


def note_fraud_warning(tx: Transaction, warning: FraudWarning) -> bool:
    """An early fraud warning; whether anybody was told."""
    told: bool = tx.fetch_value(
        "select app.note_fraud_warning(%(intent)s, %(id)s, %(reason)s, %(is_open)s)",
        {"intent": warning.payment_intent_id, "id": warning.id, "reason": warning.reason,
         "is_open": warning.is_actionable},
    )  # fmt: skip
    return told


def list_due(tx: Transaction, as_of: datetime, until: datetime, limit: int) -> list[str]:
    """Disputes whose evidence is due by then and of which nobody was reminded, the most urgent first."""
    return tx.fetch_values(
        "select id from payment_alerts where is_open and reminded_at is null and kind = 'dispute'"
        " and evidence_due_by > %(as_of)s and evidence_due_by <= %(until)s"
        " order by evidence_due_by, id limit %(limit)s",
        {"as_of": as_of, "until": until, "limit": limit},
    )


def remind_of_evidence(tx: Transaction, dispute_id: str, as_of: datetime) -> bool:
    """Remind of a deadline, once; whether anybody was."""
    reminded: bool = tx.fetch_value(
        "select app.remind_of_evidence(%(id)s, %(as_of)s)", {"id": dispute_id, "as_of": as_of}
    )
    return reminded
