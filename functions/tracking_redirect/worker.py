"""Queue entry: visits that the redirect recorded in the mode `queue`, stored in batches, each once.

From the stream of CloudFront's log come clicks that the edge answered, and end in the same table.
"""

from typing import Any

from pydantic import ValidationError

from common.telemetry import logger
from tracking_redirect.visits import service
from tracking_redirect.visits.models import QueuedVisit

Sent = list[tuple[QueuedVisit, dict[str, Any]]]


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Store a batch in one statement; what is no visit, or of a day that is not kept, fails alone.

    Raises while the database is down: the whole batch comes back.
    """
    if any("kinesis" in record for record in event["Records"]):
        from tracking_redirect.edge_clicks import service as edge_clicks  # where the stage's edge answers

        return edge_clicks.store(event["Records"])
    visits = _read(event["Records"])
    lost_days = service.days_that_cannot_be_stored([visit for visit, _ in visits]) if visits else set()
    kept = [record for visit, record in visits if service.day_of(visit) not in lost_days]
    stored = service.store([record["body"] for record in kept]) if kept else 0
    kept_ids = {record["messageId"] for record in kept}
    failed = [record["messageId"] for record in event["Records"] if record["messageId"] not in kept_ids]
    logger().info("visits stored", extra={"sent": len(kept), "stored": stored, "refused": len(failed)})
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}


def _read(records: list[dict[str, Any]]) -> Sent:
    visits: Sent = []
    for record in records:
        try:
            visits.append((QueuedVisit.model_validate_json(record["body"]), record))
        except ValidationError:
            continue
    return visits
