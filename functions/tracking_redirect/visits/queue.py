"""A visit on its way to the database: looked up in memory, sent to SQS before the visitor is sent on."""

import json
import secrets
import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from common.database_errors import DatabaseUnavailable
from tracking_redirect.settings import clicks_queue_url
from tracking_redirect.visits.hash_keys import visitor_hash
from tracking_redirect.visits.known_links import KnownLinks, Link

EventType = Literal["click", "view"]

known_links = KnownLinks()


def record(
    kind: EventType, *, code: str, address: str, agent: str, referrer: str, country: str
) -> tuple[Link, UUID] | None:
    """The link and the id of the visit, which SQS has; None for a code that leads nowhere.

    Raises `DatabaseUnavailable` where nothing knows the code, or SQS does not take the visit.
    """
    link = known_links.find(code)
    if link is None:
        return None
    milliseconds = time.time_ns() // 1_000_000
    at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    visit_id = uuid7(milliseconds)
    _send({
        "id": str(visit_id), "at": at.isoformat(timespec="milliseconds"), "type": kind, "link": str(link.id),
        "campaign": str(link.campaign_id), "brand": str(link.brand_id),
        "creator": str(link.creator_user_id) if link.creator_user_id else None,
        "visitor": str(hashed) if (hashed := visitor_hash(address, at.date())) else None,
        "agent": agent, "referrer": referrer, "country": country,
    })  # fmt: skip
    return link, visit_id


def uuid7(milliseconds: int) -> UUID:
    """A UUID version 7 of that moment (RFC 9562): PostgreSQL finds the visit's day in it."""
    return UUID(
        int=milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    )


def _send(visit: dict[str, str | None]) -> None:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        _sqs().send_message(QueueUrl=clicks_queue_url(), MessageBody=json.dumps(visit))
    except (BotoCoreError, ClientError) as error:
        raise DatabaseUnavailable from error  # a click that nobody took is not answered with a 302


@lru_cache(maxsize=1)
def _sqs() -> Any:
    import boto3

    return boto3.client("sqs")
