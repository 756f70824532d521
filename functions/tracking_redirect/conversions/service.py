"""Conversions: an order is credited to the click it followed, and changed, by the brand or signed by its shop."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden, NotFound
from common.models.base import Input, Page
from common.models.tracking import Conversion
from common.pagination import decode_id_cursor, page
from tracking_redirect.conversions import repository
from tracking_redirect.conversions.models import (
    ConversionHistory,
    ConversionKey,
    ConversionReceipt,
    Correction,
    NewConversion,
    Refund,
    RotatedKey,
    SignedCorrection,
    SignedRefund,
)
from tracking_redirect.errors import ClickNotStoredYet, ConversionSignatureInvalid
from tracking_redirect.links import repository as links
from tracking_redirect.links import service
from tracking_redirect.settings import records_by_queue

KEY_BYTES = 32
UUID_WITH_TIME = 7
SECONDS_IN_THE_QUEUE = 300
"""A click that the worker has not stored after so long is none: shops must not ask for ever."""
MOST_SECONDS_AHEAD = 60


def answer(tx: Transaction, request: NewConversion | Correction | Refund) -> ConversionReceipt:
    """Credit, correct or refund an order, for those who run its campaign. Raises what the database refuses."""
    if isinstance(request, NewConversion):
        return repository.record_conversion(tx, request, only_link_id=None)
    return repository.change_order(tx, request.campaign_id, request, only_link_id=None)


def answer_signed(
    tx: Transaction,
    short_code: str,
    request: NewConversion | SignedCorrection | SignedRefund,
    *,
    body: bytes,
    signature: str,
) -> ConversionReceipt:
    """The same from a shop, of its link's orders. Raises `ConversionSignatureInvalid`, and as `answer`."""
    link = repository.signing_link(tx, short_code)
    # An unknown link takes the same way as a wrong signature: nobody learns which codes exist.
    keys = link.keys if link else [secrets.token_hex(KEY_BYTES)]
    given = signature.lower().encode()
    fits = [hmac.compare_digest(signature_of(key, body).encode(), given) for key in keys]
    if not any(fits) or link is None:
        raise ConversionSignatureInvalid
    if isinstance(request, NewConversion):
        return repository.record_conversion(tx, request, only_link_id=link.link_id)
    return repository.change_order(tx, link.campaign_id, request, only_link_id=link.link_id)


@contextmanager
def click_may_be_on_its_way(request: Input) -> Iterator[None]:
    """Around a transaction. Raises `ClickNotStoredYet` for a young click that is unknown, in the recorder mode `queue`.

    Whoever's it is: nobody learns which clicks exist.
    """
    try:
        yield
    except NotFound as error:
        if isinstance(request, NewConversion) and records_by_queue() and _is_young(request.click_id):
            raise ClickNotStoredYet from error
        raise


def _is_young(click_id: UUID) -> bool:
    """Whether the UUIDv7 was made in the last minutes (or just now, by a clock that is ahead)."""
    if click_id.version != UUID_WITH_TIME:
        return False
    age = time.time() - (click_id.int >> 80) / 1_000
    return -MOST_SECONDS_AHEAD <= age < SECONDS_IN_THE_QUEUE


def signature_of(key: str, body: bytes) -> str:
    """Hexadecimal HMAC-SHA-256 of the body under the link's key."""
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def key_of(tx: Transaction, link_id: UUID) -> ConversionKey:
    """The link's signing key, made when it is first asked for. Raises `NotFound`, `Forbidden`."""
    service.read_link(tx, link_id)
    found = repository.find_key(tx, link_id) or repository.insert_key(
        tx, link_id, secrets.token_hex(KEY_BYTES)
    )
    found = found or repository.find_key(tx, link_id)
    if found is None:
        raise Forbidden
    return found


def rotate_key(tx: Transaction, link_id: UUID, overlap_hours: int) -> RotatedKey:
    """A new key, by a brand_admin; the one before is taken for so many hours more. Raises `NotFound`, `Forbidden`."""
    overlap = timedelta(hours=overlap_hours)
    return repository.rotate_key(tx, link_id, secrets.token_hex(KEY_BYTES), overlap)


def list_conversions(
    tx: Transaction, campaign_id: UUID, *, order_id: str | None, cursor: str | None, limit: int
) -> Page[Conversion]:
    """Conversions of a campaign, newest first, for its brand. Raises `NotFound`, `CursorInvalid`."""
    if not links.campaign_exists(tx, campaign_id):
        raise NotFound
    before = decode_id_cursor(cursor)
    rows = repository.list_conversions(tx, campaign_id, order_id=order_id, before=before, limit=limit + 1)
    return page(rows, limit, lambda conversion: conversion.id)


def read_conversion(tx: Transaction, campaign_id: UUID, conversion_id: UUID) -> ConversionHistory:
    """A conversion and all that was changed of it, for its brand. Raises `NotFound`."""
    found = repository.find_conversion(tx, campaign_id, conversion_id)
    return ConversionHistory(**found.model_dump(), changes=repository.changes_of(tx, conversion_id))
