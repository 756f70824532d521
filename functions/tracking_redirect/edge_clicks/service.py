"""Use case of clicks that CloudFront answered: from its log into the table of all others, each once."""

from typing import Any

from common.database import transaction
from common.identity import SERVICE
from common.telemetry import logger
from tracking_redirect.edge_clicks import readings, repository
from tracking_redirect.edge_clicks.repository import ClickedLink
from tracking_redirect.visits import service
from tracking_redirect.visits.models import QueuedVisit


def store(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Store the clicks of a batch of the stream.

    What is no line, of no link, or of a day that is not kept, is said and left: no other attempt would make more of it,
    and the stream would stand still. Raises while the database is down: the batch comes back.
    """
    clicks, unreadable = _read(records)
    links = _links(readings.codes_of(clicks)) if clicks else {}
    bodies = [readings.message_of(click, links[click.code]) for click in clicks if click.code in links]
    visits = {body: QueuedVisit.model_validate_json(body) for body in bodies}
    lost_days = service.days_that_cannot_be_stored(list(visits.values())) if visits else set()
    kept = [body for body, visit in visits.items() if service.day_of(visit) not in lost_days]
    stored = service.store(kept) if kept else 0
    told = {
        "sent": len(clicks),
        "stored": stored,
        "refused": len(clicks) - len(kept),
        "unreadable": unreadable,
    }
    logger().info("clicks of the edge stored", extra=told)
    return {"batchItemFailures": []}


def _read(records: list[dict[str, Any]]) -> tuple[list[readings.EdgeClick], int]:
    clicks: list[readings.EdgeClick] = []
    unreadable = 0
    for record in records:
        try:
            clicks += readings.read(record)
        except ValueError:
            unreadable += 1
    return clicks, unreadable


def _links(codes: list[str]) -> dict[str, ClickedLink]:
    with transaction(SERVICE) as tx:
        return {link.short_code: link for link in repository.links_of_codes(tx, codes)}
