"""SQS event sources: polls each queue, invokes its Lambda with a batch, deletes what it did.

Before the system stops, queues that hold the only copy of something are drained: the simulated SQS forgets them.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

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
MOST_PER_REQUEST = 10
PAUSE_AFTER_FAULT_SECONDS = 1.0
SECONDS_WITHOUT_PROGRESS = 8.0
"""Draining goes on as long as the queues grow shorter: a cold start and a batching window fit into this."""
PAUSE_OF_DRAINING_SECONDS = 0.2

Invoke = Callable[[str, bytes], Awaitable[bytes]]
Item = TypeVar("Item")


class Queues:
    """The event source mappings of a topology."""

    def __init__(self, topology: Topology, aws: Aws, urls: dict[str, str], invoke: Invoke) -> None:
        self._aws = aws
        self._urls = urls
        self._invoke = invoke
        self._sources = [
            (function.name, source) for function in topology.functions for source in function.queues
        ]
        self._only_copies = [queue.name for queue in topology.queues if queue.holds_the_only_copy]
        self._failed: dict[str, dict[str, str]] = {queue: {} for queue in self._only_copies}

    async def run(self) -> None:
        """Poll all queues until cancelled.

        A long poll holds a thread for seconds, so each has one of its own: of those that all share a small machine has
        six, and whoever asked for one of them, the stop among them, would wait for a poll to end.
        """
        threads = ThreadPoolExecutor(max(len(self._sources), 1), thread_name_prefix="poll")
        try:
            async with asyncio.TaskGroup() as group:
                for function, source in self._sources:
                    group.create_task(self._poll(function, source, threads))
        finally:
            threads.shutdown(wait=False)

    async def drain(self, hurry: asyncio.Event) -> dict[str, int]:
        """Have what lies in the queues that hold the only copy done, as long as that gets on and `hurry` is unset.

        Returns how many messages are left, per queue, its dead letters among them. `run` must be under way. Raises
        `BotoCoreError` or `ClientError` where the queues cannot be asked.
        """
        client = await asyncio.to_thread(self._aws.sqs)
        left = await self._count(client)
        until = time.monotonic() + SECONDS_WITHOUT_PROGRESS
        while any(left.values()) and not hurry.is_set() and time.monotonic() < until:
            await asyncio.to_thread(self._bring_back, client)
            with suppress(TimeoutError):
                await asyncio.wait_for(hurry.wait(), PAUSE_OF_DRAINING_SECONDS)
            before, left = left, await self._count(client)
            if sum(left.values()) < sum(before.values()):
                until = time.monotonic() + SECONDS_WITHOUT_PROGRESS
        dead = await self._count(client, "-dead")
        return {queue: left[queue] + dead[queue] for queue in left}

    async def count(self) -> dict[str, int]:
        """How many messages lie in each queue that holds the only copy. Raises as `drain` does."""
        return await self._count(await asyncio.to_thread(self._aws.sqs))

    async def _count(self, client: "SQSClient", suffix: str = "") -> dict[str, int]:
        return {
            queue: await asyncio.to_thread(depth, client, self._urls[queue] + suffix)
            for queue in self._only_copies
        }

    def _bring_back(self, client: "SQSClient") -> None:
        """Let what failed come again now and not after its visibility time-out, which may be minutes."""
        for queue in self._only_copies:
            handles, self._failed[queue] = list(self._failed[queue].values()), {}
            for some in _by_tens(handles):
                client.change_message_visibility_batch(
                    QueueUrl=self._urls[queue],
                    Entries=[
                        {"Id": str(n), "ReceiptHandle": handle, "VisibilityTimeout": 0}
                        for n, handle in enumerate(some)
                    ],
                )  # what SQS refuses has come again by itself

    async def _poll(self, function: str, source: QueueSource, threads: Executor) -> None:
        client = await asyncio.to_thread(self._aws.sqs)
        url = self._urls[source.queue]
        while True:
            try:
                messages = await _receive(client, source, url, threads)
                if messages:
                    done = await self._deliver(function, source, messages)
                    self._remember(source.queue, messages, done)
                    await asyncio.to_thread(delete, client, url, done)
            except (BotoCoreError, ClientError) as fault:
                LOG.warning("queue %s: %s", source.queue, fault)
                await asyncio.sleep(PAUSE_AFTER_FAULT_SECONDS)

    def _remember(self, queue: str, messages: "list[MessageTypeDef]", done: "list[MessageTypeDef]") -> None:
        failed = self._failed.get(queue, {})
        failed.update((message["MessageId"], message["ReceiptHandle"]) for message in messages)
        for message in done:
            del failed[message["MessageId"]]

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


async def _receive(
    client: "SQSClient", source: QueueSource, url: str, threads: Executor
) -> "list[MessageTypeDef]":
    """One batch: full, or what came within the source's batching window."""
    loop = asyncio.get_running_loop()
    messages: list[MessageTypeDef] = []
    until = time.monotonic() + source.maximum_batching_window_seconds
    while True:
        room = min(source.batch_size - len(messages), MOST_PER_REQUEST)
        wait = LONG_POLL_SECONDS if not messages else 1
        ask = partial(
            client.receive_message, QueueUrl=url, MaxNumberOfMessages=room, WaitTimeSeconds=wait,
            AttributeNames=["All"], MessageAttributeNames=["All"],
        )  # fmt: skip
        answer = await loop.run_in_executor(threads, ask)
        messages += answer.get("Messages", [])
        if len(messages) >= source.batch_size or not messages or time.monotonic() >= until:
            return messages


def delete(client: "SQSClient", url: str, messages: "list[MessageTypeDef]") -> None:
    """Delete what is done, ten at a time; what SQS refuses is logged, and comes again."""
    for some in _by_tens(messages):
        answer = client.delete_message_batch(
            QueueUrl=url,
            Entries=[
                {"Id": str(n), "ReceiptHandle": message["ReceiptHandle"]} for n, message in enumerate(some)
            ],
        )
        for refused in answer.get("Failed", []):
            LOG.warning("%s: a message was not deleted: %s", url, refused.get("Message", refused["Code"]))


def depth(client: "SQSClient", url: str) -> int:
    """How many messages a queue holds, those on their way to a consumer among them."""
    held = client.get_queue_attributes(
        QueueUrl=url,
        AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    )["Attributes"]
    return sum(int(number) for number in held.values())


def _by_tens(items: list[Item]) -> Iterator[list[Item]]:
    for first in range(0, len(items), MOST_PER_REQUEST):
        yield items[first : first + MOST_PER_REQUEST]


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
