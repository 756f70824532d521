"""Bodies and answers of accounts."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.addresses import PublicAddress
from common.models.base import Input, Output, left_out
from common.models.lines import EmptyOrLine
from common.models.names import EmptyOrName
from common.models.texts import Written
from common.models.time_zones import TimeZone
from common.models.users import BrandRole, Role, UserStatus

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000), Written]
RoleChange = Literal["set", "grant", "revoke"]


class BanUser(Input):
    """Edge action: out at once and everywhere, until an administrator takes it back."""

    action: Literal["ban-user"]
    user_id: UUID
    reason: Reason
    """Why, for the account's history."""


class SuspendUser(Input):
    """Edge action: as a ban, for the time of an inquiry."""

    action: Literal["suspend-user"]
    user_id: UUID
    reason: Reason
    """Why, for the account's history."""


class UnbanUser(Input):
    """Edge action: let a banned or suspended person in again; they sign in anew."""

    action: Literal["unban-user"]
    user_id: UUID
    reason: Annotated[str, Field(max_length=2_000)] = ""
    """Why, for the account's history."""


class UpdateRole(Input):
    """Edge action. `set`: this role and no other; `grant`: this one too; `revoke`: not this one."""

    action: Literal["update-role"]
    user_id: UUID
    role: Role
    change: RoleChange = "set"
    """Whether it is the only role from now on, one more, or one less."""


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
    time_zone: str | None
    """Where it is what time for them, as they said; null: not said."""
    brands: list[OwnMembership]


class ProfilePatch(Input):
    """What a person changes about themselves; only what is sent changes."""

    full_name: EmptyOrName = left_out()
    avatar_url: PublicAddress | None = None
    bio: Annotated[str, Field(max_length=2_000)] = left_out()
    location: EmptyOrLine = left_out()
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ()/.-]{3,40}$")] | None = None
    time_zone: TimeZone | None = None
    """Nobody is mailed at night there that messages wait."""
