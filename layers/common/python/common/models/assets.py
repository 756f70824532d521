"""Files of a campaign: what brands give to creators, and what creators hand in."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class AssetStatus(StrEnum):
    """Whether a file has arrived, and was what it was said to be."""

    PENDING = "pending"
    STORED = "stored"
    REFUSED = "refused"


class AssetPurpose(StrEnum):
    """A brand's file for all who take part, or a creator's file to hand in."""

    CAMPAIGN = "campaign"
    SUBMISSION = "submission"


class MediaType(StrEnum):
    """The kinds of files that we keep; each is recognized by its first bytes."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    GIF = "image/gif"
    HEIC = "image/heic"
    HEIF = "image/heif"
    AVIF = "image/avif"
    MP4 = "video/mp4"
    QUICKTIME = "video/quicktime"
    WEBM = "video/webm"
    PDF = "application/pdf"


class Refusal(StrEnum):
    """What about a file is not as announced."""

    SIZE = "size"
    TYPE = "type"
    CHECKSUM = "checksum"


class CampaignAsset(Output):
    """A file in S3 under `object_key`; size in bytes, `checksum_sha256` in hexadecimal.

    What was announced until the file is stored, what is there from then on. `object_key`, which a submission takes as
    its `file_path`, is final only then: read it out of the answer of `complete`. `creator_user_id` is null for a
    brand's file; a creator's becomes visible to the brand when it is handed in.
    """

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    creator_user_id: UUID | None
    """Whose file it is; null: the brand's."""
    uploaded_by: UUID
    """Who announced it, by the account's id."""
    file_name: str
    object_key: str
    media_type: str
    size_bytes: int
    checksum_sha256: str | None
    status: AssetStatus
    refusal_reason: Refusal | None
    handed_in_at: datetime | None
    created_at: datetime
    updated_at: datetime
