"""HTTP entry for Resend: check the signature on the raw bytes, stop mail that bounces or annoys, answer."""

import base64
import binascii
import json
from typing import Any

from common.errors import BadRequest, DomainError, NotConfigured, PayloadTooLarge
from common.http import MAXIMUM_BODY_BYTES, NOT_CACHED, error_body
from common.origin import require_our_origin
from common.secrets import integration_secret
from common.telemetry import logger
from notifications.delivery.feedback import read_feedback, take_in
from notifications.delivery.signature import secrets_in, verify

WEBHOOK_SECRET = "RESEND_WEBHOOK_SECRET"  # noqa: S105 - the name of a secret


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one delivery: 200 once its effect is kept or there is none, 400 for what Resend did not sign."""
    try:
        require_our_origin(event)
        payload = _raw_body(event)
        event_id = _require_signature(payload, event.get("headers", {}))
        feedback = read_feedback(payload)
        if feedback is not None:
            stopped = take_in(event_id, feedback)
            logger().info("mail stopped", extra={"reason": feedback.reason, "addresses": stopped})
    except DomainError as error:
        logger().warning("webhook refused", extra={"code": error.code})
        request_id = event["requestContext"]["requestId"]
        return _answer(error.status, error_body(error, request_id).model_dump_json())
    return _answer(200, json.dumps({"received": True}))


def _raw_body(event: dict[str, Any]) -> bytes:
    body = event.get("body") or ""
    try:
        raw = base64.b64decode(body, validate=True) if event.get("isBase64Encoded") else body.encode()
    except (binascii.Error, UnicodeEncodeError):
        raise BadRequest from None
    if len(raw) > MAXIMUM_BODY_BYTES:
        raise PayloadTooLarge(details=[{"maximum_bytes": MAXIMUM_BODY_BYTES}])
    return raw


def _require_signature(payload: bytes, headers: dict[str, str]) -> str:
    secrets = secrets_in(integration_secret(WEBHOOK_SECRET) or "")
    if not secrets:
        raise NotConfigured(details=[{"missing": WEBHOOK_SECRET}])
    return verify(payload, headers, secrets)


def _answer(status: int, body: str) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": NOT_CACHED | {"content-type": "application/json"},
        "body": body,
        "isBase64Encoded": False,
    }
