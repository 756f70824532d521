"""What comes out of the queue of scans."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from common.models.base import Input

Text = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]


class Position(Input):
    """Where a browser says that it is: degrees, and metres of accuracy."""

    lat: float = Field(ge=-90, le=90, allow_inf_nan=False)
    lng: float = Field(ge=-180, le=180, allow_inf_nan=False)
    accuracy: float | None = Field(default=None, ge=0, allow_inf_nan=False)


class QueuedScan(Input):
    """A message of the door, as `app.record_scan` takes it. What is not one goes to the dead letters, alone."""

    activation_id: UUID
    code_id: UUID
    scan_key: UUID
    scan_id: UUID | None = None
    device_id: UUID | None = None
    source: Literal["online", "offline", "staff"]
    at: AwareDatetime
    claimed_at: AwareDatetime | None = None
    ticket: Literal["valid", "expired"]
    step: int = Field(ge=-2, lt=2**62)
    too_young: bool
    position: Position | None = None
    visitor_hash: UUID | None = None
    place_hash: UUID | None = None
    agent_class: Text | None = None
    country: Text | None = None
    asn: int | None = Field(default=None, ge=0, lt=2**32)
    cookie_ends_on: date
    had_cookie: bool
