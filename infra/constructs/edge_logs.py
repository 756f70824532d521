"""What is written down at the edge: no visitor's address, and no path that is somebody's secret. (Decision 85.)"""

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra.constructs.firewall import NO_VISIT, Firewall
from infra.constructs.logs import log_group
from infra.stages import Stage

FIELDS = (
    "date",
    "time",
    "x-edge-location",
    "x-edge-request-id",
    "x-host-header",
    "cs-method",
    "cs-protocol",
    "cs-protocol-version",
    "cs-bytes",
    "sc-status",
    "sc-bytes",
    "sc-content-type",
    "sc-content-len",
    "time-taken",
    "time-to-first-byte",
    "x-edge-result-type",
    "x-edge-response-result-type",
    "x-edge-detailed-result-type",
    "ssl-protocol",
    "ssl-cipher",
)
"""Of CloudFront's 33. Left out: the address and port of who asked, what they sent along (agent, referrer, cookies),
and the path and query, which carry the tokens of unsubscribe links and of mails. The API's access log has the route."""

BLOCKED_DAYS = 14


def keep_requests(
    scope: Construct, distribution: cloudfront.Distribution, *, stage: Stage, key: kms.IKey
) -> None:
    """One line a request, of these fields, for as long as the stage keeps logs."""
    group = log_group(scope, "Requests", stage=stage, key=key)
    source = logs.CfnDeliverySource(
        scope,
        "RequestsSource",
        name=stage.resource_name("edge-requests"),
        log_type="ACCESS_LOGS",
        resource_arn=distribution.distribution_arn,
    )
    destination = logs.CfnDeliveryDestination(
        scope,
        "RequestsDestination",
        name=stage.resource_name("edge-requests"),
        destination_resource_arn=group.log_group_arn,
        output_format="json",
    )
    delivery = logs.CfnDelivery(
        scope,
        "RequestsDelivery",
        delivery_source_name=source.name,
        delivery_destination_arn=destination.attr_arn,
        record_fields=list(FIELDS),
    )
    delivery.node.add_dependency(source)


def keep_blocked(firewall: Firewall, *, stage: Stage, key: kms.IKey) -> None:
    """What the firewall refused, but never a visit: its log always has the address, which only a few may unmask.

    AWS wants the group's name to begin with `aws-waf-logs-`.
    """
    name = f"aws-waf-logs-{stage.resource_name('edge')}"
    group = log_group(
        firewall, "Blocked", stage=stage, key=key, physical_name=name, days=BLOCKED_DAYS, masks_addresses=True
    )
    stack = cdk.Stack.of(firewall)
    waf.CfnLoggingConfiguration(
        firewall,
        "Logging",
        resource_arn=firewall.attr_arn,
        log_destination_configs=[
            stack.format_arn(
                service="logs", resource="log-group", resource_name=group.log_group_name,
                arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
            )
        ],
        redacted_fields=[
            waf.CfnLoggingConfiguration.FieldToMatchProperty(query_string={}),
            *(
                waf.CfnLoggingConfiguration.FieldToMatchProperty(single_header={"Name": header})
                for header in ("authorization", "cookie", "referer", "user-agent")
            ),
        ],
        logging_filter={
            "DefaultBehavior": "DROP",
            "Filters": [
                {
                    "Behavior": "KEEP",
                    "Requirement": "MEETS_ALL",
                    "Conditions": [
                        {"ActionCondition": {"Action": "BLOCK"}},
                        {"LabelNameCondition": {"LabelName": firewall.label(NO_VISIT)}},
                    ],
                }
            ],
        },
    )  # fmt: skip
