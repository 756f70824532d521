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
    status: CheckStatus
    details: dict[str, object]
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
    severity: Severity
    value: Decimal
    details: dict[str, object]
    resolved_at: datetime | None
    created_at: datetime
