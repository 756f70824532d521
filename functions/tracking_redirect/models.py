"""Bodies and answers that only this capability's routes use."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from common.models.base import Input, Output

Device = Literal["desktop", "mobile", "tablet", "bot", "unknown"]


class UserAgent(Output):
    """What a user agent string says."""

    user_agent: str
    device: Device
    browser: str
    os: str
    is_bot: bool


class GenerateLink(Input):
    """Edge action: a new link of a campaign, for a creator or for the brand itself."""

    action: Literal["generate"]
    campaign_id: UUID
    creator_user_id: UUID | None = None
    destination_url: Annotated[str, Field(min_length=1, max_length=8_192)]
