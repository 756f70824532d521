"""Bodies and answers that only this capability's routes use."""

from datetime import date, datetime
from typing import Annotated, Literal
from unicodedata import category
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from common.models.base import Input, Moment, Output
from common.models.lines import INVISIBLE, Line
from common.money import Amount, Currency

Device = Literal["desktop", "mobile", "tablet", "bot", "unknown"]


class UserAgent(Output):
    """What a user agent string says."""

    user_agent: str
    device: Device
    browser: str
    os: str
    is_bot: bool


Destination = Annotated[str, Field(min_length=1, max_length=8_192)]
Alias = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{3,63}$")]
"""A code of the brand's own choice."""


class GenerateLink(Input):
    """Edge action: a new link of a campaign, for a creator or for the brand itself."""

    action: Literal["generate"]
    campaign_id: UUID
    creator_user_id: UUID | None = None
    destination_url: Destination
    alias: Alias | None = None
    expires_at: Moment | None = None


class LinkChange(Input):
    """What may change of a link; an `expires_at` of null lets it live for ever."""

    destination_url: Destination | None = None
    disabled: bool | None = None
    expires_at: Moment | None = None


class NewCtaLink(Input):
    """A labelled link of the campaign itself."""

    label: Line
    destination_url: Destination
    alias: Alias | None = None


class CtaLink(Output):
    """A labelled link of a campaign."""

    id: UUID
    campaign_id: UUID
    label: str
    short_code: str
    url: str
    destination_url: str
    created_at: datetime


def _visible(text: str) -> str:
    if any(category(character) in INVISIBLE for character in text):
        raise ValueError("must not hold control or invisible characters")
    return text


OrderId = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_visible)
]
"""A shop's number of an order, without the white space around it: it counts once, however it is written down."""


class NewConversion(Input):
    """An order that followed a click; `click_id` is the `aclid` that came along, `value` in minor units."""

    click_id: UUID
    order_id: OrderId
    value: Amount
    currency: Currency


class Conversion(Output):
    """A credited order. `is_new` is false where it was reported before."""

    id: UUID
    is_new: bool


class ConversionKey(Output):
    """What a shop signs with: `?signature=hex(HMAC-SHA-256(key, body))`."""

    key: str


class SigningLink(Output):
    """A link that a shop may report conversions of."""

    link_id: UUID
    key: str


class Day(Output):
    """A campaign's figures of one day (UTC)."""

    day: date
    clicks: int
    unique_clicks: int
    views: int
    conversions: int
    conversion_value: int


class DailySeries(Output):
    """One row per day, none left out."""

    data: list[Day]


class Slice(Output):
    """Clicks of one referrer, device or country."""

    name: str
    clicks: int


Dimension = Literal["referrer", "device", "country"]


class Breakdown(Output):
    """Clicks by referrer (host names), device or country (ISO 3166 alpha-2), most first."""

    by: Dimension
    data: list[Slice]
