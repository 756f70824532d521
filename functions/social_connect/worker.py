"""Queue entry: a message only says that a run left something; what it is stands in the database."""

from datetime import UTC, datetime
from typing import Any

from common.telemetry import logger
from social_connect.budget import Budget, HasRemainingTime
from social_connect.refresh.service import go_on_refreshing
from social_connect.sync.service import work_through


def lambda_handler(_event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Go on where the run before had to stop. What fails is noted in its table, so the messages are always done."""
    now, budget = datetime.now(UTC), Budget.of_lambda(context)
    tokens = go_on_refreshing(budget)
    figures = work_through(now, budget)
    logger().info("rest of a run worked on", extra={"tokens": tokens, "figures": figures})
    return {"batchItemFailures": []}
