"""Who stands at a gate, by the cookie that their link has set."""

from collections.abc import Mapping
from typing import Any

from activations.device_cookies import cookie_called
from activations.staff_links.tokens import STAFF_COOKIE, TOKEN, hash_of
from common.errors.activations import StaffLinkEnded


def staff_hash(event: Mapping[str, Any]) -> bytes:
    """The hash of the token in the cookie of an HTTP event (payload v2). Raises `StaffLinkEnded` without one."""
    token = cookie_called(STAFF_COOKIE, event)
    if not TOKEN.fullmatch(token):
        raise StaffLinkEnded
    return hash_of(token)
