"""What opens a gate or a screen: a token of 144 random bits, and the cookie that keeps it in a browser."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from typing import Any

from activations.device_cookies import cookie_called
from common.errors.activations import StaffLinkEnded

STAFF_COOKIE = "__Host-staff"
TOKEN = re.compile(r"[A-Za-z0-9_-]{24}", re.ASCII)
_BYTES = 18


def new_token() -> str:
    """24 characters of base64url, from the system's random source."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(token: str) -> bytes:
    """What of it is stored. 144 random bits are not guessed, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def staff_hash(event: Mapping[str, Any]) -> bytes:
    """The hash of the token in the cookie of an HTTP event (payload v2). Raises `StaffLinkEnded` without one."""
    token = cookie_called(STAFF_COOKIE, event)
    if not TOKEN.fullmatch(token):
        raise StaffLinkEnded
    return hash_of(token)
