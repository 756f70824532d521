"""Queue entry: a message only says that an import is due; which stands in the database."""

from typing import Any

from agents.contact_imports.apply import import_due
from common.deadline import HasRemainingTime


def lambda_handler(_event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Import what is due. What fails waits in its table, so the messages are always done."""
    import_due(context)
    return {"batchItemFailures": []}
