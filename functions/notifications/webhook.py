"""HTTP entry for Resend: check the signature on the raw bytes, keep what became of mails, answer."""

from collections.abc import Mapping
from typing import Any

from common.telemetry import logger
from common.webhooks import answer_webhook, signing_keys
from notifications.delivery.signature import key_of, verify
from notifications.feedback.service import apply_feedback, is_known, read_feedback


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one delivery: 200 once its effect is kept or there is none, 400 for what Resend did not sign."""
    return answer_webhook(event, _receive)


def _receive(payload: bytes, headers: Mapping[str, str]) -> None:
    event_id = verify(payload, headers, signing_keys("RESEND_WEBHOOK_SECRET", key_of))
    feedback = read_feedback(payload)
    if feedback is not None:
        stopped = apply_feedback(event_id, feedback)
        logger().info("mail came back", extra={"kind": feedback.kind, "addresses": stopped})
    elif not is_known(payload):
        logger().warning("an event of the mail provider that we do not know", extra={"event_id": event_id})
