"""What fans send and are told."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from common.models.base import Input, Output
from common.models.mailboxes import EmailAddress

ShortCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{7,12}$")]
"""The code in the address of a page that was scanned: it names the brand."""
Digits = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class FanCodeRequest(Input):
    """Where six digits go. One of `email` and `phone` is said."""

    code: ShortCode
    """A code that was scanned: it names the brand."""
    email: EmailAddress | None = None
    """An address, to be shown to be one's own."""
    phone: Annotated[str, StringConstraints(max_length=32)] | None = None
    """Not yet: 422 `PHONE_UNAVAILABLE`."""


class FanCodeRequested(Output):
    """The same for every address."""

    expires_in_seconds: int
    """How long the digits are good for, if there are any: an address gets three mails an hour."""


class FanConfirmation(Input):
    """Six digits from a mail."""

    code: ShortCode
    """A code that was scanned: it names the brand."""
    digits: Digits
    """From the newest mail."""


class BrandRequest(Input):
    """Which brand it is about."""

    code: ShortCode
    """A code that was scanned: it names the brand."""


class FanTicket(Output):
    """What joins a fan to an account."""

    ticket: str
    """For `joinFan`, with the token of who is signed in: once."""
    expires_in_seconds: int
    """How long it is good for."""


class FanForgotten(Output):
    """Somebody was forgotten."""

    scans: int
    """How many scans are nobody's now: they are counted on, without place and device."""


class FanBrand(Output):
    """A brand, by its name."""

    id: UUID
    name: str


class FanFacts(Output):
    """What is known of a fan themselves."""

    id: UUID
    email: str | None
    """The address that was confirmed."""
    phone: str | None
    confirmed_at: datetime | None
    """When an address was confirmed last."""
    locale: str | None
    """The language of mails to them; null: none is known."""
    age_band: str | None
    """How old they are, in spans of years; null: it was never asked."""
    has_joined_an_account: bool
    """Whether scans count for an account of theirs (`joinFan`)."""
    created_at: datetime


class FanDevice(Output):
    """A browser that scanned, by its pseudonym at this brand."""

    id: UUID
    first_seen: date
    """The day (UTC) of its first scan."""
    last_seen: date
    """The day (UTC) of its last scan."""
    cookie_ends_on: date
    """Thirty days later it is forgotten."""


class FanScan(Output):
    """A scan of one's own."""

    id: UUID
    at: datetime
    """When we took it."""
    activation: str
    """The activation's name."""
    device_id: UUID | None
    """The browser, as `devices` names it; null: a gate sent it without one."""
    verdict: str
    """`accepted`, `flagged` or `refused`."""
    reasons: list[str]
    """Why it was refused, as it was told then."""
    review: str | None
    """Of a flagged one: `open`, `cleared` (it counts) or `confirmed` (it does not)."""
    lat: Annotated[float, Field(description="Degrees; three decimals after 30 days.")] | None
    lng: Annotated[float, Field(description="Degrees; three decimals after 30 days.")] | None
    accuracy_m: int | None
    """How exact the place was, in metres."""
    distance_m: int | None
    """How far from the fence, in metres; 0: inside; null: no place, or no fence."""
    country: str | None
    """Out of which country it came (ISO 3166)."""
    source: str
    """`online`, `offline` or `staff`."""


class FanData(Output):
    """All that is held about a fan at one brand."""

    brand: FanBrand
    fan: FanFacts | None
    """Null as long as no address was confirmed and no account joined."""
    devices: list[FanDevice]
    scans: list[FanScan]
