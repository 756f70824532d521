"""Bodies and answers of members."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.models.base import Input, Output
from common.models.users import BrandRole


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
