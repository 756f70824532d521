"""Use cases of typing: worth nothing six seconds later, so it stands in no table."""

import json
import time
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from common.queues import REALTIME, tell
from common.telemetry import logger

SECONDS_WORTH = 6.0


def announce(conversation_id: UUID, user_id: UUID, side: str) -> None:
    """Let the others in a conversation know that somebody writes, who was found to be allowed to. Raises nothing."""
    tell(REALTIME, {
        "type": "typing", "conversation_id": str(conversation_id), "user_id": str(user_id), "side": side,
        "at": time.time(),
    })  # fmt: skip


def fresh(records: Iterable[Mapping[str, Any]], now: float) -> list[dict[str, Any]]:
    """What messages of the queue say that is still worth telling (`now` in Unix seconds), each of it once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for record in records:
        try:
            said = json.loads(record["body"])
            if said.get("type") == "typing" and now - float(said.pop("at")) <= SECONDS_WORTH:
                found[str(UUID(said["conversation_id"])), str(UUID(said["user_id"]))] = said
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            logger().warning("a message of the queue cannot be read", exc_info=error)
    return list(found.values())
