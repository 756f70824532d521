"""Queue entry: visits that the redirect recorded in the mode `queue`, stored in batches, each once."""

from typing import Any

from pydantic import ValidationError

from common.telemetry import logger
from tracking_redirect.visits.models import QueuedVisit
from tracking_redirect.visits.service import store


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Store a batch in one statement. Raises while the database is down: the whole batch comes back."""
    bodies, failed = [], []
    for record in event["Records"]:
        try:
            QueuedVisit.model_validate_json(record["body"])
        except ValidationError:
            failed.append(record["messageId"])
        else:
            bodies.append(record["body"])
    stored = store(bodies) if bodies else 0
    logger().info("visits stored", extra={"sent": len(bodies), "stored": stored, "refused": len(failed)})
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}
