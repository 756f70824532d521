"""The queue of clicks of a running system, from the outside."""

from typing import Any

import boto3
import psutil
import psycopg

from tests.e2e.system import RunningSystem, lambdas_of


def sqs_of(system: RunningSystem) -> tuple[Any, str]:
    """A client of the simulated SQS, and the URL of the clicks; both stand in the redirect's environment."""
    found = psutil.Process(min(lambdas_of(system, "tracking-redirect"))).environ()
    client = boto3.client(
        "sqs", endpoint_url=found["AWS_ENDPOINT_URL"], region_name=found["AWS_REGION"],
        aws_access_key_id="local", aws_secret_access_key="local",
    )  # fmt: skip
    return client, found["QUEUE_URL_CLICKS"]


def deliver_again(system: RunningSystem, campaign: str) -> None:
    """Send every message that was stored once more: SQS promises a delivery at least once, not once."""
    client, queue = sqs_of(system)
    with psycopg.connect(system.database_url) as db:
        bodies = db.execute(
            "select json_build_object('id', id, 'at', created_at, 'type', event_type, 'link', tracking_link_id,"
            " 'campaign', campaign_id, 'brand', brand_id, 'creator', creator_user_id,"
            " 'visitor', visitor_ip_hash, 'agent', user_agent, 'referrer', referrer)::text"
            " from tracking_events where campaign_id = %s", (campaign,)
        ).fetchall()  # fmt: skip
    for start in range(0, len(bodies), 10):
        entries = [
            {"Id": str(number), "MessageBody": body}
            for number, (body,) in enumerate(bodies[start : start + 10])
        ]
        assert not client.send_message_batch(QueueUrl=queue, Entries=entries).get("Failed")


def queue_is_empty(system: RunningSystem) -> bool:
    """Neither waiting nor on its way: what the poller deleted was stored before."""
    client, queue = sqs_of(system)
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    counts = client.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return all(count == "0" for count in counts.values())


def dead_letters(system: RunningSystem) -> int:
    """How many messages nobody could handle: a message that is no visit would end there, and hide a loss."""
    client, queue = sqs_of(system)
    found = client.get_queue_attributes(
        QueueUrl=f"{queue}-dead", AttributeNames=["ApproximateNumberOfMessages"]
    )
    return int(found["Attributes"]["ApproximateNumberOfMessages"])
