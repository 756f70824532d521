"""HTTP entry for Stripe: check the signature on the raw bytes, keep the event, wake the worker, answer."""

import base64
import binascii
from typing import Any

from common.errors import BadRequest, DomainError, NotConfigured, PayloadTooLarge
from common.http import MAXIMUM_BODY_BYTES, NOT_CACHED, error_body
from common.origin import require_our_origin
from common.queues import wake
from common.secrets import integration_secret
from common.telemetry import logger
from payments.events.service import read_event, receive
from payments.events.signature import secrets_in, verify
from payments.models import WebhookReceived

WEBHOOK_SECRET = "STRIPE_WEBHOOK_SECRET"  # noqa: S105 - the name of a secret
QUEUE = "stripe-events"


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one delivery: 200 once the event is kept, 400 for what Stripe did not sign."""
    try:
        require_our_origin(event)
        payload = _raw_body(event)
        _require_signature(payload, event.get("headers", {}).get("stripe-signature", ""))
        is_due = receive(read_event(payload))
    except DomainError as error:
        logger().warning("webhook refused", extra={"code": error.code})
        request_id = event["requestContext"]["requestId"]
        return _answer(error.status, error_body(error, request_id).model_dump_json())
    if is_due:
        wake(QUEUE)
    return _answer(200, WebhookReceived().model_dump_json())


def _raw_body(event: dict[str, Any]) -> bytes:
    body = event.get("body") or ""
    try:
        raw = base64.b64decode(body, validate=True) if event.get("isBase64Encoded") else body.encode()
    except (binascii.Error, UnicodeEncodeError):
        raise BadRequest from None
    if len(raw) > MAXIMUM_BODY_BYTES:
        raise PayloadTooLarge(details=[{"maximum_bytes": MAXIMUM_BODY_BYTES}])
    return raw


def _require_signature(payload: bytes, header: str) -> None:
    secrets = secrets_in(integration_secret(WEBHOOK_SECRET) or "")
    if not secrets:
        raise NotConfigured(details=[{"missing": WEBHOOK_SECRET}])
    verify(payload, header, secrets)


def _answer(status: int, body: str) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": NOT_CACHED | {"content-type": "application/json"},
        "body": body,
        "isBase64Encoded": False,
    }
