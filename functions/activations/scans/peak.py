"""Peaks: the door hands scans to a queue, which brings them in batches, and answers before anybody has judged them."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from common.database_errors import DatabaseUnavailable
from common.settings import required
from common.uuids import uuid7

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

PENDING = "pending"
"""The verdict of what waits in the queue; the database knows no such one."""


def scan_id_of(issued_at: int, scan_key: UUID, device_id: UUID) -> UUID:
    """The id of the scan that a ticket of that second (Unix) becomes for a device: a UUID version 7 (RFC 9562).

    The same for the same ticket and device, so that an answer which was lost is found by asking again.
    """
    drawn = int.from_bytes(hashlib.sha256(scan_key.bytes + device_id.bytes).digest()[:10], "big")
    return uuid7(issued_at * 1_000, drawn)


def send(scan: Mapping[str, Any]) -> None:
    """Hand a scan (its form: `app.record_scan`) to the queue; without `at`, it is taken now.

    It has to bring its `scan_id`, which the visitor asks for. Raises `DatabaseUnavailable` where SQS does not take it:
    the page sends the same ticket again.
    """
    from botocore.exceptions import BotoCoreError, ClientError

    message = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **scan}
    try:
        _sqs().send_message(QueueUrl=required("QUEUE_URL_SCANS"), MessageBody=json.dumps(message))
    except (BotoCoreError, ClientError) as error:
        raise DatabaseUnavailable from error  # what nobody took is not answered with a verdict to come


@lru_cache(maxsize=1)
def _sqs() -> "SQSClient":
    import boto3  # only where an activation is in peak mode

    return boto3.client("sqs")
