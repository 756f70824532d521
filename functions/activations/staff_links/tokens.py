"""What opens a gate or a screen: a token of 144 random bits, and the cookie that keeps it in a browser."""

import hashlib
import re
import secrets

STAFF_COOKIE = "__Host-staff"
TOKEN = re.compile(r"[A-Za-z0-9_-]{24}", re.ASCII)
_BYTES = 18


def new_token() -> str:
    """24 characters of base64url, from the system's random source."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(token: str) -> bytes:
    """What of it is stored. 144 random bits are not guessed, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
