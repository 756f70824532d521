"""What administrators see of the system itself."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from common.models.base import Input, Output


class AuditEntry(Output):
    """A critical write: who did what to which row; metadata holds before, after, address, agent and reason."""

    id: UUID
    user_id: UUID | None
    action: str
    resource_type: str
    resource_id: str
    metadata: dict[str, object]
    created_at: datetime


class JobRunStatus(StrEnum):
    """How a run stands."""

    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class JobRun(Output):
    """One occurrence of a scheduled job."""

    job: str
    scheduled_at: datetime
    status: JobRunStatus
    attempts: int
    started_at: datetime
    finished_at: datetime | None
    counts: dict[str, int]
    error: str | None


class OutboxTopic(Output):
    """Messages of a topic that are not done: waiting, and given up after too many failures."""

    topic: str
    waiting: int
    given_up: int
    oldest_at: datetime | None


class SystemHealth(Output):
    """`degraded`: a job's last run failed, or messages were given up."""

    status: Literal["ok", "degraded"]
    stage: str
    jobs: list[JobRun]
    outbox: list[OutboxTopic]


class IntegrationState(Output):
    """How an integration works in this stage; the reason names a secret, never its value."""

    name: str
    mode: Literal["live", "stub", "off"]
    reason: str


class Integrations(Output):
    """All integrations."""

    integrations: list[IntegrationState]


class Setting(Output):
    """What an administrator may tune, with the value in force."""

    key: str
    value: int
    default_value: int
    minimum: int
    maximum: int
    description: str
    updated_by: UUID | None
    updated_at: datetime | None


class Settings(Output):
    """All settings."""

    data: list[Setting]


class SettingValue(Input):
    """A new value, within the setting's range."""

    value: Annotated[int, Field(strict=True, ge=-(2**63), lt=2**63)]
