"""What a request says of itself, as far as a scan keeps it. The address goes no further than into a hash."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from activations.scan_requests.readings import Position
from common.origin import address_of, asn_of, country_of
from common.short_links import agent_of
from common.visitor_hashes import place_hash, visitor_hash

EXACT_METRES = 20
"""A position that is as exact as this is one device's; coarser ones are honestly equal for many."""


def facts_of(
    event: Mapping[str, Any], brand_id: UUID, position: Position | None, now: datetime
) -> dict[str, object]:
    """Parts of a scan: `visitor_hash`, `place_hash`, `agent_class`, `country`, `asn`, each only where it is known."""
    agent, day = agent_of(event), now.date()
    is_exact = position is not None and position.accuracy is not None and position.accuracy <= EXACT_METRES
    hashes = {
        "visitor_hash": visitor_hash(brand_id, address_of(event), agent, day),
        "place_hash": place_hash(brand_id, position.lat, position.lng, day)
        if position and is_exact
        else None,
    }
    facts: dict[str, object] = {name: str(found) for name, found in hashes.items() if found}
    beside = {"agent_class": class_of(agent), "country": country_of(event), "asn": asn_of(event)}
    return facts | {name: value for name, value in beside.items() if value}


@lru_cache(maxsize=1_000)
def class_of(agent: str) -> str:
    """`program`, or the kind of device (`common.user_agents`)."""
    from common.user_agents.classes import classify  # lists: nobody waits for them at a start

    read = classify(agent)
    return "program" if read.is_bot else read.device
