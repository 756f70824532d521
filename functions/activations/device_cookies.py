"""The one cookie of a fan: 128 random bits, and a device of its own at each brand.

    __Host-device=<key id>.<bits>.<mac>        (base64url without padding)

Its device at a brand is an HMAC of brand and bits, so that neither the brands nor a query of ours can tell that two
devices of two brands are one browser. (docs/decisions/0137.)
"""

import base64
import binascii
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from activations.keys import Key, key_called, newest

NAME = "__Host-device"
BITS_BYTES = 16
_COOKIE = re.compile(r"([0-9a-f]{8})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})", re.ASCII)


@dataclass(frozen=True, slots=True)
class DeviceCookie:
    """What a browser keeps, signed by `key`."""

    key: Key
    bits: bytes

    @property
    def value(self) -> str:
        """As it stands in the header."""
        mac = self.key.mac("cookie", self.bits)
        return f"{self.key.id}.{_text(self.bits)}.{_text(mac)}"

    def device_at(self, brand_id: UUID) -> UUID:
        """The device that this browser is at a brand."""
        return UUID(bytes=self.key.mac("device", brand_id.bytes + self.bits))

    def header(self, max_age_seconds: int) -> str:
        """The value of `Set-Cookie`, so that no script reads it and no other site sends it in a form."""
        return f"{NAME}={self.value}; Max-Age={max_age_seconds}; Path=/; Secure; HttpOnly; SameSite=Lax"


def first_cookie(ticket_id: UUID) -> DeviceCookie:
    """The cookie of who has none: derived from their ticket, so that the same one, sent again, is the same device."""
    key = newest()
    return DeviceCookie(key, key.mac("first device", ticket_id.bytes))


def cookie_of(event: Mapping[str, Any]) -> DeviceCookie | None:
    """The cookie that an HTTP event brought (payload v2); None without one, or for one that we did not sign."""
    return read_cookie(cookie_called(NAME, event))


def cookie_called(name: str, event: Mapping[str, Any]) -> str:
    """The value of a cookie of an HTTP event (payload v2); "" without it."""
    pairs = (cookie.partition("=") for cookie in event.get("cookies") or ())
    return next((value for found, _, value in pairs if found.strip() == name), "")


def read_cookie(value: str) -> DeviceCookie | None:
    """The cookie that a value is; None for one that we did not sign, or whose key counts no more."""
    found = _COOKIE.fullmatch(value)
    key = key_called(found[1]) if found else None
    if found is None or key is None:
        return None
    try:
        bits, mac = _bytes(found[2]), _bytes(found[3])
    except (binascii.Error, ValueError):
        return None
    return DeviceCookie(key, bits) if hmac.compare_digest(mac, key.mac("cookie", bits)) else None


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
