"""The stage of an HTTP API: throttles and access logs. It comes last, because throttles name routes."""

import json
from http import HTTPStatus

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_kms as kms
from aws_cdk.aws_logs import FilterPattern
from constructs import Construct

from infra.capacity import deployed
from infra.constructs.http_api import HttpApi
from infra.constructs.logs import log_group
from infra.constructs.metrics import refusals_metric
from infra.constructs.objectives import Indicators
from infra.stages import Stage
from infra.topology.types import ApiName, Throttle, Topology

_ACCESS_LOG = {
    "request_id": "$context.requestId",
    "time": "$context.requestTime",
    "route": "$context.routeKey",
    "status": "$context.status",
    "milliseconds": "$context.responseLatency",
    "integration_milliseconds": "$context.integrationLatency",
    "bytes": "$context.responseLength",
    "error": "$context.error.message",
    "integration_error": "$context.integrationErrorMessage",
    "authorizer_error": "$context.authorizer.error",
}


class ApiStage(Construct):
    """`$default`, deployed by itself whenever a route changes. It names routes: a missing one fails its deploy."""

    def __init__(
        self, scope: Construct, name: str, *, stage: Stage, topology: Topology, api: HttpApi, key: kms.IKey
    ) -> None:
        super().__init__(scope, name)
        logs = log_group(self, "AccessLogs", stage=stage, key=key)
        Indicators(self, "Indicators", stage=stage, access_log=logs)
        refused = refusals_metric(stage, api.name)
        logs.add_metric_filter(
            "Refusals",
            filter_pattern=FilterPattern.string_value(
                "$.status", "=", str(HTTPStatus.TOO_MANY_REQUESTS.value)
            ),
            metric_namespace=refused.namespace,
            metric_name=refused.metric_name,
        )
        live = apigateway.HttpStage(
            self,
            "Live",
            http_api=api.api,
            auto_deploy=True,
            detailed_metrics_enabled=stage.detailed_metrics,
            throttle=_throttle(topology.default_throttle),
        )
        resource = live.node.default_child
        if not isinstance(resource, apigateway.CfnStage):
            raise TypeError("The stage of the HTTP API is not what it was; look at the CDK's change log.")
        resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=logs.log_group_arn, format=json.dumps(_ACCESS_LOG)
        )
        resource.route_settings = _route_settings(topology, api.name, detailed=stage.detailed_metrics)


def _route_settings(topology: Topology, api: ApiName, *, detailed: bool) -> dict[str, dict[str, object]]:
    return {
        route.key: {
            "ThrottlingRateLimit": route.throttle.requests_per_second,
            "ThrottlingBurstLimit": route.throttle.burst,
            "DetailedMetricsEnabled": detailed,
        }
        for page in topology.capabilities
        if page.api == api
        for function in deployed(page)
        for route in function.routes
        if route.throttle
    }


def _throttle(throttle: Throttle) -> apigateway.ThrottleSettings:
    return apigateway.ThrottleSettings(rate_limit=throttle.requests_per_second, burst_limit=throttle.burst)
