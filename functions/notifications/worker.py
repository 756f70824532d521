"""Queue entry: a message only says that mail is due; which stands in the outbox. One at a time, to keep the pace."""

from typing import Any

from common.telemetry import logger
from notifications.delivery.service import deliver

NEEDED_MILLISECONDS = 50_000
"""Longer than a batch takes where every attempt at it times out."""


def lambda_handler(_event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Send what is due. What fails waits in the outbox, so the messages are always done."""
    counts = deliver(lambda: context.get_remaining_time_in_millis() > NEEDED_MILLISECONDS)
    logger().info("mail delivered", extra={"counts": counts})
    return {"batchItemFailures": []}
