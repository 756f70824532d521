"""Brands, their members, and invitations into them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.base import Input, Output
from common.models.lines import Line, ShortLine
from common.models.users import BrandRole, HttpsUrl

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$")]
Description = Annotated[str, Field(max_length=5_000)]


class Brand(Output):
    """An organization that runs campaigns."""

    id: UUID
    name: str
    slug: str
    website: str | None
    industry: str | None
    logo_url: str | None
    description: str
    owner_user_id: UUID
    created_at: datetime
    updated_at: datetime


class BrandDraft(Input):
    """A new brand; its slug follows from its name and can be changed later."""

    name: Line


class BrandPatch(Input):
    """Only what is sent changes."""

    name: Line | None = None
    slug: Slug | None = None
    website: HttpsUrl | None = None
    industry: ShortLine | None = None
    logo_url: HttpsUrl | None = None
    description: Description | None = None


class Member(Output):
    """A member of a brand, as the other members see them."""

    user_id: UUID
    full_name: str
    email: str
    avatar_url: str | None
    roles: list[BrandRole]
    created_at: datetime


class MemberRoles(Input):
    """All roles that a member shall have."""

    roles: Annotated[list[BrandRole], Field(min_length=1, max_length=3)]


class TeamInvitation(Output):
    """An invitation into a brand; open while it is neither accepted nor revoked nor expired."""

    id: UUID
    brand_id: UUID
    email: str
    role: BrandRole
    invited_by: UUID | None
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None
    created_at: datetime
