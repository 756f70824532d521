"""What a client asks of the audit log."""

from uuid import UUID

from pydantic import Field

from common.models.base import Input, Moment


class AuditFilter(Input):
    """Filters of the audit log; all that are given must match. `since` ≤ created_at < `until`."""

    user_id: UUID | None = Field(None, description="Who did it.")
    action: str | None = Field(None, max_length=200, description="What was done, as `campaigns.update`.")
    resource_type: str | None = Field(None, max_length=200, description="Which table.")
    resource_id: str | None = Field(None, max_length=200, description="Which row of it.")
    since: Moment | None = Field(None, description="From this moment on.")
    until: Moment | None = Field(None, description="Before this moment.")
