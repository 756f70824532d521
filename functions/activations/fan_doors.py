"""Who a fan is at a door, and that what they write comes from a page of ours.

It loads neither pydantic nor Powertools: the door of the scans stands on it.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from activations.device_cookies import cookie_of
from common.errors import Forbidden, Unauthenticated
from common.identity import Actor
from common.origin import address_of
from common.settings import api_base_url, required

SAME_ORIGIN = "same-origin"


class DeviceUnknown(Unauthenticated):
    """No cookie of ours came with the request: who scanned nothing in this browser is nobody's fan here."""

    code = "DEVICE_UNKNOWN"
    sentence = "Scan a code in this browser first, with cookies allowed."


class ForeignPage(Forbidden):
    """A write that no page of ours sent: neither `Sec-Fetch-Site` nor `Origin` says so."""

    code = "FOREIGN_PAGE"
    sentence = "Send this from the page that you were shown."


def fan_of(event: Mapping[str, Any], brand_id: UUID) -> Actor:
    """The fan whose browser sent an HTTP event (payload v2), as one brand knows it.

    Raises `DeviceUnknown` without a cookie that we signed, `NotConfigured` without a key.
    """
    cookie = cookie_of(event)
    if cookie is None:
        raise DeviceUnknown
    agent = event["requestContext"]["http"].get("userAgent", "")
    return Actor(
        "fan", address=address_of(event), user_agent=agent, device_id=cookie.device_at(brand_id)
    )  # fmt: skip


def require_own_page(event: Mapping[str, Any]) -> None:
    """Refuse a write that was not sent by a page of this very host. Raises `ForeignPage`.

    A browser says where a request comes from, and no page can make it say something else: `Sec-Fetch-Site`, or
    `Origin` where it is older. Who says neither is refused: a program can say so, a page of another site cannot.
    """
    headers = event.get("headers") or {}
    site = headers.get("sec-fetch-site", "").strip().lower()
    if site == SAME_ORIGIN or (
        not site and headers.get("origin", "").strip().lower() in _own_origins(headers)
    ):
        return
    raise ForeignPage


def _own_origins(headers: Mapping[str, str]) -> frozenset[str]:
    api = urlsplit(api_base_url())
    short = urlsplit(required("SHORT_LINK_BASE_URL"))
    own = {f"{address.scheme}://{address.netloc}" for address in (api, short)}
    if host := headers.get("host", "").strip():
        own.add(f"{api.scheme}://{host}")
    return frozenset(origin.lower() for origin in own)
