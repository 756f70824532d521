"""Queue entry: a message only says that a run left something; what it is stands in the database."""

from datetime import UTC, datetime
from typing import Any

from common.deadline import Deadline, HasRemainingTime
from common.telemetry import logger
from social_connect.refresh.service import resume_refresh
from social_connect.sync.service import ONE_ACCOUNT_SECONDS, run_queued_jobs


def lambda_handler(_event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Go on where the run before had to stop. What fails is noted in its table, so the messages are always done."""
    now = datetime.now(UTC)
    deadline = Deadline.of_lambda(context, spare_seconds=ONE_ACCOUNT_SECONDS)
    tokens = resume_refresh(deadline)
    figures = run_queued_jobs(now, deadline)
    logger().info("rest of a run worked on", extra={"tokens": tokens, "figures": figures})
    return {"batchItemFailures": []}
