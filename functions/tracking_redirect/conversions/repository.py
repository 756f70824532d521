"""Statements of conversions."""

from datetime import timedelta
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.models.tracking import Conversion, ConversionChange
from tracking_redirect.conversions.models import (
    ConversionKey,
    ConversionReceipt,
    NewConversion,
    RotatedKey,
    SignedCorrection,
    SignedRefund,
    SigningLink,
)

COLUMNS: LiteralString = (
    "id, campaign_id, creator_user_id, tracking_link_id, click_id, order_id, value, currency, order_value,"
    " order_currency, refunded_value, refunded_at, exchange_rate, rate_day, converted_at, created_at"
)
RECEIPT: LiteralString = "select id, is_new, value_counted as value, currency_counted as currency"


def record_conversion(
    tx: Transaction, request: NewConversion, *, only_link_id: UUID | None
) -> ConversionReceipt:
    """Credit an order to its click. Raises what `app.record_conversion` refuses."""
    return tx.fetch_one(
        ConversionReceipt,
        f"{RECEIPT} from app.record_conversion(%(click)s, %(order)s, %(value)s, %(currency)s, %(link)s, %(at)s)",
        {"click": request.click_id, "order": request.order_id, "value": request.value,
         "currency": request.currency, "link": only_link_id, "at": request.converted_at},
    )  # fmt: skip


def change_order(
    tx: Transaction, campaign_id: UUID, request: SignedCorrection | SignedRefund, *, only_link_id: UUID | None
) -> ConversionReceipt:
    """Correct or refund an order of a campaign. Raises what `app.change_order` refuses."""
    kind = "correction" if isinstance(request, SignedCorrection) else "refund"
    return tx.fetch_one(
        ConversionReceipt,
        f"{RECEIPT} from app.change_order(%(campaign)s, %(order)s, %(kind)s, %(reference)s, %(value)s, %(currency)s,"
        " %(reason)s, %(link)s)",
        {"campaign": campaign_id, "order": request.order_id, "kind": kind, "reference": request.reference,
         "value": request.value, "currency": request.currency, "reason": request.reason, "link": only_link_id},
    )  # fmt: skip


def list_conversions(
    tx: Transaction, campaign_id: UUID, *, order_id: str | None, before: UUID | None, limit: int
) -> list[Conversion]:
    """Conversions of a campaign that the actor may see, newest first; of one order, however its number is written."""
    return tx.fetch_all(
        Conversion,
        f"select {COLUMNS} from conversions where campaign_id = %(campaign)s"
        " and (%(order)s::text is null or order_key = app.order_key(%(order)s))"
        " and (%(before)s::uuid is null or id < %(before)s) order by id desc limit %(limit)s",
        {"campaign": campaign_id, "order": order_id, "before": before, "limit": limit},
    )


def find_conversion(tx: Transaction, campaign_id: UUID, conversion_id: UUID) -> Conversion:
    """One conversion that the actor may see. Raises `NotFound`."""
    return tx.fetch_one(
        Conversion,
        f"select {COLUMNS} from conversions where campaign_id = %(campaign)s and id = %(conversion)s",
        {"campaign": campaign_id, "conversion": conversion_id},
    )


def changes_of(tx: Transaction, conversion_id: UUID) -> list[ConversionChange]:
    """What was changed of a conversion, oldest first; the database takes at most 100."""
    return tx.fetch_all(
        ConversionChange,
        "select id, kind, reference, amount, order_value_before, refunded_value_before, value_before, value_after,"
        " reason, changed_by, tracking_link_id, created_at from conversion_changes"
        " where conversion_id = %(conversion)s order by id",
        {"conversion": conversion_id},
    )


def find_key(tx: Transaction, link_id: UUID) -> ConversionKey | None:
    """The signing key of a link, for those who run its campaign."""
    return tx.fetch_optional(
        ConversionKey,
        "select key from tracking_link_keys where tracking_link_id = %(link)s",
        {"link": link_id},
    )


def insert_key(tx: Transaction, link_id: UUID, key: str) -> ConversionKey | None:
    """Keep a first key; None where somebody else made one at the same moment, or the link is not visible."""
    return tx.fetch_optional(
        ConversionKey,
        "insert into tracking_link_keys (tracking_link_id, brand_id, key)"
        " select l.id, l.brand_id, %(key)s from tracking_links as l where l.id = %(link)s"
        " on conflict (tracking_link_id) do nothing returning key",
        {"link": link_id, "key": key},
    )


def rotate_key(tx: Transaction, link_id: UUID, key: str, overlap: timedelta) -> RotatedKey:
    """Replace a link's signing key. Raises `NotFound`, `Forbidden`."""
    return tx.fetch_one(
        RotatedKey,
        "select * from app.rotate_conversion_key(%(link)s, %(key)s, %(overlap)s)",
        {"link": link_id, "key": key, "overlap": overlap},
    )


def signing_link(tx: Transaction, short_code: str) -> SigningLink | None:
    """The link behind a code with the keys that are taken; None where it never had one, or its brand is barred."""
    return tx.fetch_optional(
        SigningLink,
        "select link_id, campaign_id, keys from app.signing_link(%(code)s)",
        {"code": short_code},
    )
