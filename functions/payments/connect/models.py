"""Bodies and answers of Connect."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from common.models.base import Input, Output


class OnboardingStart(Input):
    """Where the creator or agent lives: ISO 3166-1 alpha-2. Cannot be changed later."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "US"


class AccountBegun(Output):
    """An account that has been written down, before Stripe is asked for it."""

    id: UUID


class OnboardingLink(Output):
    """Single use and short-lived: open it at once, never store it."""

    url: str
    """Stripe's pages for this person: good once, for some minutes."""
    expires_at: datetime | None


class ConnectStatus(Output):
    """Whether somebody can be paid, and what is missing, in words."""

    connected: bool
    """Whether there is an account at Stripe."""
    payouts_enabled: bool
    blocked_reason: str | None
    """What is missing, in Stripe's words; null: nothing."""
    skipped_reason: str | None
    """Why the last run of the payouts passed them over; null: it did not."""
