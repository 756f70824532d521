"""What a person may demand of us: a copy of everything, and to be forgotten."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class ErasureStatus(StrEnum):
    """How a request to be forgotten stands."""

    REQUESTED = "requested"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class ErasureRequest(Output):
    """A request to be forgotten."""

    id: UUID
    user_id: UUID
    status: ErasureStatus
    due_at: datetime
    completed_at: datetime | None
    obstacles: list[str]
    """What stood in its way, in words of the machine."""
    receipt: dict[str, int]
    """How much was removed, by table."""
    created_at: datetime
