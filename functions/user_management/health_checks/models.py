"""What the job `health-check` writes down."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class CheckStatus(StrEnum):
    """How a check came out."""

    OK = "ok"
    DEGRADED = "degraded"
    FAILED = "failed"


class HealthLog(Output):
    """A check whose result changed: what it was from then on, and why."""

    id: UUID
    check_name: str
    """`jobs`, `outbox` or `stripe_events`."""
    status: CheckStatus
    details: dict[str, object]
    """What was found: the jobs, the topics, how many events."""
    created_at: datetime


class Severity(StrEnum):
    """How much a sign matters."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


class SignState(StrEnum):
    """Whether the cause of a sign is still there."""

    OPEN = "open"
    RESOLVED = "resolved"


class AccountSign(Output):
    """A sign of trouble with an account; it is open until its cause is gone."""

    id: UUID
    user_id: UUID
    indicator: str
    """`bounced_mail`, `complaint_about_mail`, `expired_social_accounts` or `open_payment_alerts`."""
    severity: Severity
    value: Decimal
    """How many there are of it."""
    details: dict[str, object]
    """Which platforms or payments it is about, or since when."""
    resolved_at: datetime | None
    """When its cause was found gone; null while the sign is open."""
    created_at: datetime
