"""Queue entry: a message only says that a sheet of codes is to be written; whose stands in the database."""

from typing import Any

from activations.code_sheets.service import pdf_file, svg_file
from common.deadline import HasRemainingTime
from common.exports import write_due
from common.models.exports import ExportKind


def lambda_handler(_event: dict[str, Any], context: HasRemainingTime) -> dict[str, Any]:
    """Write what is due. What fails waits in its table, so the messages are always done."""
    write_due(ExportKind.ACTIVATION_CODES_PDF, pdf_file, context)
    write_due(ExportKind.ACTIVATION_CODES_SVG, svg_file, context)
    return {"batchItemFailures": []}
