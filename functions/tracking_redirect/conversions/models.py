"""Bodies and answers of conversions. Amounts are minor units."""

from typing import Annotated
from unicodedata import category
from uuid import UUID

from pydantic import AfterValidator, StringConstraints

from common.models.base import Input, Output
from common.models.lines import INVISIBLE
from common.models.texts import Written
from common.money import Amount, Currency


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
