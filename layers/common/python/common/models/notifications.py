"""The inbox, and how its messages travel."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from common.models.base import Output


class NotificationCategory(StrEnum):
    """What a notification is about; people choose per category."""

    AGENTS = "agents"
    CAMPAIGNS = "campaigns"
    DEALS = "deals"
    MESSAGES = "messages"
    PAYMENTS = "payments"
    REWARDS = "rewards"
    SUBMISSIONS = "submissions"
    SYSTEM = "system"


class DeliveryStatus(StrEnum):
    """How far the delivery of a notification is; `held` waits for the day's digest, `digested` was told in one."""

    PENDING = "pending"
    HELD = "held"
    DIGESTED = "digested"
    SENT = "sent"
    SUPPRESSED = "suppressed"
    FAILED = "failed"


class Notification(Output):
    """A message to a user."""

    id: UUID
    user_id: UUID
    category: NotificationCategory
    type: str
    title: str
    message: str
    metadata: dict[str, Any]
    read_at: datetime | None
    created_at: datetime


class NotificationDelivery(Output):
    """How the delivery of a notification went."""

    id: UUID
    notification_id: UUID
    channel: Literal["email"]
    status: DeliveryStatus
    attempts: int
    next_attempt_at: datetime
    """When it is tried next."""
    provider_id: str | None
    error: str | None
    told_by: UUID | None
    """The delivery whose mail told this one too; null: its own."""
    created_at: datetime
    updated_at: datetime


class SuppressionReason(StrEnum):
    """Why an address gets no mail: the person said so, or the provider did."""

    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"


class Suppression(Output):
    """An address that gets no more mail."""

    email: str
    reason: SuppressionReason
    provider_event_id: str | None
    """The provider's report of it; null: the person unsubscribed."""
    created_at: datetime
