"""An HTTP API without its stage and routes: what a capability's routes hang on."""

import aws_cdk as cdk
from aws_cdk import aws_apigatewayv2 as apigateway
from constructs import Construct

from infra.constructs.identity import Identity
from infra.stages import Stage
from infra.topology.edge import Cors
from infra.topology.types import ApiName


class HttpApi(Construct):
    """One of the stage's APIs, and the one authorizer of all its routes (an API may have ten)."""

    def __init__(
        self, scope: Construct, name: ApiName, *, stage: Stage, cors: Cors, identity: Identity
    ) -> None:
        super().__init__(scope, construct_id("HttpApi", name))
        self.name = name
        self.api = apigateway.HttpApi(
            self,
            "Api",
            api_name=stage.resource_name(api_subject(name)),
            create_default_stage=False,
            cors_preflight=_cors(cors),
        )
        self._authorizer = apigateway.HttpAuthorizer(
            self,
            "Cognito",
            http_api=self.api,
            type=apigateway.HttpAuthorizerType.JWT,
            identity_source=["$request.header.Authorization"],
            jwt_issuer=identity.issuer,
            jwt_audience=identity.audience,
        )

    @property
    def api_id(self) -> str:
        """What routes, integrations, stage and metrics name it by."""
        return self.api.api_id

    @property
    def authorizer_id(self) -> str:
        """The check of the JWT."""
        return self._authorizer.authorizer_id

    @property
    def domain_name(self) -> str:
        """The host that CloudFront asks."""
        return f"{self.api_id}.execute-api.{cdk.Stack.of(self).region}.amazonaws.com"


def construct_id(kind: str, api: ApiName) -> str:
    """What a construct of this API is called; those of the first were there before there was a second."""
    return kind if api == "main" else f"{kind}-{api}"


def api_subject(api: ApiName) -> str:
    """The API's name as resources and alarms have it: `api`, `api-second`."""
    return "api" if api == "main" else f"api-{api}"


def _cors(cors: Cors) -> apigateway.CorsPreflightOptions:
    return apigateway.CorsPreflightOptions(
        allow_origins=list(cors.allow_origins),
        allow_headers=list(cors.allow_headers),
        allow_methods=[apigateway.CorsHttpMethod(method) for method in cors.allow_methods],
        max_age=cdk.Duration.seconds(cors.max_age_seconds),
        expose_headers=list(cors.expose_headers),
    )
