"""Queue entry: a message only says that an export is due; which stands in the database."""

from typing import Any

from common.deadline import HasRemainingTime
from common.exports import write_due
from common.models.exports import ExportKind
from user_management.exports.service import personal_data


def lambda_handler(_event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Write what is due. What fails waits in its table, so the messages are always done."""
    write_due(ExportKind.PERSONAL_DATA, personal_data, context)
    return {"batchItemFailures": []}
