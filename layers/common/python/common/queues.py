"""Waking a worker. Work itself stands in tables; a message only says that there is some."""

from common.settings import optional
from common.telemetry import logger

MAIL = "emails"
"""The queue of the worker that sends mail; what is to be sent stands in the outbox."""
IDENTITIES = "identities"
"""The queue of the worker that tells the identity provider of bans, erasures and new addresses."""
SOCIAL_REST = "social-rest"
"""The queue of the worker that goes on with accounts that a run had no time for."""
REALTIME = "realtime"
"""The queue of the worker that pushes what happened to those who are connected."""


def wake(queue: str) -> None:
    """Tell the workers of `queue` that something is due. A failure is logged: a sweep comes by anyway."""
    url = optional(f"QUEUE_URL_{queue.upper().replace('-', '_')}")
    if url is None:
        return
    import boto3  # 150 ms: only where there is somebody to wake

    try:
        boto3.client("sqs").send_message(QueueUrl=url, MessageBody="{}")
    except Exception as error:  # noqa: BLE001 - what was asked for is stored; being late is no failure
        logger().warning("nobody was woken", extra={"queue": queue}, exc_info=error)
