"""SQS event sources against moto: batches, partial failures, dead letters."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import psutil
import pytest

from infra.topology.types import Queue, QueueSource
from local import aws
from local.aws import Aws
from local.environment import Stage
from local.queues import Queues, delete, depth, failed_message_ids
from tests.unit.local.running import Running, function, run, topology

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

HANDLER = """
    import boto3, json, os
    def lambda_handler(event, context):
        bad = []
        for record in event["Records"]:
            print("got", record["body"], record["eventSourceARN"].rpartition(":")[2],
                  record["attributes"]["ApproximateReceiveCount"], flush=True)
            if record["body"] == "bad":
                bad.append({"itemIdentifier": record["messageId"]})
            if record["body"] == "raise":
                raise ValueError("on purpose")
            if record["body"] == "forward":
                boto3.client("sqs").send_message(QueueUrl=os.environ["QUEUE_URL_WORK"], MessageBody="forwarded")
        return {"batchItemFailures": bad}
"""
WORK = Queue(name="work", visibility_timeout_seconds=1, maximum_receives=2)
CONSUMER = function(routes=(), queues=(QueueSource(queue="work"),), sends_to=("work",))


@contextlib.contextmanager
def simulated(tmp_path: Path) -> Iterator[Aws]:
    server = aws.start(tmp_path / "aws.log", "00" * 32)
    try:
        yield server
    finally:
        server.stop()


def consume(tmp_path: Path, bodies: list[str], expect: Callable[[Running, "SQSClient", str], None]) -> None:
    with simulated(tmp_path) as server:
        urls = server.create_queues((WORK,))
        client = server.sqs()
        stage = Stage(
            cluster=None, values={}, aws=server.environment, queue_urls=urls, task_root=tmp_path / "task"
        )

        def scenario(running: Running) -> None:
            for body in bodies:
                client.send_message(QueueUrl=urls["work"], MessageBody=body)
            expect(running, client, urls["work"])

        run(tmp_path, HANDLER, scenario, topology=topology(CONSUMER, queues=(WORK,)), stage=stage, aws=server)


def wait_for(condition: Callable[[], bool], *, patience: float = 20) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_messages_are_delivered_and_deleted_and_a_lambda_can_send(tmp_path: Path) -> None:
    def expect(running: Running, client: "SQSClient", url: str) -> None:
        wait_for(lambda: (running.logs / "room.log").exists() and "got forwarded work 1" in running.log())
        wait_for(lambda: depth(client, url) == 0)
        assert running.log().count("got forward work") == 1

    consume(tmp_path, ["forward"], expect)


def test_what_fails_comes_back_and_ends_among_the_dead(tmp_path: Path) -> None:
    def expect(running: Running, client: "SQSClient", url: str) -> None:
        wait_for(lambda: depth(client, f"{url}-dead") == 1)
        assert running.log().count("got bad") == WORK.maximum_receives
        assert running.log().count("got good") == 1
        assert depth(client, url) == 0

    consume(tmp_path, ["good", "bad"], expect)


def test_an_exception_fails_the_whole_batch(tmp_path: Path) -> None:
    def expect(running: Running, client: "SQSClient", url: str) -> None:
        wait_for(lambda: depth(client, f"{url}-dead") == 1)
        assert running.log().count("got raise") == WORK.maximum_receives

    consume(tmp_path, ["raise"], expect)


def test_what_is_done_is_deleted_ten_at_a_time_and_a_refusal_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with simulated(tmp_path) as server:
        url = server.create_queues((WORK,))["work"]
        client = server.sqs()
        requests: list[object] = []
        client.meta.events.register("before-call.sqs", lambda model, **_: requests.append(model.name))
        messages: list[MessageTypeDef] = []
        for number in range(12):
            client.send_message(QueueUrl=url, MessageBody=str(number))
            messages += client.receive_message(QueueUrl=url)["Messages"]
        delete(client, url, messages)
        assert depth(client, url) == 0
        assert requests.count("DeleteMessageBatch") == 2
        delete(client, url, [])
        assert requests.count("DeleteMessageBatch") == 2
        assert caplog.messages == []
        delete(client, url, [{"MessageId": "unknown", "ReceiptHandle": "no handle"}])
        assert "a message was not deleted" in caplog.messages[0]


def test_the_simulated_aws_ends_with_its_parent(tmp_path: Path) -> None:
    with simulated(tmp_path) as server:
        assert server.process.stdin is not None
        server.process.stdin.close()
        wait_for(lambda: server.process.poll() is not None)
    assert not psutil.pid_exists(server.process.pid)


@pytest.mark.parametrize(
    ("result", "failed"),
    [
        (None, set()),
        ({}, set()),
        ({"batchItemFailures": None}, set()),
        ({"batchItemFailures": []}, set()),
        ({"batchItemFailures": [{"itemIdentifier": "a"}]}, {"a"}),
    ],
)
def test_batch_item_failures_name_messages(result: "dict[str, object] | None", failed: set[str]) -> None:
    assert failed_message_ids(result) == failed  # type: ignore[arg-type]


@pytest.mark.parametrize("failures", ["a", [{}], [{"itemIdentifier": ""}], [{"itemIdentifier": None}], ["a"]])
def test_malformed_batch_item_failures_fail_the_batch(failures: "str | list[object]") -> None:
    with pytest.raises(ValueError, match="batch"):
        failed_message_ids({"batchItemFailures": failures})  # type: ignore[dict-item]


class Silent:
    """An SQS whose queues stay empty: a long poll lasts until the test lets it end."""

    def __init__(self) -> None:
        self.over = threading.Event()

    def sqs(self) -> "Silent":
        return self

    def receive_message(self, **_: object) -> dict[str, object]:
        self.over.wait(30)
        return {}

    def get_queue_attributes(self, **_: object) -> dict[str, dict[str, str]]:
        names = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        return {"Attributes": dict.fromkeys(names, "0")}


def test_polls_that_wait_keep_nobody_else_waiting() -> None:
    """As on a machine with fewer threads for all than queues: the stop asks what is left while each queue is polled."""
    room = function(routes=(), queues=(QueueSource(queue="one"), QueueSource(queue="two")))
    only = (replace(WORK, name="one", holds_the_only_copy=True), replace(WORK, name="two"))
    silent = Silent()

    async def never(_: str, __: bytes) -> bytes:
        raise AssertionError("no message came")

    async def ask() -> dict[str, int]:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2))
        polled = Queues(topology(room, queues=only), cast("Aws", silent), {"one": "1", "two": "2"}, never)
        polling = asyncio.get_running_loop().create_task(polled.run())
        try:
            await asyncio.sleep(0.2)
            return await asyncio.wait_for(polled.count(), 10)
        finally:
            silent.over.set()
            polling.cancel()

    assert asyncio.run(ask()) == {"one": 0}
