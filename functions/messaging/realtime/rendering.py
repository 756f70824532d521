"""Events as they travel: one JSON object of at most `MOST_BYTES`, whatever was written."""

import json
from collections.abc import Mapping
from typing import Any

MOST_BYTES = 4_096
"""Of an event; AppSync counts five thousand as one operation."""
CUT_FIRST = ("body", "warnings", "title")
"""What a request tells as well, in the order in which it goes where there is no room."""
FACTS = frozenset(
    {"v", "type", "conversation_id", "seq", "id", "deal_id", "campaign_id", "notification_id", "held_id"}
)
"""What is left of an event that is still too long: enough to ask."""


def encoded(event: Mapping[str, Any]) -> str:
    """The event as text, without what there is no room for."""
    left = dict(event)
    for name in CUT_FIRST:
        if _fits(text := _written(left)):
            return text
        left.pop(name, None)
    text = _written(left)
    if _fits(text):
        return text
    return _written({name: left[name] for name in FACTS & left.keys() if _fits(_written({name: left[name]}))})


def _written(event: Mapping[str, Any]) -> str:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def _fits(text: str) -> bool:
    return len(text.encode()) <= MOST_BYTES
