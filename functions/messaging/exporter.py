"""Queue entry: a message only says that a conversation is to be written; which stands in the database."""

from typing import Any

from common.deadline import HasRemainingTime
from common.exports import write_due
from common.models.exports import ExportKind
from messaging.exports.service import conversation_file


def lambda_handler(_event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Write what is due. What fails waits in its table, so the messages are always done."""
    write_due(ExportKind.CONVERSATION, conversation_file, context)
    return {"batchItemFailures": []}
