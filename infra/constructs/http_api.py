"""The HTTP API: the topology's routes, the JWT check, throttles, access logs."""

import json
from collections.abc import Mapping

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.capacity import deployed
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.identity import PERSON_SCOPE, SERVICE_SCOPE, Identity
from infra.constructs.logs import log_group
from infra.stages import Stage
from infra.topology.types import Cors, Function, Route, Throttle, Topology

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


class HttpApi(Construct):
    """One API for the stage. `functions` are the Lambdas by their name in the map."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        topology: Topology,
        functions: Mapping[str, lambda_.IFunction],
        identity: Identity,
        key: kms.IKey,
    ) -> None:
        super().__init__(scope, name)
        self.api = apigateway.HttpApi(
            self,
            "Api",
            api_name=stage.resource_name("api"),
            create_default_stage=False,
            cors_preflight=_cors(topology.cors),
        )
        self._authorizer = authorizers.HttpJwtAuthorizer(
            "Cognito",
            identity.issuer,
            jwt_audience=[
                identity.web_client.user_pool_client_id,
                identity.service_client.user_pool_client_id,
            ],
        )
        self._stage(stage, topology, key)
        for function in deployed(topology):
            if function.routes:
                self._add_routes(function, functions[function.name], topology.cors)

    @property
    def domain_name(self) -> str:
        """The host that CloudFront asks."""
        return f"{self.api.api_id}.execute-api.{cdk.Stack.of(self).region}.amazonaws.com"

    def _stage(self, stage: Stage, topology: Topology, key: kms.IKey) -> None:
        logs = log_group(self, "AccessLogs", stage=stage, key=key)
        live = apigateway.HttpStage(
            self,
            "Live",
            http_api=self.api,
            auto_deploy=True,
            detailed_metrics_enabled=True,
            throttle=_throttle(topology.default_throttle),
        )
        resource = live.node.default_child
        if not isinstance(resource, apigateway.CfnStage):
            raise TypeError("The stage of the HTTP API is not what it was; look at the CDK's change log.")
        resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=logs.log_group_arn, format=json.dumps(_ACCESS_LOG)
        )
        resource.route_settings = _route_settings(topology)
        self.live = live

    def _add_routes(self, function: Function, target: lambda_.IFunction, cors: Cors) -> None:
        integration = integrations.HttpLambdaIntegration(
            f"{function.name}-integration", target, scope_permission_to_route=False
        )
        for route in function.routes:
            added = self.api.add_routes(
                path=route.path,
                methods=[apigateway.HttpMethod(method) for method in methods(route, cors)],
                integration=integration,
                authorizer=self._authorizer if route.authorization == "jwt" else None,
                authorization_scopes=[PERSON_SCOPE, SERVICE_SCOPE] if route.authorization == "jwt" else None,
            )
            for one in added:
                self._before_its_throttle(one, route)

    def _before_its_throttle(self, added: apigateway.HttpRoute, route: Route) -> None:
        """A stage that names a route which is not there yet is refused."""
        if route.throttle:
            self.live.node.add_dependency(added)
        if route.authorization == "none":
            acknowledge(
                added, "AwsSolutions-APIG4", "Public by the map: redirect, sign-in, health, documentation."
            )


def methods(route: Route, cors: Cors) -> tuple[str, ...]:
    """The route's methods. ANY would catch the browser's OPTIONS too, and its JWT check would refuse it."""
    if route.method != "ANY":
        return (route.method,)
    return tuple(method for method in cors.allow_methods if method != "OPTIONS")


def route_keys(route: Route, cors: Cors) -> tuple[str, ...]:
    """The keys that a route of the map has in API Gateway."""
    return tuple(f"{method} {route.path}" for method in methods(route, cors))


def _route_settings(topology: Topology) -> dict[str, dict[str, object]]:
    return {
        key: {
            "ThrottlingRateLimit": route.throttle.requests_per_second,
            "ThrottlingBurstLimit": route.throttle.burst,
            "DetailedMetricsEnabled": True,
        }
        for function in deployed(topology)
        for route in function.routes
        if route.throttle
        for key in route_keys(route, topology.cors)
    }


def _throttle(throttle: Throttle) -> apigateway.ThrottleSettings:
    return apigateway.ThrottleSettings(rate_limit=throttle.requests_per_second, burst_limit=throttle.burst)


def _cors(cors: Cors) -> apigateway.CorsPreflightOptions:
    return apigateway.CorsPreflightOptions(
        allow_origins=list(cors.allow_origins),
        allow_headers=list(cors.allow_headers),
        allow_methods=[apigateway.CorsHttpMethod(method) for method in cors.allow_methods],
        max_age=cdk.Duration.seconds(cors.max_age_seconds),
    )
