"""Brands, their members, and invitations into them."""

from datetime import datetime
from uuid import UUID

from common.models.base import Output
from common.models.users import BrandRole


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
    """Who opened it, by the account's id."""
    created_at: datetime
    updated_at: datetime


class TeamInvitation(Output):
    """An invitation into a brand; open while it is neither accepted nor revoked nor expired."""

    id: UUID
    brand_id: UUID
    email: str
    role: BrandRole
    invited_by: UUID | None
    """Who invited, by the account's id; null: their account is gone."""
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None
    created_at: datetime
