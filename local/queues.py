"""SQS event sources: polls each queue, invokes its Lambda with a batch, deletes what it did."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from infra.topology.types import QueueSource, Topology
from local.aws import Aws
from local.environment import ACCOUNT_ID, RUNTIME_SETTINGS
from local.json_types import Json, JsonObject
from local.runtime.invocation import InvocationFailed

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

LOG = logging.getLogger("local.queues")
LONG_POLL_SECONDS = 5
MOST_PER_RECEIVE = 10
MOST_PER_DELETE = 10
PAUSE_AFTER_FAULT_SECONDS = 1.0

Invoke = Callable[[str, bytes], Awaitable[bytes]]


class Queues:
    """The event source mappings of a topology."""

    def __init__(self, topology: Topology, aws: Aws, urls: dict[str, str], invoke: Invoke) -> None:
        self._aws = aws
        self._urls = urls
        self._invoke = invoke
        self._sources = [
            (function.name, source) for function in topology.functions for source in function.queues
        ]

    async def run(self) -> None:
        """Poll all queues until cancelled."""
        async with asyncio.TaskGroup() as group:
            for function, source in self._sources:
                group.create_task(self._poll(function, source))

    async def _poll(self, function: str, source: QueueSource) -> None:
        client = await asyncio.to_thread(self._aws.sqs)
        url = self._urls[source.queue]
        while True:
            try:
                messages = await _receive(client, source, url)
                if messages:
                    done = await self._deliver(function, source, messages)
                    await asyncio.to_thread(delete, client, url, done)
            except (BotoCoreError, ClientError) as fault:
                LOG.warning("queue %s: %s", source.queue, fault)
                await asyncio.sleep(PAUSE_AFTER_FAULT_SECONDS)

    async def _deliver(
        self, function: str, source: QueueSource, messages: "list[MessageTypeDef]"
    ) -> "list[MessageTypeDef]":
        """Invoke the Lambda; returns the messages that are done. The others come back in time."""
        event = json.dumps({"Records": [record_of(source.queue, message) for message in messages]})
        try:
            result: Json = json.loads(await self._invoke(function, event.encode()))
            failed = failed_message_ids(result)
        except (InvocationFailed, ValueError) as failure:
            LOG.warning("%s: a batch of queue %s failed: %s", function, source.queue, failure)
            return []
        if not failed <= {message["MessageId"] for message in messages}:
            return []  # an unknown id makes AWS treat the whole batch as failed
        return [message for message in messages if message["MessageId"] not in failed]


async def _receive(client: "SQSClient", source: QueueSource, url: str) -> "list[MessageTypeDef]":
    """One batch: full, or what came within the source's batching window."""
    messages: list[MessageTypeDef] = []
    until = time.monotonic() + source.maximum_batching_window_seconds
    while True:
        room = min(source.batch_size - len(messages), MOST_PER_RECEIVE)
        wait = LONG_POLL_SECONDS if not messages else 1
        answer = await asyncio.to_thread(
            client.receive_message, QueueUrl=url, MaxNumberOfMessages=room, WaitTimeSeconds=wait,
            AttributeNames=["All"], MessageAttributeNames=["All"],
        )  # fmt: skip
        messages += answer.get("Messages", [])
        if len(messages) >= source.batch_size or not messages or time.monotonic() >= until:
            return messages


def delete(client: "SQSClient", url: str, messages: "list[MessageTypeDef]") -> None:
    """Delete what is done, ten at a time; what SQS refuses is logged, and comes again."""
    for first in range(0, len(messages), MOST_PER_DELETE):
        some = messages[first : first + MOST_PER_DELETE]
        answer = client.delete_message_batch(
            QueueUrl=url,
            Entries=[
                {"Id": str(n), "ReceiptHandle": message["ReceiptHandle"]} for n, message in enumerate(some)
            ],
        )
        for refused in answer.get("Failed", []):
            LOG.warning("%s: a message was not deleted: %s", url, refused.get("Message", refused["Code"]))


def record_of(queue: str, message: "MessageTypeDef") -> JsonObject:
    """One record of an SQS event."""
    region = RUNTIME_SETTINGS["AWS_REGION"]
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": dict(message.get("Attributes", {}).items()),
        "messageAttributes": {
            name: {"stringValue": value.get("StringValue"), "dataType": value["DataType"]}
            for name, value in message.get("MessageAttributes", {}).items()
        },
        "md5OfBody": message.get("MD5OfBody"),
        "eventSource": "aws:sqs",
        "eventSourceARN": f"arn:aws:sqs:{region}:{ACCOUNT_ID}:{queue}",
        "awsRegion": region,
    }


def failed_message_ids(result: Json) -> set[str]:
    """The ids of `batchItemFailures`. Raises `ValueError` where the result is not of that shape."""
    failures = result.get("batchItemFailures") if isinstance(result, dict) else None
    if failures is None:
        return set()
    if not isinstance(failures, list):
        raise ValueError("batchItemFailures must be a list")  # noqa: TRY004 - a value from outside
    identifiers = {item.get("itemIdentifier") if isinstance(item, dict) else None for item in failures}
    texts = {identifier for identifier in identifiers if isinstance(identifier, str) and identifier}
    if len(texts) != len(identifiers):
        raise ValueError("each batch item failure needs an itemIdentifier")
    return texts
