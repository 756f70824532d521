"""CloudFront answers hot links by itself: the function, and the log that its clicks are counted from (decision 93)."""

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.bundling import ROOT
from infra.constructs.edge_links import EdgeLinks
from infra.stages import Stage

SOURCE = ROOT / "infra/edge_functions/redirect.js"
SHORT_LINKS = "/t/*"
FIELDS = (
    "timestamp", "c-ip", "cs-method", "cs-uri-stem", "cs-uri-query", "sc-status", "cs-user-agent", "cs-referer",
    "c-country", "x-edge-request-id", "x-edge-result-type", "sc-content-type",
)  # fmt: skip
"""As functions/tracking_redirect/edge_clicks/readings.py reads them, in this order (infra imports no runtime code)."""
EVERY_REQUEST = 100


class EdgeRedirect(Construct):
    """The function of the edge, and its log."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, links: EdgeLinks, key: kms.IKey) -> None:
        super().__init__(scope, name)
        self.function = cloudfront.Function(
            self,
            "Function",
            function_name=stage.resource_name("redirect"),
            comment="Sends visitors of hot links on; whatever else goes to the Lambda",
            code=cloudfront.FunctionCode.from_file(file_path=str(SOURCE)),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
            key_value_store=links.store,
        )
        role = _writer(self, links, key)
        # Left alone, the CDK would put what it grants into a policy resource of its own.
        to_stream = cloudfront.Endpoint.from_kinesis_stream(links.stream, role.without_policy_updates())
        self.log = cloudfront.RealtimeLogConfig(
            self,
            "Log",
            realtime_log_config_name=stage.resource_name("edge-clicks"),
            fields=list(FIELDS),
            sampling_rate=EVERY_REQUEST,
            end_points=[to_stream],
        )
        self.log.node.add_dependency(role)

    @property
    def associations(self) -> list[cloudfront.FunctionAssociation]:
        """What a behaviour runs before anything else."""
        before = cloudfront.FunctionEventType.VIEWER_REQUEST
        return [cloudfront.FunctionAssociation(function=self.function, event_type=before)]


def _writer(scope: Construct, links: EdgeLinks, key: kms.IKey) -> iam.Role:
    """Whom CloudFront writes the log as."""
    policy = iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(
                actions=[
                    "kinesis:DescribeStream",
                    "kinesis:DescribeStreamSummary",
                    "kinesis:PutRecord",
                    "kinesis:PutRecords",
                ],
                resources=[links.stream_arn],
            ),
            iam.PolicyStatement(actions=["kms:GenerateDataKey"], resources=[key.key_arn]),
        ]
    )
    account = cdk.Stack.of(scope).account
    return iam.Role(
        scope,
        "Writer",
        assumed_by=iam.ServicePrincipal(
            "cloudfront.amazonaws.com", conditions={"StringEquals": {"aws:SourceAccount": account}}
        ),
        inline_policies={"grants": policy},
    )
