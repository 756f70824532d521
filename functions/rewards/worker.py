"""Queue entry: a message only says that somebody did something; what it was stands in the facts."""

from typing import Any

from common.deadline import Deadline, HasRemainingTime
from common.telemetry import logger
from rewards.badge_signing.service import sign_waiting
from rewards.counting.service import count_what_is_due

SPARE_SECONDS = 30.0
"""What a batch of one person may need to come to its end."""


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Count what is due, then sign the badges that were granted. What fails waits, so the messages are always done."""
    deadline = Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS)
    counts = count_what_is_due(deadline) | sign_waiting(deadline)
    logger().info("facts counted", extra={"counts": counts, "messages": len(event.get("Records", ()))})
    return {"batchItemFailures": []}
