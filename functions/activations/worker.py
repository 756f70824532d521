"""Queue entry: scans of activations in peak mode, judged in batches, each once however often it is delivered."""

from typing import Any

from pydantic import ValidationError

from activations.scans import batches
from activations.scans.models import QueuedScan
from common.telemetry import logger


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Judge a batch in one statement; what is no scan, or is refused by the database, fails alone.

    Raises while the database is down: the whole batch comes back.
    """
    read = [record for record in event["Records"] if _is_scan(record["body"])]
    refused = set(batches.record([record["body"] for record in read])) if read else set()
    done = {record["messageId"] for place, record in enumerate(read) if place not in refused}
    failed = [record["messageId"] for record in event["Records"] if record["messageId"] not in done]
    logger().info("scans judged", extra={"sent": len(done), "refused": len(failed)})
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}


def _is_scan(body: str) -> bool:
    try:
        QueuedScan.model_validate_json(body)
    except ValidationError:
        return False
    return True
