"""Statements of conversions."""

from uuid import UUID

from common.database import Transaction
from tracking_redirect.conversions.models import Conversion, ConversionKey, NewConversion, SigningLink


def record_conversion(tx: Transaction, request: NewConversion, *, only_link_id: UUID | None) -> Conversion:
    """Credit an order to its click. Raises `NotFound`, `ClickTooOld`, `OrderConverted`, `CurrencyMismatch`."""
    return tx.fetch_one(
        Conversion,
        "select id, is_new from app.record_conversion(%(click)s, %(order)s, %(value)s, %(currency)s, %(link)s)",
        {"click": request.click_id, "order": request.order_id, "value": request.value,
         "currency": request.currency, "link": only_link_id},
    )  # fmt: skip


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


def signing_link(tx: Transaction, short_code: str) -> SigningLink | None:
    """The link behind a code with its signing key, if it has one."""
    return tx.fetch_optional(
        SigningLink,
        "select l.id as link_id, k.key from tracking_links as l"
        " inner join tracking_link_keys as k on l.id = k.tracking_link_id where l.short_code = %(code)s",
        {"code": short_code},
    )
