"""Conversions: an order is credited to the click it followed, reported by the brand or signed by its shop."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from common.database import Transaction
from common.errors import Forbidden, NotFound
from tracking_redirect.conversions import repository
from tracking_redirect.conversions.models import Conversion, ConversionKey, NewConversion
from tracking_redirect.errors import ClickNotStoredYet, ConversionSignatureInvalid
from tracking_redirect.links import service
from tracking_redirect.settings import records_by_queue

KEY_BYTES = 32
UUID_WITH_TIME = 7
SECONDS_IN_THE_QUEUE = 300
"""A click that the worker has not stored after so long is none: shops must not ask for ever."""
MOST_SECONDS_AHEAD = 60


def record(tx: Transaction, request: NewConversion) -> Conversion:
    """Credit an order, for those who run the click's campaign. Raises `NotFound` and what the database refuses."""
    return repository.record_conversion(tx, request, only_link_id=None)


def record_signed(
    tx: Transaction, short_code: str, request: NewConversion, *, body: bytes, signature: str
) -> Conversion:
    """Credit an order that a shop reports without an account. Raises `ConversionSignatureInvalid` and as `record`."""
    link = repository.signing_link(tx, short_code)
    # An unknown link takes the same way as a wrong signature: nobody learns which codes exist.
    expected = signature_of(link.key if link else secrets.token_hex(KEY_BYTES), body)
    if not hmac.compare_digest(expected.encode(), signature.lower().encode()) or link is None:
        raise ConversionSignatureInvalid
    return repository.record_conversion(tx, request, only_link_id=link.link_id)


@contextmanager
def click_may_be_on_its_way(click_id: UUID) -> Iterator[None]:
    """Around a transaction. Raises `ClickNotStoredYet` for a young click that is unknown, in the recorder mode `queue`.

    Whoever's it is: nobody learns which clicks exist.
    """
    try:
        yield
    except NotFound as error:
        if records_by_queue() and _is_young(click_id):
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
