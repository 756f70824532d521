"""Bodies and answers of links."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from common.models.addresses import Destination
from common.models.base import Input, Moment, left_out

Alias = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{3,63}$")]
"""A code of the brand's own choice; visitors may type it in any case."""


class GenerateLink(Input):
    """Edge action: a new link of a campaign, for a creator or for the brand itself."""

    action: Literal["generate"]
    campaign_id: UUID
    creator_user_id: UUID | None = None
    """One of the campaign's creators; without it, a link of the campaign itself."""
    destination_url: Destination
    alias: Alias | None = None
    expires_at: Moment | None = None
    expired_url: Destination | None = None


class LinkChange(Input):
    """What may change of a link; null as `expires_at`: for ever; as `expired_url`: no fallback."""

    destination_url: Destination = left_out()
    disabled: bool = left_out()
    """Whether it is switched off."""
    expires_at: Moment | None = None
    expired_url: Destination | None = None
