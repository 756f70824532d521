"""A visit on its way to the database: looked up in memory, sent to SQS before the visitor is sent on."""

import json
import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from common.database_errors import DatabaseUnavailable
from common.uuids import uuid7
from tracking_redirect.settings import clicks_queue_url
from tracking_redirect.visits.hashes import visitor_hash
from tracking_redirect.visits.known_links import KnownLinks, Link
from tracking_redirect.visits.port import Followed, Found, Visit

EventType = Literal["click", "view"]

known_links = KnownLinks()


class QueueRecorder:
    """See `visits.port.Recorder`."""

    def follow(self, visit: Visit) -> Followed | None:
        """Look the link up in memory and send the click to SQS."""
        found = record("click", visit)
        return Followed(found[0].destination_url, found[1]) if found else None

    def find(self, code: str) -> Found | None:
        """Look the link up in memory."""
        link = known_links.find(code)
        return Found(link.destination_url, link.expired_url, link.has_ended()) if link else None

    def record_view(self, visit: Visit) -> None:
        """Look the link up in memory and send the view to SQS."""
        record("view", visit)


def record(kind: EventType, visit: Visit) -> tuple[Link, UUID] | None:
    """The link and the id of the visit, which SQS has; None for a code that leads nowhere, or has ended.

    Raises `DatabaseUnavailable` where nothing knows the code, or SQS does not take the visit.
    """
    link = known_links.find(visit["code"])
    if link is None or link.has_ended():
        return None
    milliseconds = time.time_ns() // 1_000_000
    at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    visit_id = uuid7(milliseconds)
    hashed = visitor_hash(visit["address"], visit["agent"], at.date())
    _send({
        "id": str(visit_id), "at": at.isoformat(timespec="milliseconds"), "type": kind, "link": str(link.id),
        "campaign": str(link.campaign_id), "brand": str(link.brand_id),
        "creator": str(link.creator_user_id) if link.creator_user_id else None,
        "visitor": str(hashed) if hashed else None,
        "agent": visit["agent"], "referrer": visit["referrer"], "country": visit["country"],
        "scan": kind == "click" and visit["scan"],
    })  # fmt: skip
    return link, visit_id


def _send(message: dict[str, str | bool | None]) -> None:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        _sqs().send_message(QueueUrl=clicks_queue_url(), MessageBody=json.dumps(message))
    except (BotoCoreError, ClientError) as error:
        raise DatabaseUnavailable from error  # a click that nobody took is not answered with a 302


@lru_cache(maxsize=1)
def _sqs() -> Any:
    import boto3

    return boto3.client("sqs")
