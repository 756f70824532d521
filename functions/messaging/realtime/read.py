"""What the queue's messages say themselves: who is writing just now. It is worth nothing six seconds later."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from common.telemetry import logger

SECONDS_WORTH = 6.0


def read_news(records: Iterable[Mapping[str, Any]], now: float) -> list[dict[str, Any]]:
    """What messages of the queue say that is still worth telling (`now` in Unix seconds), each of it once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for record in records:
        try:
            said = json.loads(record["body"])
            if said.get("type") == "typing" and now - _sent_at(record) <= SECONDS_WORTH:
                found[str(UUID(said["conversation_id"])), str(UUID(said["user_id"]))] = said
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            logger().warning("a message of the queue cannot be read", exc_info=error)
    return list(found.values())


def _sent_at(record: Mapping[str, Any]) -> float:
    """When SQS took the message; its clock is the only one that both ends know."""
    return float(record["attributes"]["SentTimestamp"]) / 1000
