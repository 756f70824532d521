"""Queue entry: a message says that hints are due, which stand in the outbox; or it is one itself, of the moment."""

import time
from typing import Any

from common.deadline import Deadline, HasRemainingTime
from common.telemetry import logger
from messaging.realtime.service import tell_at_once, tell_what_is_due
from messaging.realtime.tell import ONE_BATCH_SECONDS
from messaging.typing.service import fresh

SPARE_SECONDS = ONE_BATCH_SECONDS + 40.0
"""What a batch may need beyond its own deadline: the requests under way, each with its attempts, and the statements."""


def lambda_handler(event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Tell what is due. What fails waits in the outbox, so the messages are always done."""
    tell_at_once(fresh(event.get("Records", ()), time.time()))
    counts = tell_what_is_due(Deadline.of_lambda(context, spare_seconds=SPARE_SECONDS))
    logger().info("hints told", extra={"counts": counts})
    return {"batchItemFailures": []}
