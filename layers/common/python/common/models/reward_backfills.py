"""Backfills: facts from before a version of a trigger went live, counted for it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class BackfillStatus(StrEnum):
    """waiting → running → done or failed; one that failed can be asked for again, and goes on where it was."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class RewardBackfill(Output):
    """How far the backfill of a version is."""

    id: UUID
    trigger_id: UUID
    """The trigger, whatever its version."""
    version: int
    """Which version of it counts them."""
    status: BackfillStatus
    live_at: datetime
    """When the version went live: facts counted before are the backfill's, all others are counted as they come."""
    cursor_at: datetime | None
    """Up to which time facts are done; null: it has not begun."""
    facts: int
    """How many facts it has looked at."""
    awards: int
    """How many awards they brought, those included that the budget did not suffice for."""
    requested_by: UUID | None
    """Who asked for it, by the account's id; null: their account is erased."""
    finished_at: datetime | None
    created_at: datetime
    updated_at: datetime
