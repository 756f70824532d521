"""What Stripe told us, as administrators see it: without the payload, which names payers."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from common.models.base import Output


class StripeEventStatus(StrEnum):
    """How far the work on it is; `ignored`: there was nothing to do, `failed`: given up after too many tries."""

    RECEIVED = "received"
    PROCESSED = "processed"
    IGNORED = "ignored"
    FAILED = "failed"


class StripeEvent(Output):
    """An event of Stripe, and the error of the last try; `available_at` is when it is tried next."""

    id: str
    source: Literal["webhook", "repair"]
    """How we heard of it: Stripe told us, or we fetched what we had missed."""
    type: str
    """As Stripe names it."""
    account_id: str | None
    object_id: str | None
    """What it is about, by Stripe's id."""
    status: StripeEventStatus
    attempts: int
    available_at: datetime
    processed_at: datetime | None
    error: str | None
    created_at: datetime
    updated_at: datetime
