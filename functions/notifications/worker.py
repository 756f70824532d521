"""Queue entry: a message only says that mail is due; which stands in the outbox. One sends, to keep the pace."""

from typing import Any

from common import metrics
from common.deadline import Deadline, HasRemainingTime
from common.telemetry import logger
from notifications.delivery.lock import only_sender
from notifications.delivery.service import deliver

ONE_BATCH_SECONDS = 50.0
"""Longer than a batch takes where every attempt at it times out."""


def lambda_handler(_event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Send what is due, unless another worker does. What fails waits in the outbox, so the messages are always done."""
    with only_sender() as is_alone:
        if not is_alone:
            logger().info("mail is being delivered by another worker")
            return {"batchItemFailures": []}
        counts = deliver(Deadline.of_lambda(context, spare_seconds=ONE_BATCH_SECONDS))
    metrics.count("mails_sent", counts["sent"])
    metrics.count("mails_failed", counts["failed"])
    logger().info("mail delivered", extra={"counts": counts})
    return {"batchItemFailures": []}
