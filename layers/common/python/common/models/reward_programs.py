"""Budgets that rewards are granted of. Amounts are minor units of `currency`."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class ProgramStatus(StrEnum):
    """draft → active ⇄ paused → ended; a draft may be ended, too."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class PausedReason(StrEnum):
    """Why a program is paused.

    asked: somebody paused it. budget_exhausted: it goes on by itself when it is funded. brand_barred: nobody of its
    brand can act.
    """

    ASKED = "asked"
    BUDGET_EXHAUSTED = "budget_exhausted"
    BRAND_BARRED = "brand_barred"


class RewardProgram(Output):
    """A program of a brand, or of the platform, and what is left of its budget."""

    id: UUID
    brand_id: UUID | None
    """Whose it is; null: the platform's."""
    name: str
    currency: str | None
    """null: it grants points and badges alone, and has no budget."""
    budget_total: int
    """What it was funded with, in all."""
    budget_reserved: int
    """What was granted and is not claimed yet."""
    budget_spent: int
    """What was claimed."""
    budget_returned: int
    """What went back when it had ended."""
    budget_left: int
    """What it can still grant, or what is still to go back once it has ended."""
    starts_at: datetime | None
    """From when on it grants; null: as soon as it is active."""
    ends_at: datetime | None
    """When it ends by itself; null: when somebody ends it."""
    claim_days: int
    """How many days people have to claim what they were granted."""
    status: ProgramStatus
    paused_reason: PausedReason | None
    terms_url: str | None
    """Where its terms stand."""
    ended_at: datetime | None
    """Since when it grants nothing more; null: it has not ended."""
    closed_at: datetime | None
    """Since when nobody can claim anything more, and what was left has gone back."""
    created_by: UUID | None
    """Who made it, by the account's id; null: their account is erased."""
    created_at: datetime
    updated_at: datetime
