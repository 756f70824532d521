"""What the stub remembers, as the port's objects."""

from datetime import UTC, datetime
from uuid import UUID

from common.adapters.payments.port import (
    BankPayout,
    ConnectedAccount,
    Dispute,
    FraudWarning,
    PaymentIntent,
    Refund,
    Transfer,
)
from common.adapters.payments.stub_store import Body
from common.settings import settings


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def payment_intent(body: Body) -> PaymentIntent:
    """An intent as the memory has it; amounts in minor units."""
    secret = f"{body['id']}_secret_{settings().stage}"
    return PaymentIntent(
        body["id"], body["status"], body["amount"], body["amount_received"], body["currency"], secret,
        body["charge_id"], _uuid(body["deposit_id"]), body["failure"],
    )  # fmt: skip


def refund(body: Body) -> Refund:
    """A refund as the memory has it."""
    return Refund(
        body["id"], body["status"], body["amount"], body["payment_intent"], _uuid(body["withdrawal_id"]),
        body["failure"],
    )  # fmt: skip


def dispute(body: Body) -> Dispute:
    """A dispute as the memory has it."""
    due = body.get("evidence_due_by")
    return Dispute(
        body["id"], body["status"], body["amount"], body["payment_intent"], "fraudulent",
        datetime.fromtimestamp(due, UTC) if due else None,
    )  # fmt: skip


def fraud_warning(body: Body) -> FraudWarning:
    """An early fraud warning as the memory has it."""
    return FraudWarning(body["id"], body["payment_intent"], body["fraud_type"], body["actionable"])


def transfer(body: Body) -> Transfer:
    """A transfer as the memory has it."""
    return Transfer(body["id"], body["amount"], body["amount_reversed"], _uuid(body["payout_id"]))


def connected_account(body: Body) -> ConnectedAccount:
    """An account as the memory has it: it can be paid once somebody was given a link."""
    if body.get("closed"):
        return ConnectedAccount(
            body["id"], transfers_active=False, blocked_reason="account_closed", is_closed=True
        )
    active = bool(body["transfers_active"])
    return ConnectedAccount(
        body["id"], active, None if active else body.get("blocked_reason") or "onboarding_incomplete"
    )


def bank_payout(body: Body) -> BankPayout:
    """A payout of an account to a bank as the memory has it."""
    return BankPayout(
        body["id"], body["account"], body["amount"], body["currency"], body["status"], body["failure"]
    )
