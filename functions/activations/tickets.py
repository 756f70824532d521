"""Tickets of scans: what a page was shown for, and when. Whoever sends one back was there to be shown it.

A ticket is, in base64url: version (1 byte), key id (4), activation (16), code (16), brand (16), the code as it was
scanned (12), step of the proof (8, signed; -1: the code asks for none; -2: what was shown was no proof, or an old one),
second of its making (8), its own random id (16), HMAC (16). Its id is the key of the scan: the same ticket counts once.
"""

import hmac
import secrets
import struct
import time
from dataclasses import dataclass, field
from uuid import UUID

from activations.keys import Key, key_called, newest, signed_in, text_of

SECONDS = 600
"""How long a ticket may be sent back. A clock of ours that is behind another's by a minute is forgiven."""
NO_PROOF_NEEDED = -1
NO_PROOF = -2
_VERSION = 1
_CLOCKS_DIFFER_SECONDS = 60
_BODY = struct.Struct(">B4s16s16s16s12sqq16s")
_MAC_BYTES = 16
_CODE_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a page was shown for. `step` is that of a rotating code's proof, or one of the two constants."""

    activation_id: UUID
    code_id: UUID
    brand_id: UUID
    code: str
    """The short code: the door knows activations by it."""
    step: int
    issued_at: int
    """Unix seconds."""
    id: UUID
    key: Key | None = field(default=None, compare=False)
    """What it was signed with; None for one that is not signed yet."""

    def has_expired(self, now: float) -> bool:
        """Whether it is too old, or from the future, at `now` (Unix seconds)."""
        return not -_CLOCKS_DIFFER_SECONDS <= now - self.issued_at <= SECONDS


def issue(activation_id: UUID, code_id: UUID, brand_id: UUID, *, short_code: str, step: int) -> str:
    """A new ticket. Raises `NotConfigured`."""
    own_id = UUID(bytes=secrets.token_bytes(16))
    return sign(Ticket(activation_id, code_id, brand_id, short_code, step, int(time.time()), own_id))


def sign(ticket: Ticket) -> str:
    """A ticket as text: letters, digits, `-` and `_`. Raises `NotConfigured`; `ValueError` for what is no code."""
    key, short_code = newest(), ticket.code.encode()
    if len(short_code) > _CODE_CHARACTERS:
        raise ValueError("a code has twelve characters at most")
    body = _BODY.pack(
        _VERSION, bytes.fromhex(key.id), ticket.activation_id.bytes, ticket.code_id.bytes, ticket.brand_id.bytes,
        short_code, ticket.step, ticket.issued_at, ticket.id.bytes,
    )  # fmt: skip
    return text_of(body + key.mac("ticket", body))


def read(text: str) -> Ticket | None:
    """The ticket that a text is, however old; None for one that we did not sign. Raises `NotConfigured`."""
    raw = signed_in(text, _BODY.size + _MAC_BYTES)
    if raw is None:
        return None
    body, mac = raw[: _BODY.size], raw[_BODY.size :]
    version, key_id, activation, code, brand, short_code, step, issued_at, ticket_id = _BODY.unpack(body)
    key = key_called(key_id.hex())
    if version != _VERSION or key is None or not hmac.compare_digest(mac, key.mac("ticket", body)):
        return None
    return Ticket(
        UUID(bytes=activation), UUID(bytes=code), UUID(bytes=brand), short_code.rstrip(b"\0").decode(), step,
        issued_at, UUID(bytes=ticket_id), key,
    )  # fmt: skip
