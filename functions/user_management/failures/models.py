"""Answers and requests of failures."""

from datetime import datetime
from enum import StrEnum

from common.models.base import Input, Output


class FailureKind(StrEnum):
    """What failed: a message of the outbox, the mail of a notification, an event of Stripe."""

    MESSAGE = "message"
    DELIVERY = "delivery"
    STRIPE_EVENT = "stripe_event"


class Failure(Output):
    """Something that was given up after its last attempt; `subject` is its topic, channel or type."""

    kind: FailureKind
    failure_id: str
    """The id of the message, delivery or event."""
    subject: str
    """The topic of the message, the channel of the delivery, the type of the event."""
    error: str | None
    """What the last attempt said."""
    attempts: int
    """How often it was tried."""
    begun_at: datetime
    """When it came into being."""
    can_be_retried: bool
    """False for account mail, which has lost its code."""


class FailureRetry(Input):
    """The request that an `Idempotency-Key` stands for: nothing but the failure in the path."""

    kind: FailureKind
    failure_id: str


class RetriedFailure(Output):
    """It is due again; where it fails again, it comes back to the list."""

    kind: FailureKind
    failure_id: str
    """The id of the message, delivery or event."""
