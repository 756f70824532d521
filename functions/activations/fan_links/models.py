"""Bodies of links between accounts and fans."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from common.models.base import Input, Output


class NewFanLink(Input):
    """A ticket that a browser was given."""

    ticket: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """As `makeFanTicket` answered it."""


class FanLink(Output):
    """A brand whose fan somebody is, with their account."""

    id: UUID
    """The fan's: `eraseFan` and lists of scans name the same."""
    brand_id: UUID
    brand_name: str
    devices: int
    """From how many browsers."""
    created_at: datetime
    """When the brand first knew them as a fan."""
