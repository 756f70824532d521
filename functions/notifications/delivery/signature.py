"""Resend's webhook signature (Svix): HMAC-SHA256 over `id.timestamp.body`, one `v1,<base64>` or several."""

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Mapping

from notifications.errors import WebhookSignatureInvalid

TOLERANCE_SECONDS = 300
PREFIX = "whsec_"


def secrets_in(setting: str) -> list[bytes]:
    """The signing keys in RESEND_WEBHOOK_SECRET: two while one is rolled; by commas. Malformed ones are none."""
    found = []
    for part in setting.split(","):
        try:
            key = base64.b64decode(part.strip().removeprefix(PREFIX), validate=True)
        except (binascii.Error, ValueError):
            continue
        if key:
            found.append(key)
    return found


def verify(payload: bytes, headers: Mapping[str, str], secrets: list[bytes], now: float | None = None) -> str:
    """The id of the message. Raises `WebhookSignatureInvalid` unless a secret signed it within five minutes of now."""
    message_id, timestamp = headers.get("svix-id", ""), headers.get("svix-timestamp", "")
    is_time = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12
    if not message_id or not message_id.isascii() or not is_time:
        raise WebhookSignatureInvalid
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_SECONDS:
        raise WebhookSignatureInvalid
    expected = [_signature(payload, message_id, timestamp, secret) for secret in secrets]
    parts = headers.get("svix-signature", "").split(" ")
    given = [part[3:].encode() for part in parts if part.startswith("v1,") and part.isascii()]
    # Every pair is compared, so that the time taken tells nothing.
    if not sum(hmac.compare_digest(ours, theirs) for ours in expected for theirs in given):
        raise WebhookSignatureInvalid
    return message_id


def sign(payload: bytes, message_id: str, at: int, secret: bytes) -> dict[str, str]:
    """The headers that Resend would send."""
    signature = _signature(payload, message_id, str(at), secret).decode()
    return {"svix-id": message_id, "svix-timestamp": str(at), "svix-signature": f"v1,{signature}"}


def _signature(payload: bytes, message_id: str, timestamp: str, secret: bytes) -> bytes:
    content = f"{message_id}.{timestamp}.".encode() + payload
    return base64.b64encode(hmac.new(secret, content, hashlib.sha256).digest())
