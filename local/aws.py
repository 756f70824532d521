"""The AWS APIs that the system uses, played by moto in a child process: queues, files, secrets.

It keeps nothing: what was uploaded is gone when the system stops. Only the master key of the vault is the same again.
One that died is started again at the same address, and empty.
"""

import json
import select
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from common.hash_keys import renew
from infra.topology.types import Queue, Topology
from local.environment import RUNTIME_SETTINGS, VAULT_KEY_ID, visibility_seconds
from local.failures import LocalFailure
from local.watch import Condition

if TYPE_CHECKING:
    from boto3 import Session
    from mypy_boto3_sqs import SQSClient

SECONDS_TO_START = 30.0


@dataclass
class Aws:
    """A running moto server."""

    process: subprocess.Popen[bytes]
    endpoint: str
    log_file: Path
    master_key: str

    @property
    def environment(self) -> Mapping[str, str]:
        """What sends every AWS client of a Lambda to us."""
        return {"AWS_ENDPOINT_URL": self.endpoint}

    def sqs(self) -> "SQSClient":
        """A client that gives up at once: what fails here is us, not a network."""
        # Imported here: half a second that a system without queues need not wait for.
        import boto3
        from botocore.config import Config

        return boto3.client(
            "sqs",
            endpoint_url=self.endpoint,
            region_name=RUNTIME_SETTINGS["AWS_REGION"],
            aws_access_key_id="local",
            aws_secret_access_key="local",  # noqa: S106 - moto takes any
            config=Config(retries={"total_max_attempts": 1}, read_timeout=30, connect_timeout=5),
        )

    def create_queues(
        self, queues: tuple[Queue, ...], *, visibility_seconds: int | None = None
    ) -> dict[str, str]:
        """Create each queue with its dead-letter queue; returns the URLs by name.

        `visibility_seconds` replaces what the map says: on a laptop nobody waits six minutes for a retry.
        """
        client = self.sqs()
        return {queue.name: _create_queue(client, queue, visibility_seconds) for queue in queues}

    def create_bucket(self, name: str) -> None:
        """A bucket for files."""
        # Made in us-east-1 it needs no location constraint; moto serves it to every region.
        self._session().client("s3", endpoint_url=self.endpoint, region_name="us-east-1").create_bucket(
            Bucket=name
        )

    def create_hash_keys(self, name: str) -> None:
        """The secret with the keys of visitor hashes, with those of today: nobody waits here for the timer."""
        client = self._session().client(
            "secretsmanager", endpoint_url=self.endpoint, region_name=RUNTIME_SETTINGS["AWS_REGION"]
        )
        client.create_secret(Name=name)
        renew(client, name, datetime.now(UTC).date())

    def _session(self) -> "Session":
        import boto3

        return boto3.Session(aws_access_key_id="local", aws_secret_access_key="local")  # noqa: S106

    def has_died(self) -> bool:
        """Whether its process has ended."""
        return self.process.poll() is not None

    def start_again(self) -> None:
        """Start it at the same address, where the Lambdas look for it. Raises `LocalFailure`."""
        self.process, _ = _start_process(self.log_file, self.master_key, urlsplit(self.endpoint).port or 0)

    def stop(self) -> None:
        """End the server."""
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()


def is_needed(topology: Topology) -> bool:
    """Whether anything of the topology talks to an AWS API."""
    return bool(topology.queues) or any(
        "ASSET_BUCKET" in function.environment for function in topology.functions
    )


def start(log_file: Path, master_key: str) -> Aws:
    """Start moto on a free port; `master_key` (32 bytes in hexadecimal) is the vault's in its KMS.

    Raises `LocalFailure` when it does not come up.
    """
    process, endpoint = _start_process(log_file, master_key, port=0)
    return Aws(process, endpoint, log_file, master_key)


def furnish(aws: Aws, topology: Topology, values: Mapping[str, str]) -> dict[str, str]:
    """Make the buckets, secrets and queues of the stage `values`; returns the queues' URLs by name.

    Raises `LocalFailure` for a `LOCAL_VISIBILITY_SECONDS` that is none.
    """
    visibility = visibility_seconds(values)
    aws.create_bucket(values["ASSET_BUCKET"])
    aws.create_hash_keys(values["TRACKING_HASH_KEYS_SECRET"])
    if values["RECORDER"] == "queue":
        aws.create_bucket(values["LINK_SNAPSHOT_BUCKET"])
    return aws.create_queues(topology.queues, visibility_seconds=visibility)


@dataclass(frozen=True)
class AwsPart:
    """The AWS stand-in, as the watch sees it."""

    aws: Aws
    topology: Topology
    values: Mapping[str, str]
    name: str = "The local AWS (moto)"
    remedy: str = ""

    def condition(self) -> Condition:
        """How it is now."""
        return Condition.DIED if self.aws.has_died() else Condition.RUNS

    def start_again(self) -> str:
        """Start it, with all that the stage needs of it. Raises `LocalFailure`."""
        from botocore.exceptions import BotoCoreError, ClientError

        self.aws.start_again()
        try:
            furnish(self.aws, self.topology, self.values)
        except (BotoCoreError, ClientError) as error:
            self.aws.stop()
            raise LocalFailure(f"The local AWS APIs do not answer: {error}.") from error
        return f"{self.name} runs again. What lay in its queues, and files that were uploaded, are lost."


def _start_process(log_file: Path, master_key: str, port: int) -> tuple[subprocess.Popen[bytes], str]:
    with log_file.open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "local.aws_server", str(port)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, start_new_session=True,
        )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # then its log says why
        process.stdin.write(f"{RUNTIME_SETTINGS['AWS_REGION']} {VAULT_KEY_ID} {master_key}\n".encode())
        process.stdin.flush()
    readable, _, _ = select.select([process.stdout], [], [], SECONDS_TO_START)
    endpoint = process.stdout.readline().decode().strip() if readable else ""
    if not endpoint:
        process.kill()
        process.wait()
        raise LocalFailure(f"The local AWS APIs do not start; {log_file} says why.")
    return process, endpoint


def _create_queue(client: "SQSClient", queue: Queue, visibility_seconds: int | None) -> str:
    dead = client.create_queue(QueueName=f"{queue.name}-dead")["QueueUrl"]
    arn = client.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": queue.maximum_receives})
    return client.create_queue(
        QueueName=queue.name,
        Attributes={
            "VisibilityTimeout": str(visibility_seconds or queue.visibility_timeout_seconds),
            "RedrivePolicy": redrive,
        },
    )["QueueUrl"]
