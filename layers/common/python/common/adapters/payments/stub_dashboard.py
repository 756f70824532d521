"""What somebody does to the stub's objects in Stripe's dashboard, or the payer's bank does, without asking us."""

from datetime import datetime

from common.adapters.payments.stub_store import change, make, record_event


def delete_customer(customer_id: str) -> None:
    """No intent can be made for that payer any more."""
    record_event("customer.deleted", change(customer_id, {"deleted": True}))


def set_evidence_due(dispute_id: str, due_by: datetime) -> None:
    """Until when evidence against a dispute counts."""
    changed = change(dispute_id, {"evidence_due_by": int(due_by.timestamp())})
    record_event("charge.dispute.updated", changed)


def warn_of_fraud(payment_intent_id: str, *, is_actionable: bool = True) -> str:
    """The payer's bank suspects fraud; the id of the warning."""
    body = {
        "payment_intent": payment_intent_id,
        "fraud_type": "made_with_stolen_card",
        "actionable": is_actionable,
    }
    made, _ = make("fraud_warning", "issfr", None, body)
    record_event("radar.early_fraud_warning.created", made)
    return str(made["id"])
