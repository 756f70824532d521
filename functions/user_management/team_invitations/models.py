"""Bodies and answers of invitations into a brand."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from common.models.base import Input, Output
from common.models.users import BrandRole
from user_management.users.models import EmailAddress


class InviteToTeam(Input):
    """Whom to invite into a brand, and as what."""

    email: EmailAddress
    role: BrandRole


class AcceptTeamInvitation(Input):
    """The token that came by e-mail."""

    token: Annotated[str, Field(min_length=1, max_length=200)]
    """What stands in the mail's link."""


class InvitationAccepted(Output):
    """The brand that the caller belongs to from the next request on."""

    brand_id: UUID
