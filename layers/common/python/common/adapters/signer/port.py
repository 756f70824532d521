"""Signatures of ECDSA over P-256 with SHA-256 (ES256 of RFC 7518), whose private key nobody of us reads.

Nothing here may be called inside a transaction.
"""

import base64
import hashlib
import json
from typing import Protocol, TypedDict

from common.errors import Unavailable

PART_BYTES = 32
"""Of each of the two numbers of a signature, and of a point."""


class PublicKey(TypedDict):
    """The public half, as RFC 7517 writes it."""

    kty: str
    crv: str
    x: str
    y: str


class SignerUnavailable(Unavailable):
    """Who keeps the key does not answer, or lets us not sign."""

    code = "SIGNER_UNAVAILABLE"
    sentence = "The signing service does not answer. Try again."


class Signer(Protocol):
    """Signs with one key."""

    def sign(self, message: bytes) -> bytes:
        """The signature of `message`, of any length: 64 bytes, r and s. Raises `SignerUnavailable`."""
        ...

    def public_key(self) -> PublicKey:
        """What verifies it. Raises `SignerUnavailable`."""
        ...


def thumbprint(key: PublicKey) -> str:
    """The name of a key, which is the same wherever it is kept (RFC 7638)."""
    required = {name: key[name] for name in ("crv", "kty", "x", "y")}
    text = json.dumps(required, separators=(",", ":"), sort_keys=True)
    return base64url(hashlib.sha256(text.encode()).digest())


def base64url(octets: bytes) -> str:
    """As JOSE writes it: without padding."""
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def jwk_of(x: int, y: int) -> PublicKey:
    """A point of the curve as a key."""
    return {"kty": "EC", "crv": "P-256", "x": _part(x), "y": _part(y)}


def joined(der: bytes) -> bytes:
    """A signature as JOSE has it, r and s, of one in DER."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    return b"".join(number.to_bytes(PART_BYTES, "big") for number in decode_dss_signature(der))


def _part(number: int) -> str:
    return base64url(number.to_bytes(PART_BYTES, "big"))
