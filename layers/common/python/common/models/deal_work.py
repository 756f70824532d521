"""Work that is handed in for a deal."""

from datetime import datetime
from uuid import UUID

from common.models.assets import AssetStatus, Refusal
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


class DealFile(Output):
    """A file for a milestone in S3 under `object_key`; size in bytes, `checksum_sha256` in hexadecimal.

    What was announced until the file is stored, what is there from then on. `object_key`, which work takes as its
    `file`, is final only then: read it out of the answer of `completeWorkFile`. The brand sees it once it is handed in.
    """

    id: UUID
    escrow_id: UUID
    """The held funds."""
    brand_id: UUID
    creator_user_id: UUID
    file_name: str
    object_key: str
    media_type: str
    size_bytes: int
    checksum_sha256: str | None
    status: AssetStatus
    refusal_reason: Refusal | None
    handed_in_at: datetime | None
    """When work named it first; null: not yet."""
    created_at: datetime
    updated_at: datetime
