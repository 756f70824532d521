"""People: accounts, roles, profiles."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.base import Input, Output
from common.models.lines import EmptyOrLine

HttpsUrl = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$", max_length=2_000)]


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


class OwnMembership(Output):
    """A brand that the person belongs to, and what they may do there."""

    brand_id: UUID
    name: str
    slug: str
    roles: list[BrandRole]
    permissions: list[str]


class UserAccount(Output):
    """An account as administrators see it."""

    id: UUID
    email: str
    status: UserStatus
    full_name: str
    roles: list[Role]
    confirmed_at: datetime | None
    last_sign_in_at: datetime | None
    created_at: datetime


class Me(UserAccount):
    """The caller: account, profile, and brands with permissions."""

    avatar_url: str | None
    bio: str
    location: str
    phone: str | None
    brands: list[OwnMembership]


class ProfilePatch(Input):
    """What a person changes about themselves; only what is sent changes."""

    full_name: EmptyOrLine | None = None
    avatar_url: HttpsUrl | None = None
    bio: Annotated[str, Field(max_length=2_000)] | None = None
    location: EmptyOrLine | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ()/.-]{3,40}$")] | None = None
