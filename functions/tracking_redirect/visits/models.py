"""What the redirect sends through the queue."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.models.base import Input


class QueuedVisit(Input):
    """A message of the redirect. What is not one goes to the dead letters, alone."""

    id: UUID
    at: AwareDatetime
    type: Literal["click", "view"]
    link: UUID
    campaign: UUID
    brand: UUID
    creator: UUID | None
    visitor: UUID | None
    agent: str = Field(max_length=512, pattern=r"^[^\x00]*$")
    referrer: str = Field(max_length=512, pattern=r"^[^\x00]*$")
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")
    scan: bool = False
