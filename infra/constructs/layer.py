"""The common layer: one version per release, found by its name, kept for those who still use it."""

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from infra.constructs.code import layer_code
from infra.constructs.function import ARCHITECTURE, RUNTIME
from infra.stages import Stage


class CommonLayer(Construct):
    """The newest version, and the parameter that says which one that is.

    A version is replaced whenever `common` changes, and CloudFormation changes no export that is in use: exported,
    the second release could never be deployed. Old versions are kept, because a stack that rolls back, or that has
    not been deployed since, goes on with the one that it had.
    """

    def __init__(self, scope: Construct, name: str, *, stage: Stage) -> None:
        super().__init__(scope, name)
        version = lambda_.LayerVersion(
            self,
            "Version",
            code=layer_code(self),
            compatible_runtimes=[RUNTIME],
            compatible_architectures=[ARCHITECTURE],
            description="The data model, the adapters and every dependency",
            removal_policy=cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        )
        self.published = ssm.StringParameter(
            self,
            "Newest",
            parameter_name=_parameter(stage),
            string_value=version.layer_version_arn,
            description="The version of the common layer that the next deploy of a capability takes",
        )


def newest_layer(scope: Construct, name: str, *, stage: Stage) -> lambda_.ILayerVersion:
    """The version that the parameter names when the stack of `scope` is deployed."""
    arn = ssm.StringParameter.value_for_string_parameter(scope, _parameter(stage))
    return lambda_.LayerVersion.from_layer_version_arn(scope, name, arn)


def _parameter(stage: Stage) -> str:
    return f"/atomic-influence/{stage.name}/common-layer"
