"""The one cookie of a fan: 128 random bits, and a device of its own at each brand.

    __Host-device=<key id>.<last day>.<bits>.<mac>        (days since 1970; base64url without padding)

Its last day stands in it because a browser does not tell how long it keeps a cookie, and no activation may make that
shorter than another one needs. Its device at a brand is an HMAC of brand and bits, so that neither the brands nor a
query of ours can tell that two devices of two brands are one browser. (docs/decisions/0137.)
"""

import base64
import binascii
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from activations.keys import Key, key_called, newest

NAME = "__Host-device"
MOST_DAYS = 60
DAYS_AFTER_THE_END = 14
_FIRST_DAY = date(1970, 1, 1)
_COOKIE = re.compile(r"([0-9a-f]{8})\.([0-9]{1,6})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})", re.ASCII)


@dataclass(frozen=True, slots=True)
class DeviceCookie:
    """What a browser keeps, signed by `key`."""

    key: Key
    bits: bytes
    ends_on: date

    @property
    def value(self) -> str:
        """As it stands in the header."""
        return f"{self.key.id}.{_days(self.ends_on)}.{_text(self.bits)}.{_text(self.mac)}"

    @property
    def mac(self) -> bytes:
        """What only who has the key can make."""
        return self.key.mac("cookie", _days(self.ends_on).to_bytes(4, "big") + self.bits)

    def until(self, day: date) -> "DeviceCookie":
        """The same browser's, kept until that day at least. Its key stays: the device is derived from it."""
        return replace(self, ends_on=max(self.ends_on, day))

    def device_at(self, brand_id: UUID) -> UUID:
        """The device that this browser is at a brand."""
        return UUID(bytes=self.key.mac("device", brand_id.bytes + self.bits))

    def header(self, now: datetime) -> str:
        """The value of `Set-Cookie`, so that no script reads it and no other site sends it in a form."""
        end = datetime.combine(self.ends_on + timedelta(1), time(), UTC)
        seconds = max(0, int((end - now).total_seconds()))
        return f"{NAME}={self.value}; Max-Age={seconds}; Path=/; Secure; HttpOnly; SameSite=Lax"


def last_day(ends_at: datetime, now: datetime) -> date:
    """The day (UTC) until which the cookie of an activation that ends at `ends_at` is kept, today at the earliest."""
    today = now.astimezone(UTC).date()
    needed = ends_at.astimezone(UTC).date() + timedelta(DAYS_AFTER_THE_END)
    return max(today, min(needed, today + timedelta(MOST_DAYS)))


def first_cookie(ticket_id: UUID, ends_on: date | None = None, key: Key | None = None) -> DeviceCookie:
    """The cookie of who has none: derived from their ticket, so that the same one, sent again, is the same device.

    Without `ends_on` it is kept for as long as any. `key`: the ticket's own, so that it is the same device while a new
    key comes in; without it, the newest. Raises `NotConfigured`.
    """
    key = key or newest()
    day = ends_on or datetime.now(UTC).date() + timedelta(MOST_DAYS)
    return DeviceCookie(key, key.mac("first device", ticket_id.bytes), day)


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
        mac = _bytes(found[4])
        cookie = DeviceCookie(key, _bytes(found[3]), _FIRST_DAY + timedelta(int(found[2])))
    except (binascii.Error, ValueError):
        return None
    return cookie if hmac.compare_digest(mac, cookie.mac) else None


def _days(day: date) -> int:
    return (day - _FIRST_DAY).days


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
