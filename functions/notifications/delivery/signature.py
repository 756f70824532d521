"""Resend's webhook signature (Svix): HMAC-SHA256 over `id.timestamp.body`, one `v1,<base64>` or several."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping

from common.webhooks import SignatureInvalid, require_match, signed_at

PREFIX = "whsec_"


def key_of(secret: str) -> bytes | None:
    """The signing key in a secret of Resend's; None for a malformed one."""
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return None


def verify(payload: bytes, headers: Mapping[str, str], secrets: list[bytes], now: float | None = None) -> str:
    """The id of the message. Raises `SignatureInvalid` unless a secret signed it within five minutes of now."""
    message_id, timestamp = headers.get("svix-id", ""), headers.get("svix-timestamp", "")
    if not message_id or not message_id.isascii():
        raise SignatureInvalid
    signed_at(timestamp, now)
    parts = headers.get("svix-signature", "").split(" ")
    given = [part[3:].encode() for part in parts if part.startswith("v1,") and part.isascii()]
    require_match((_signature(payload, message_id, timestamp, secret) for secret in secrets), given)
    return message_id


def sign(payload: bytes, message_id: str, at: int, secret: bytes) -> dict[str, str]:
    """The headers that Resend would send."""
    signature = _signature(payload, message_id, str(at), secret).decode()
    return {"svix-id": message_id, "svix-timestamp": str(at), "svix-signature": f"v1,{signature}"}


def _signature(payload: bytes, message_id: str, timestamp: str, secret: bytes) -> bytes:
    content = f"{message_id}.{timestamp}.".encode() + payload
    return base64.b64encode(hmac.new(secret, content, hashlib.sha256).digest())
