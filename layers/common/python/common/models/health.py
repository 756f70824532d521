"""What the system notices about itself and about accounts."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from common.models.base import Output


class HealthCheck(Output):
    """A result of one of the system's checks of itself."""

    id: UUID
    check_name: str
    status: Literal["ok", "degraded", "failed"]
    details: dict[str, Any]
    created_at: datetime


class AccountHealthIndicator(Output):
    """A sign of trouble with an account; `resolved_at` is null while it lasts."""

    id: UUID
    user_id: UUID
    indicator: str
    severity: Literal["info", "warning", "critical"]
    value: Decimal
    details: dict[str, Any]
    resolved_at: datetime | None
    created_at: datetime
    updated_at: datetime
