"""The queue of scans and its worker, one Lambda call at a time."""

from typing import Any

import boto3

from activations import worker
from tests.factories.events import LambdaContext
from tests.logins import own_login


def received(url: str) -> list[dict[str, str]]:
    """All messages of the queue, as the records of an event."""
    client, records = boto3.client("sqs"), []
    while messages := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        records += [{"messageId": message["MessageId"], "body": message["Body"]} for message in messages]
    return records


def work(records: list[dict[str, Any]]) -> list[str]:
    """Deliver the records; the ids of those that were refused."""
    with own_login(worker.lambda_handler):
        answer = worker.lambda_handler({"Records": records}, LambdaContext())
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]
