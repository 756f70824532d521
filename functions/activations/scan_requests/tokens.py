"""What became of a scan, signed: it travels in the address of a page that can be reloaded, and counts nothing again.

In base64url: version (1 byte), key id (4), outcome (1), second of its making (8), id of the scan (16, zeros: none),
HMAC (16) over these and the code. Whoever is sent the address sees that page for a day, as they would a picture of it.
"""

import hmac
import struct
from dataclasses import dataclass
from uuid import UUID

from activations.keys import MAC_BYTES, key_called, newest, signed_in, text_of

PARAMETER = "r"
OUTCOMES = (
    "accepted", "flagged", "pending", "not_open", "already_counted", "limit_reached", "too_far", "place_needed",
    "too_young", "try_again",
)  # fmt: skip
"""Numbered by their places: new ones come behind."""
SECONDS = 86_400
_VERSION = 1
_BODY = struct.Struct(">B4sBq16s")
_NO_SCAN = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Result:
    """What a visitor is told, and of which scan."""

    outcome: str
    scan_id: UUID | None


def sign(code: str, result: Result, now: float) -> str:
    """A result of a code's scan as text, at `now` (Unix seconds). Raises `NotConfigured`."""
    key, scan_id = newest(), result.scan_id or _NO_SCAN
    place = OUTCOMES.index(result.outcome)
    body = _BODY.pack(_VERSION, bytes.fromhex(key.id), place, int(now), scan_id.bytes)
    return text_of(body + key.mac("result", body + code.encode()))


def read(code: str, text: str, now: float) -> Result | None:
    """The result that a text is of a code's scan, until a day later; None for any other. Raises `NotConfigured`."""
    raw = signed_in(text, _BODY.size + MAC_BYTES)
    if raw is None:
        return None
    body, mac = raw[: _BODY.size], raw[_BODY.size :]
    version, key_id, place, at, scan_id = _BODY.unpack(body)
    key = key_called(key_id.hex())
    if version != _VERSION or key is None or now - at > SECONDS:
        return None
    if not hmac.compare_digest(mac, key.mac("result", body + code.encode())):
        return None
    found = UUID(bytes=scan_id)
    return Result(OUTCOMES[place], None if found == _NO_SCAN else found)
