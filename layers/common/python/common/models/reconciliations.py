"""Proofs of the books, and what Stripe held beside them. Amounts are minor units of the currency beside them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from common.models.base import Output


class BalanceComparison(Output):
    """What Stripe held in a currency beside the clearing account; minor units. A difference is after what was in
    transit: moved at Stripe and not booked, or booked and not read, in the last day, and refunds under way.
    """

    currency: str
    at_stripe: int
    """What Stripe held, in minor units."""
    in_books: int
    """What the books say, in minor units."""
    in_transit: int
    """What explains a difference: not yet on both sides, in minor units."""
    difference: int
    """What nothing explains, in minor units."""
    compared_at: datetime
    """When both were read."""


class Reconciliation(Output):
    """A proof of the books: clean, or a list of findings (check, subject, expected, found); with the last comparison
    with Stripe's balance.
    """

    id: UUID
    is_clean: bool
    """Whether nothing was found."""
    findings: list[dict[str, Any]]
    """What does not agree: check, subject, expected, found."""
    balances: list[BalanceComparison]
    entry_count: int
    """Entries of the ledger that were looked at."""
    account_count: int
    """Accounts of the ledger that were looked at."""
    duration_ms: int
    """Milliseconds that the proof took."""
    created_at: datetime
