"""The signed link that ends mail without signing in (RFC 8058). It never expires: it stays in old mail.

A token is, in base64url: version (1 byte), user id (16), HMAC-SHA256 (32), category (the rest, ASCII). It says
nothing that its receiver does not know, and gives its bearer nothing but less mail.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from common.errors import NotConfigured
from common.models.notifications import NotificationCategory
from common.secrets import integration_secret
from common.settings import required
from notifications.errors import UnsubscribeLinkInvalid

PATH = "/unsubscribe"
ALL: Literal["all"] = "all"
SIGNING_KEY = "UNSUBSCRIBE_SIGNING_KEY"
VERSION = 1
SHORTEST_KEY = 32
_HEAD = 1 + 16
_SIGNATURE = 32
_LONGEST_TOKEN = 200

Scope = NotificationCategory | Literal["all"]
"""What a link ends: the mail of one category, or all of it."""


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """What a valid link asks for."""

    user_id: UUID
    scope: Scope


def unsubscribe_url(user_id: UUID, category: Scope) -> str:
    """The address for `List-Unsubscribe` and for the footer of a mail; `all` ends every category.

    Raises `NotConfigured` without a key, `SettingMissing` without `API_BASE_URL`.
    """
    return f"{required('API_BASE_URL').rstrip('/')}{PATH}/{sign(user_id, category)}"


def sign(user_id: UUID, category: Scope) -> str:
    """The token of a link. Raises `NotConfigured`."""
    head, name = bytes([VERSION]) + user_id.bytes, str(category).encode("ascii")
    return _encode(head + _mac(_keys()[0], head, name) + name)


def read(token: str) -> Unsubscription:
    """What `token` asks for. Raises `UnsubscribeLinkInvalid`, `NotConfigured`."""
    keys = _keys()
    raw = _decode(token)
    head, signature, name = raw[:_HEAD], raw[_HEAD : _HEAD + _SIGNATURE], raw[_HEAD + _SIGNATURE :]
    # Every key is tried, and compared in constant time: the answer's duration tells nothing.
    genuine = [hmac.compare_digest(signature, _mac(key, head, name)) for key in keys]
    if not any(genuine) or head[0] != VERSION:
        raise UnsubscribeLinkInvalid
    return Unsubscription(UUID(bytes=head[1:]), _scope(name.decode("ascii")))


def _scope(name: str) -> Scope:
    return ALL if name == ALL else NotificationCategory(name)


def _mac(key: bytes, head: bytes, name: bytes) -> bytes:
    return hmac.new(key, b"unsubscribe|" + head + name, hashlib.sha256).digest()


def _keys() -> list[bytes]:
    """The first signs, all verify: a key that was replaced stays in the list behind a comma."""
    given = (integration_secret(SIGNING_KEY) or "").split(",")
    keys = [key for text in given if (key := text.strip().encode())]
    if not keys or min(map(len, keys)) < SHORTEST_KEY:
        raise NotConfigured(f"{SIGNING_KEY} is missing or shorter than {SHORTEST_KEY} characters.")
    return keys


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _decode(token: str) -> bytes:
    """Raises `UnsubscribeLinkInvalid`, also for a second spelling of a token that is valid."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (ValueError, binascii.Error):
        raise UnsubscribeLinkInvalid from None
    if len(token) > _LONGEST_TOKEN or len(raw) <= _HEAD + _SIGNATURE or _encode(raw) != token:
        raise UnsubscribeLinkInvalid
    return raw
