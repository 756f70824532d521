"""Stripe's balance and balance transactions, in our words."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import stripe

from common.adapters.payments.balance import Balance, BalanceTransaction
from common.adapters.payments.stripe_answers import optional, required

NAMED_BY = {"charge": "payment_intent", "transfer_reversal": "transfer"}
"""Objects that we know by another one: the kind, and the field with its id."""
OURS = ("deposit_id", "withdrawal_id", "payout_id")
"""Where metadata names a row of ours; a charge has those of its payment intent."""


def balances(found: stripe.Balance) -> list[Balance]:
    """What Stripe holds, by currency. Raises `PaymentUnclear`."""
    held: dict[str, dict[str, int]] = {}
    for name in ("available", "pending", "connect_reserved"):
        for part in optional(found, name) or ():
            currency = str(required(part, "currency"))
            held.setdefault(currency, {})[name] = int(required(part, "amount"))
    return [
        Balance(currency, one.get("available", 0), one.get("pending", 0), one.get("connect_reserved", 0))
        for currency, one in sorted(held.items())
    ]


def balance_transaction(found: stripe.BalanceTransaction) -> BalanceTransaction:
    """A movement, with its source expanded. Raises `PaymentUnclear`."""
    body: dict[str, Any] = found.to_dict()
    source = body.get("source")
    source = source if isinstance(source, dict) else {"id": source}
    return BalanceTransaction(
        required(found, "id"), required(found, "type"), _origin(source), _subject(source),
        source.get("destination") if source.get("object") == "transfer" else None, required(found, "amount"),
        optional(found, "fee") or 0, required(found, "currency"),
        datetime.fromtimestamp(required(found, "created"), UTC),
    )  # fmt: skip


def _origin(source: dict[str, Any]) -> str | None:
    reference = source.get(NAMED_BY.get(source.get("object", ""), "id")) or source.get("id")
    return reference.get("id") if isinstance(reference, dict) else reference


def _subject(source: dict[str, Any]) -> UUID | None:
    metadata = source.get("metadata") or {}
    named = next((metadata[name] for name in OURS if name in metadata), None)
    try:
        return UUID(named) if named else None
    except ValueError:
        return None  # of another system that writes the same name
