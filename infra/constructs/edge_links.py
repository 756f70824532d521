"""Where hot links lie for CloudFront to answer them, and where its log of them arrives (decision 93)."""

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.stages import Stage

KEPT_HOURS = 72
"""Longer than a weekend without the database; visitors' addresses lie in it for so long, sealed."""
BATCH, SECONDS_A_BATCH = 1_000, 2


class EdgeLinks(Construct):
    """The store, which a job of tracking fills, and the stream, which wakes its worker."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, key: kms.IKey) -> None:
        super().__init__(scope, name)
        self.store = cloudfront.KeyValueStore(
            self,
            "Store",
            key_value_store_name=stage.resource_name("hot-links"),
            comment="Short code: where it leads, and when it ends",
        )
        self.stream = kinesis.Stream(
            self,
            "Clicks",
            stream_name=stage.resource_name("edge-clicks"),
            stream_mode=kinesis.StreamMode.ON_DEMAND,
            retention_period=cdk.Duration.hours(KEPT_HOURS),
            encryption=kinesis.StreamEncryption.KMS,
            encryption_key=key,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        acknowledge(
            self.stream,
            "AwsSolutions-KDS3",
            "Visitors' addresses lie in it: who may open them, our own key says.",
        )

    @property
    def store_arn(self) -> str:
        """What the publisher names."""
        return self.store.key_value_store_arn

    @property
    def stream_arn(self) -> str:
        """What the worker reads."""
        return self.stream.stream_arn

    def wake(self, scope: Construct, target: lambda_.IFunction, dead: sqs.IQueue) -> None:
        """Wake `target` with what arrives; what is given up is told to `dead`."""
        on = lambda_.CfnEventSourceMapping  # not the CDK's own construct: it would take an alias's ARN apart
        mapping = on(
            scope,
            "FromTheEdge",
            function_name=target.function_arn,
            event_source_arn=self.stream_arn,
            starting_position="TRIM_HORIZON",
            batch_size=BATCH,
            maximum_batching_window_in_seconds=SECONDS_A_BATCH,
            bisect_batch_on_function_error=True,
            function_response_types=["ReportBatchItemFailures"],
            destination_config=on.DestinationConfigProperty(
                on_failure=on.OnFailureProperty(destination=dead.queue_arn)
            ),
        )
        mapping.node.add_dependency(target)
