"""Queue entry: a message only says that the identity provider has to follow; which accounts stands in the outbox."""

from typing import Any

from common.deadline import Deadline, HasRemainingTime
from common.telemetry import logger
from user_management.identities.service import follow_accounts

ONE_ACCOUNT_SECONDS = 40.0
"""Longer than one takes where every call to the provider times out."""


def lambda_handler(_event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Let the provider follow. What fails waits in the outbox, so the messages are always done."""
    deadline = Deadline.of_lambda(context, spare_seconds=ONE_ACCOUNT_SECONDS)
    counts = follow_accounts(lambda: not deadline.is_over)
    logger().info("accounts followed", extra={"counts": counts})
    return {"batchItemFailures": []}
