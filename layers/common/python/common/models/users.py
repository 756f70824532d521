"""People: accounts, roles, profiles."""

from enum import StrEnum


class Role(StrEnum):
    """Global roles, highest first; a person may hold several."""

    ADMIN = "admin"
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
