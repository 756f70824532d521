"""A queue and the dead-letter queue behind it."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.stages import Stage
from infra.topology.types import Queue

KEPT_DAYS = 14


def dead_letter_queue(scope: Construct, name: str, *, stage: Stage, key: kms.IKey) -> sqs.Queue:
    """Where messages end that nobody could handle; an alarm watches it."""
    return sqs.Queue(
        scope,
        name,
        queue_name=stage.resource_name(name),
        encryption=sqs.QueueEncryption.KMS,
        encryption_master_key=key,
        enforce_ssl=True,
        retention_period=cdk.Duration.days(KEPT_DAYS),
    )


class HouseQueue(Construct):
    """One queue of the map."""

    def __init__(self, scope: Construct, *, queue: Queue, stage: Stage, key: kms.IKey) -> None:
        super().__init__(scope, queue.name)
        self.dead = dead_letter_queue(self, f"{queue.name}-dead", stage=stage, key=key)
        self.queue = sqs.Queue(
            self,
            queue.name,
            queue_name=stage.resource_name(queue.name),
            encryption=sqs.QueueEncryption.KMS,
            encryption_master_key=key,
            enforce_ssl=True,
            retention_period=cdk.Duration.days(KEPT_DAYS),
            visibility_timeout=cdk.Duration.seconds(queue.visibility_timeout_seconds),
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.dead, max_receive_count=queue.maximum_receives),
        )


def queue_arn(scope: Construct, stage: Stage, name: str) -> str:
    """The ARN of the map's queue `name`, whichever stack makes it."""
    return cdk.Stack.of(scope).format_arn(service="sqs", resource=stage.resource_name(name))


def queue_url(scope: Construct, stage: Stage, name: str) -> str:
    """The URL of the map's queue `name`, whichever stack makes it."""
    stack = cdk.Stack.of(scope)
    return f"https://sqs.{stack.region}.{stack.url_suffix}/{stack.account}/{stage.resource_name(name)}"


def queue_variable(queue: str) -> str:
    """The environment variable with a queue's URL: QUEUE_URL_OUTBOX for `outbox`."""
    return f"QUEUE_URL_{queue.upper().replace('-', '_')}"
