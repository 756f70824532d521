"""The signed link that ends mail without signing in (RFC 8058). It never expires: it stays in old mail.

A token is, in base64url: version (1 byte), user id (16), HMAC-SHA256 (32), category (the rest, ASCII). It says
nothing that its receiver does not know, and gives its bearer nothing but less mail. The page that ends mail has a way
back, for an hour: a token of a version of its own, whose category stands behind the second of its making (8 digits of
hex), and which takes back no more than what was ended so. Who was invited by e-mail is no user: a third version has
the id of the invitation instead, and ends all mail to its address, as long as the invitation is kept.
"""

import base64
import binascii
import hashlib
import hmac
import time
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
RETURN_VERSION = 2
INVITATION_VERSION = 3
RETURN_SECONDS = 3_600
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


@dataclass(frozen=True, slots=True)
class StrangersUnsubscription:
    """What the link of an invitation by e-mail asks for: no more mail to its address."""

    email_invitation_id: UUID
    scope: Scope = ALL


@dataclass(frozen=True, slots=True)
class Return:
    """What a valid way back asks for: mail that was ended at or after `since` (Unix seconds) comes again."""

    user_id: UUID
    scope: Scope
    since: int


def unsubscribe_url(user_id: UUID, category: Scope) -> str:
    """The address for `List-Unsubscribe` and for the footer of a mail; `all` ends every category.

    Raises `NotConfigured` without a key, `SettingMissing` without `API_BASE_URL`.
    """
    return f"{required('API_BASE_URL').rstrip('/')}{PATH}/{sign(user_id, category)}"


def strangers_unsubscribe_url(email_invitation_id: UUID) -> str:
    """The same for somebody who was invited by e-mail. Raises `NotConfigured`, `SettingMissing`."""
    token = _signed(INVITATION_VERSION, email_invitation_id, ALL)
    return f"{required('API_BASE_URL').rstrip('/')}{PATH}/{token}"


def sign(user_id: UUID, category: Scope) -> str:
    """The token of a link. Raises `NotConfigured`."""
    return _signed(VERSION, user_id, str(category))


def sign_return(user_id: UUID, category: Scope) -> str:
    """The token that takes back, within an hour, what was ended within the hour before. Raises `NotConfigured`."""
    return _signed(RETURN_VERSION, user_id, f"{int(time.time()):08x}{category}")


def read(token: str) -> Unsubscription | StrangersUnsubscription | Return:
    """What `token` asks for. Raises `UnsubscribeLinkInvalid`, `NotConfigured`."""
    keys = _keys()
    raw = _decode(token)
    head, signature, name = raw[:_HEAD], raw[_HEAD : _HEAD + _SIGNATURE], raw[_HEAD + _SIGNATURE :]
    # Every key is tried, and compared in constant time: the answer's duration tells nothing.
    genuine = [hmac.compare_digest(signature, _mac(key, head, name)) for key in keys]
    if not any(genuine) or head[0] not in (VERSION, RETURN_VERSION, INVITATION_VERSION):
        raise UnsubscribeLinkInvalid
    if head[0] == INVITATION_VERSION:
        return StrangersUnsubscription(UUID(bytes=head[1:]))
    user_id, said = UUID(bytes=head[1:]), name.decode("ascii")
    if head[0] == VERSION:
        return Unsubscription(user_id, _scope(said))
    made_at = int(said[:8], 16)
    if time.time() > made_at + RETURN_SECONDS:
        raise UnsubscribeLinkInvalid
    return Return(user_id, _scope(said[8:]), made_at - RETURN_SECONDS)


def _signed(version: int, user_id: UUID, said: str) -> str:
    head, name = bytes([version]) + user_id.bytes, said.encode("ascii")
    return _encode(head + _mac(_keys()[0], head, name) + name)


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
