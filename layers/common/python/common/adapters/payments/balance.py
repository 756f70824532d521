"""Our balance at the payment provider: what it holds, and what moved it. Signed minor units."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Balance:
    """What the provider holds for us in one currency. `reserved` is what it keeps for what our creators may owe it."""

    currency: str
    available: int
    pending: int
    reserved: int


@dataclass(frozen=True, slots=True)
class BalanceTransaction:
    """One movement: `amount` before the `fee` that the provider keeps of it.

    `origin_id` is the payment intent, refund, dispute or transfer that we know it by, else the provider's own source;
    `subject_id` our row in that object's metadata; `destination_id` the connected account of a transfer.
    """

    id: str
    type: str
    origin_id: str | None
    subject_id: UUID | None
    destination_id: str | None
    amount: int
    fee: int
    currency: str
    occurred_at: datetime


class BalanceReader(Protocol):
    """What we ask of the provider about our balance. Raises `PaymentRefused` or `PaymentUnclear`."""

    def get_balances(self) -> list[Balance]:
        """What it holds now, a balance per currency."""
        ...

    def list_balance_transactions(self, since: datetime, until: datetime) -> Iterator[BalanceTransaction]:
        """Every movement from `since` to before `until` (whole seconds), the newest first."""
        ...
