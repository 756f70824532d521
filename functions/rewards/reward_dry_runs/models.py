"""Bodies and answers of dry runs."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.models.base import Input, Moment, Output


class NewDryRun(Input):
    """Of which version, over which time; all may be left out."""

    version: Annotated[int, Field(strict=True, ge=1, le=10_000)] | None = None
    """Of which version; null: the newest."""
    since: Moment | None = None
    """Facts of which time count, from this moment on; null: all that are kept (400 days)."""
    until: Moment | None = None
    """Up to this moment, which is not in it; null: now."""


class LevelAwards(Output):
    """How often a level would be granted."""

    level: int
    """Which of the trigger's levels."""
    awards: int
    """How many awards of it there would be."""


class DryRun(Output):
    """What a backfill of the version would grant as things are now. Nothing was counted or granted."""

    trigger_id: UUID
    """The trigger, whatever its version."""
    version: int
    """Which version was tried."""
    facts: int
    """How many facts count."""
    people: int
    """To how many people something would be granted."""
    waiting: int
    """How many more have reached a level, and lack an achievement that is required."""
    awards: int
    """How many awards there would be, without those that people have already."""
    levels: list[LevelAwards]
    """The same by level."""
    points: int
    """How many points they come to."""
    amount: int | None
    """What they cost, in minor units of the currency; null: no money is granted."""
    currency: str | None
    """ISO 4217 in lower case; null: no money is granted."""
    budget_left: int | None
    """What the program has for it, in minor units; null: no money is granted."""
    is_covered: bool
    """Whether the budget suffices for all of it."""
