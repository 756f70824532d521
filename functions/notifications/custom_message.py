"""Cognito's trigger before it mails a code: the mail says what ours do, and its button leads where ours lead."""

from typing import Any

from common.telemetry import logger
from notifications.codes.service import message_for


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Put our words into the event and hand it back. A fault leaves Cognito's own words: a plain code is a code."""
    try:
        told = message_for(event["triggerSource"], event["request"])
    except Exception as error:  # noqa: BLE001 - whoever waits for a code shall have it, however it looks
        logger().error("a code's mail has no words of ours", exc_info=error)
        return event
    event["response"] = dict(event.get("response") or {}) | told
    return event
