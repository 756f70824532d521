"""What everything here is signed with, and derived from: `ACTIVATIONS_KEY`, of which nothing stands in the database.

The setting is a list by commas, the newest key first: what an older one signed holds as long as it is in the list. Keys
of a purpose are derived by HKDF-SHA256 (RFC 5869; the setting is uniformly random, so its salt is empty).
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID

from common.errors import NotConfigured
from common.secrets import integration_secret

SETTING = "ACTIVATIONS_KEY"
SHORTEST_KEY = 32
MAC_BYTES = 16
KEY_ID_CHARACTERS = 8
HASH_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """One of the keys; its `id` stands in what it signed, and says nothing about it."""

    id: str
    secret: bytes

    def derived(self, purpose: str, *parts: bytes) -> bytes:
        """32 bytes for one purpose (HKDF-SHA256: extract with no salt, one block of expand)."""
        extracted = hmac.digest(b"\0" * HASH_BYTES, self.secret, "sha256")
        return hmac.digest(extracted, b"\0".join((purpose.encode(), *parts)) + b"\x01", "sha256")

    def mac(self, purpose: str, message: bytes) -> bytes:
        """16 bytes that only who has the key can make."""
        return hmac.digest(self.derived(purpose), message, "sha256")[:MAC_BYTES]


def keys() -> list[Key]:
    """All keys that count, the newest first. Raises `NotConfigured` without one, or for one that is too short."""
    texts = [text.strip() for text in (integration_secret(SETTING) or "").split(",") if text.strip()]
    if not texts:
        raise NotConfigured(f"{SETTING} is missing.")
    if any(len(text) < SHORTEST_KEY for text in texts):
        raise NotConfigured(f"Each key of {SETTING} has {SHORTEST_KEY} characters at least.")
    return [
        Key(hashlib.sha256(text.encode()).hexdigest()[:KEY_ID_CHARACTERS], text.encode()) for text in texts
    ]


def newest() -> Key:
    """What signs from now on. Raises `NotConfigured`."""
    return keys()[0]


def key_called(key_id: str) -> Key | None:
    """The key of that id; None for one that counts no more. Raises `NotConfigured`."""
    return next((key for key in keys() if key.id == key_id), None)


def text_of(signed: bytes) -> str:
    """What was signed, as it stands in an address or a form: base64url without padding."""
    return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()


def signed_in(text: str, size: int) -> bytes | None:
    """The bytes that a text of `text_of` has; None for one of another length, or that is none."""
    if len(text) != -(-size * 4 // 3) or not text.isascii():
        return None
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == size else None  # padding of its own makes it shorter


def code_secret(key: Key, code_id: UUID, version: int) -> bytes:
    """What the proofs of a code are made with: 32 bytes, other ones for each version."""
    return key.derived("code", code_id.bytes, version.to_bytes(4, "big"))
