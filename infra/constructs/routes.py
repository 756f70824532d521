"""A function's routes, in the function's stack: `api.add_routes` would put them into the API's."""

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.http_api import HttpApi
from infra.constructs.identity import PERSON_SCOPE, SERVICE_SCOPE
from infra.topology.types import Route


class Routes(Construct):
    """The routes that lead to one function, their integration, and the API's leave to invoke it.

    Not the CDK's `HttpRoute`: it hangs integration and leave under whichever route comes first, so a new first
    route would replace both and update every other.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        routes: tuple[Route, ...],
        target: lambda_.IFunction,
        api: HttpApi,
    ) -> None:
        super().__init__(scope, name)
        integration = apigateway.CfnIntegration(
            self,
            "Integration",
            api_id=api.api_id,
            integration_type="AWS_PROXY",
            integration_uri=target.function_arn,
            payload_format_version="2.0",
        )
        target.add_permission(
            "FromApi",
            principal=iam.ServicePrincipal("apigateway.amazonaws.com"),
            source_arn=cdk.Stack.of(self).format_arn(
                service="execute-api", resource=api.api_id, resource_name="*/*/*"
            ),
        )
        for route in routes:
            self._route(route, integration, api)

    def _route(self, route: Route, integration: apigateway.CfnIntegration, api: HttpApi) -> None:
        with_token = route.authorization == "jwt"
        made = apigateway.CfnRoute(
            self,
            route.key,
            api_id=api.api_id,
            route_key=route.key,
            target=f"integrations/{integration.ref}",
            authorization_type="JWT" if with_token else "NONE",
            authorizer_id=api.authorizer_id if with_token else None,
            authorization_scopes=[PERSON_SCOPE, SERVICE_SCOPE] if with_token else None,
        )
        if not with_token:
            acknowledge(
                made, "AwsSolutions-APIG4", "Public by the map: redirect, sign-in, health, documentation."
            )
