"""Bodies and answers of conversions. Amounts are minor units."""

from datetime import datetime
from typing import Annotated, Any, Literal
from unicodedata import category
from uuid import UUID

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag

from common.models.base import Input, Moment, Output
from common.models.lines import INVISIBLE
from common.models.texts import Written
from common.models.tracking import Conversion, ConversionChange
from common.money import Amount, GivenCurrency, PositiveAmount


def _visible(text: str) -> str:
    if any(category(character) in INVISIBLE for character in text):
        raise ValueError("must not hold control or invisible characters")
    return text


OrderId = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_visible),
    Written,
]
"""A shop's number of an order, without the white space around it: it counts once, however it is written down."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(_visible)]


class NewConversion(Input):
    """An order that followed a click; `click_id` is the `aclid` that came along, `value` in minor units.

    `converted_at`: when it was bought, now without it; its day (UTC) counts. In another currency than the campaign's,
    the value is converted at the rate of that day.
    """

    action: Literal["report"] = "report"
    click_id: UUID
    order_id: OrderId
    value: Amount
    """What the order is worth, in minor units of its own currency."""
    currency: GivenCurrency
    converted_at: Moment | None = None
    """When it was bought; now without it."""


class SignedCorrection(Input):
    """What an order is worth after all, in its own currency; refunds stay. `reference` is the shop's number of this."""

    action: Literal["correct"]
    order_id: OrderId
    reference: OrderId
    value: Amount
    """What the order is worth after all, in minor units of its own currency."""
    currency: GivenCurrency
    reason: Reason = ""
    """Why, for whoever reads the order's history."""


class SignedRefund(Input):
    """A part of an order that was given back, in its own currency; without `value`, all that is left.

    `reference` is the shop's number of this refund: sent again, it is the same one.
    """

    action: Literal["refund"]
    order_id: OrderId
    reference: OrderId
    value: PositiveAmount | None = None
    """What was given back, in minor units of the order's own currency; all that is left without it."""
    currency: GivenCurrency
    reason: Reason = ""
    """Why, for whoever reads the order's history."""


class Correction(SignedCorrection):
    """The same, of an order of that campaign."""

    campaign_id: UUID


class Refund(SignedRefund):
    """The same, of an order of that campaign."""

    campaign_id: UUID


def _action(given: Any) -> object:
    return given.get("action", "report") if isinstance(given, dict) else getattr(given, "action", None)


ConversionRequest = Annotated[
    Annotated[NewConversion, Tag("report")]
    | Annotated[Correction, Tag("correct")]
    | Annotated[Refund, Tag("refund")],
    Discriminator(_action),
]
"""Without an `action`, an order is reported."""

SignedRequest = Annotated[
    Annotated[NewConversion, Tag("report")]
    | Annotated[SignedCorrection, Tag("correct")]
    | Annotated[SignedRefund, Tag("refund")],
    Discriminator(_action),
]


class ConversionReceipt(Output):
    """What an order counts now, in its campaign's currency. `is_new` is false where this was reported before."""

    id: UUID
    is_new: bool
    """Whether this was not reported before."""
    value: int
    """What counts of it now, in minor units of the campaign's currency."""
    currency: str


class ConversionHistory(Conversion):
    """A conversion with all that was changed of it, oldest first."""

    changes: Annotated[list[ConversionChange], Field(max_length=100)]


class ConversionKey(Output):
    """What a shop signs with: `?signature=hex(HMAC-SHA-256(key, body))`."""

    key: str
    """Signs with HMAC-SHA-256; a secret of the shop."""


class SigningLink(Output):
    """A link that a shop may report conversions of, and the keys that it may sign with."""

    link_id: UUID
    campaign_id: UUID
    keys: list[str]


class KeyRotation(Input):
    """For how many hours the key before is still taken; 0 for one that got into wrong hands: all older ones end now."""

    overlap_hours: Annotated[int, Field(ge=0, le=168, strict=True)] = 24
    """For how many hours the key before is still taken; 0: all older ones end now."""


class RotatedKey(ConversionKey):
    """The new key. The one before it is taken until then, so that a shop can change over; null where there was none."""

    previous_key_valid_until: datetime | None
    """Until when the key before is taken; null: there was none."""
