"""Waking a worker. Work itself stands in tables; a message only says that there is some.

What is worth nothing a moment later stands in no table: it travels as the message itself (`tell`).
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from common.settings import optional
from common.telemetry import logger

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

MAIL = "emails"
"""The queue of the worker that sends mail; what is to be sent stands in the outbox."""
IDENTITIES = "identities"
"""The queue of the worker that tells the identity provider of bans, erasures and new addresses."""
SOCIAL_REST = "social-rest"
"""The queue of the worker that goes on with accounts that a run had no time for."""
REALTIME = "realtime"
"""The queue of the worker that pushes what happened to those who are connected."""
REWARDS = "rewards"
"""The queue of the worker that counts what people did; what is to be counted stands in reward_facts."""


CHANGED_NOTHING = frozenset({"GET", "HEAD"})
REFUSED = 300
"""The first status of an answer that is no success."""


def wake(queue: str) -> None:
    """Tell the workers of `queue` that something is due. A failure is logged: a sweep comes by anyway."""
    tell(queue, {})


def wake_after_change(queue: str, event: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
    """Wake the workers of `queue` where a request of API Gateway, by its method and answer, changed something."""
    if event["requestContext"]["http"]["method"] not in CHANGED_NOTHING and answer["statusCode"] < REFUSED:
        wake(queue)


def tell(queue: str, message: Mapping[str, Any]) -> None:
    """Hand a message to the workers of `queue`. A failure is logged, and the message is lost."""
    url = optional(f"QUEUE_URL_{queue.upper().replace('-', '_')}")
    if url is None:
        return
    try:
        _client().send_message(QueueUrl=url, MessageBody=json.dumps(dict(message)))
    except Exception as error:  # noqa: BLE001 - what was asked for is stored; being late is no failure
        logger().warning("nobody was woken", extra={"queue": queue}, exc_info=error)


@lru_cache(maxsize=1)
def _client() -> "SQSClient":
    import boto3  # 150 ms: only where there is somebody to wake

    return boto3.client("sqs")
