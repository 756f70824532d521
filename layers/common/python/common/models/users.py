"""People: accounts, roles, profiles."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.models.assets import AssetStatus, Refusal
from common.models.base import Output


class Role(StrEnum):
    """Global roles, highest first; a person may hold several."""

    ADMIN = "admin"
    AGENT = "agent"
    BRAND = "brand"
    CREATOR = "creator"


class UserStatus(StrEnum):
    """An account that is not active is refused at every door, whatever token it shows."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    BANNED = "banned"
    DELETED = "deleted"


class BrandRole(StrEnum):
    """Roles of a brand's members."""

    BRAND_ADMIN = "brand_admin"
    CAMPAIGN_MANAGER = "campaign_manager"
    ANALYST = "analyst"


class Avatar(Output):
    """A picture that a person uploads of themselves, in S3 under `object_key`; size in bytes.

    What was announced until it is stored, what is there from then on.
    """

    id: UUID
    user_id: UUID
    object_key: str
    """Where the file lies."""
    media_type: str
    size_bytes: int
    """Bytes: as announced, and as they are once it is stored."""
    checksum_sha256: str | None
    status: AssetStatus
    refusal_reason: Refusal | None
    created_at: datetime
    updated_at: datetime
