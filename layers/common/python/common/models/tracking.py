"""Tracking links and what they count."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from common.models.base import Output


class TrackingLink(Output):
    """A link that counts who follows it; `url` is what visitors get, and `expired_url` where they go after its end."""

    id: UUID
    campaign_id: UUID
    creator_user_id: UUID | None
    """Whose link it is; null: the campaign's own."""
    short_code: str
    url: str
    """What visitors get: whoever follows it is counted and sent on."""
    destination_url: str
    disabled_at: datetime | None
    expires_at: datetime | None
    expired_url: str | None
    created_at: datetime


class CtaLink(Output):
    """A labelled link of a campaign."""

    id: UUID
    campaign_id: UUID
    label: str
    short_code: str
    url: str
    """What visitors get: whoever follows it is counted and sent on."""
    destination_url: str
    created_at: datetime


class Conversion(Output):
    """An order that followed a click.

    `value` is what counts of it, in minor units of the campaign's `currency`, after refunds. What it is worth and what
    was given back are in the order's own; `exchange_rate` is what one unit of that was in `currency` on `rate_day`.
    """

    id: UUID
    campaign_id: UUID
    creator_user_id: UUID | None
    """The creator whose link was followed; null: the campaign's own link."""
    tracking_link_id: UUID
    click_id: UUID | None
    order_id: str
    value: int
    """What counts of it, after refunds, in minor units of the campaign's currency."""
    currency: str
    order_value: int
    order_currency: str
    refunded_value: int
    refunded_at: datetime | None
    exchange_rate: Decimal | None
    rate_day: date | None
    converted_at: datetime
    created_at: datetime


class ConversionChange(Output):
    """A correction or a refund: who (null: the shop, with its link's key), when and why.

    `amount` is what the order was corrected to, or what was given back, in its own currency.
    """

    id: UUID
    kind: Literal["correction", "refund"]
    """What happened."""
    reference: str
    amount: int
    order_value_before: int
    """What the order was worth until then, in its own currency; minor units."""
    refunded_value_before: int
    """What had been given back until then, in its own currency; minor units."""
    value_before: int
    """What counted of it until then, in minor units of the campaign's currency."""
    value_after: int
    """What counts of it from then on, in minor units of the campaign's currency."""
    reason: str
    """Why, where somebody said so."""
    changed_by: UUID | None
    """Who did it, by the account's id; null: the shop."""
    tracking_link_id: UUID | None
    """The link whose key signed it; null: a person did it."""
    created_at: datetime
