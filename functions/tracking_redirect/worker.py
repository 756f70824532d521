"""Queue entry: visits that the redirect recorded in the mode `queue`, stored in batches, each once."""

from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, ValidationError

from common.database import transaction
from common.identity import SERVICE
from common.models.base import Input
from common.telemetry import logger
from tracking_redirect.visits import repository


class Visit(Input):
    """A message of the redirect. What is not one goes to the dead letters, alone."""

    id: UUID
    at: AwareDatetime
    type: Literal["click", "view"]
    link: UUID
    campaign: UUID
    brand: UUID
    creator: UUID | None
    visitor: UUID | None
    agent: str = Field(max_length=512, pattern=r"^[^\x00]*$")
    referrer: str = Field(max_length=512, pattern=r"^[^\x00]*$")
    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Store a batch in one statement. Raises while the database is down: the whole batch comes back."""
    bodies, failed = [], []
    for record in event["Records"]:
        try:
            Visit.model_validate_json(record["body"])
        except ValidationError:
            failed.append(record["messageId"])
        else:
            bodies.append(record["body"])
    stored = store(bodies) if bodies else 0
    logger().info("visits stored", extra={"sent": len(bodies), "stored": stored, "refused": len(failed)})
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in failed]}


def store(bodies: list[str]) -> int:
    """Store visits (JSON objects), those of a second delivery not again; how many were new."""
    with transaction(SERVICE) as tx:
        return repository.insert_visits(tx, f"[{','.join(bodies)}]", datetime.now(UTC).date())
