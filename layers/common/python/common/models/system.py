"""What administrators see of the system itself."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class AuditEntry(Output):
    """A critical write: who did what to which row."""

    id: UUID
    user_id: UUID | None
    """Who did it; null: the system."""
    action: str
    """What was done, as `campaigns.update`."""
    resource_type: str
    resource_id: str
    metadata: dict[str, object]
    """What was before and after, from which address and agent, and why."""
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
    """The time that the run is for."""
    status: JobRunStatus
    attempts: int
    started_at: datetime
    finished_at: datetime | None
    counts: dict[str, int]
    """How much of what it did."""
    error: str | None


class Setting(Output):
    """What an administrator may tune, with the value in force."""

    key: str
    """The setting's name."""
    value: int
    """What is in force."""
    default_value: int
    """What is in force without anybody's choice."""
    minimum: int
    """The least that it takes."""
    maximum: int
    """The most that it takes."""
    description: str
    updated_by: UUID | None
    updated_at: datetime | None


class RateClassLimit(Output):
    """A limit of a class of work, per whom."""

    key: str
    """The class of work."""
    per: str
    rate: int
    """How much there may be in these hours."""
    hours: int
    """How many hours the rate is for."""
    burst: int
    """How much there may be at once."""
    updated_at: datetime
