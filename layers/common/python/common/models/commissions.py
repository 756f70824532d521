"""Agents' parts of the fees of deals. All amounts are minor units of the currency beside them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class CommissionKind(StrEnum):
    """Part of a fee, taken back, owed again because a transfer came back, or paid by one that turned up too late.

    An advance is a pair: what that transfer paid, and the same below zero, which the next payout takes off.
    """

    EARNED = "earned"
    REVERSAL = "reversal"
    RETURNED = "returned"
    ADVANCE = "advance"


class CommissionSide(StrEnum):
    """Which side of the deal the agent had brought."""

    BRAND = "brand"
    CREATOR = "creator"
    BOTH = "both"


class CommissionStatus(StrEnum):
    """Whether an agent has it: it waits for its time, or for a check (`held`), or for the next payout (`available`); it
    was paid, or wholly taken back before.
    """

    PENDING = "pending"
    AVAILABLE = "available"
    PAID = "paid"
    REVERSED = "reversed"
    HELD = "held"


class Commission(Output):
    """An agent's part of a fee; below zero where it was taken back."""

    id: UUID
    agent_user_id: UUID
    """The agent, by the account's id."""
    kind: CommissionKind
    side: CommissionSide | None
    """Null where a transfer came back."""
    amount: int
    currency: str
    status: CommissionStatus
    month: str
    """In which it was booked (UTC), as `2026-12`."""
    available_at: datetime
    """From when on it is paid."""
    payout_id: UUID | None
    """Which payout pays it; null: none yet."""
    paid_at: datetime | None
    """When the payout was made; null: not yet."""
    reverses: UUID | None
    """Of which commission it was taken back."""
    base_fee: int | None
    """The fee that it is a part of; for administrators, who alone are told of the deal."""
    escrow_id: UUID | None
    """Whose fee; for administrators."""
    ledger_transaction_id: UUID | None
    """What moved it; for administrators."""
