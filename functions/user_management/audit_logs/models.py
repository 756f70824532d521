"""What a client asks of the audit log."""

from uuid import UUID

from pydantic import Field

from common.models.base import Input, Moment


class AuditFilter(Input):
    """Filters of the audit log; all that are given must match. `since` ≤ created_at < `until`."""

    user_id: UUID | None = None
    action: str | None = Field(None, max_length=200)
    resource_type: str | None = Field(None, max_length=200)
    resource_id: str | None = Field(None, max_length=200)
    since: Moment | None = None
    until: Moment | None = None
