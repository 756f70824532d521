"""Queue entry: a message only says that an export is due; which stands in the database."""

from typing import Any

from common.deadline import Deadline, HasRemainingTime
from user_management.exports.service import write_personal_data

ONE_FILE_SECONDS = 600.0
"""Longer than the largest file takes: what is begun is finished."""


def lambda_handler(_event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Write what is due. What fails waits in its table, so the messages are always done."""
    deadline = Deadline.of_lambda(context, spare_seconds=ONE_FILE_SECONDS)
    write_personal_data(lambda: not deadline.is_over)
    return {"batchItemFailures": []}
