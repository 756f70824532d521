"""Files of a campaign."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.base import Output


class AssetStatus(StrEnum):
    """Whether a file has arrived, and was what it was said to be."""

    PENDING = "pending"
    STORED = "stored"
    REFUSED = "refused"


class CampaignAsset(Output):
    """A file of a brand for a campaign, in S3 under `object_key`; `checksum_sha256` in hexadecimal."""

    id: UUID
    campaign_id: UUID
    brand_id: UUID
    uploaded_by: UUID
    file_name: str
    object_key: str
    media_type: str
    size_bytes: int
    checksum_sha256: str | None
    status: AssetStatus
    created_at: datetime
    updated_at: datetime
