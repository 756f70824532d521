"""Flagged scans that somebody has to look at."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class ScanReviewStatus(StrEnum):
    """It waits, never counts, or counts after all."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    CLEARED = "cleared"


class ScanReview(Output):
    """A flagged scan, and what was decided about it."""

    scan_id: UUID
    scan_at: datetime
    """When we took it."""
    activation_id: UUID
    brand_id: UUID
    device_id: UUID | None
    """The pseudonym of the browser at this brand; null: a gate sent it without one."""
    score: int
    """Points of the rules that found something: from 60 on a scan is flagged, from 90 on refused."""
    reasons: list[str]
    """Keys of those rules, and `too_far` or `place_needed` where the fence only flags."""
    status: ScanReviewStatus
    reviewer_user_id: UUID | None
    """Who decided; null: nobody yet, or time cleared it."""
    note: str
    """What who decided wrote to it."""
    due_at: datetime
    """What weighs less than 70 is cleared then; the rest waits on."""
    reminded_at: datetime | None
    """When the brand was told that it waits."""
    decided_at: datetime | None
    """When somebody decided, or time cleared it; null: it waits."""
    created_at: datetime
