"""Work that is handed in for a deal."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output


class DealSubmission(Output):
    """Work that was handed in: a link, a file or words. Newer work replaces it."""

    id: UUID
    escrow_id: UUID
    """The held funds."""
    creator_user_id: UUID
    revision: int
    kind: str
    """What kind it is."""
    content_url: str | None
    file: str | None
    """The `object_key` of a stored upload; null: none."""
    note: str
    submitted_at: datetime
    recalled_at: datetime | None
    """When its creator took it back; null: they did not."""
    live_status: str
    """Whether the post is there, as its platform last told: unknown, live or gone."""
    live_checked_at: datetime | None
    """When it was first seen so; null: never."""
