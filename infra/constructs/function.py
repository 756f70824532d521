"""One Lambda as the house wants every Lambda: traced, logged for a while, bounded, with a role of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.logs import log_group
from infra.constructs.network import Network
from infra.stages import Stage

LIVE = "live"
"""The alias by which everything reaches a function; it names the version of the last release (decision 90)."""
RUNTIME = lambda_.Runtime.PYTHON_3_13
ARCHITECTURE = lambda_.Architecture.ARM_64


class HouseFunction(Construct):
    """A Lambda, its log group, and a role whose only policy is `policy`, which `infra/grants.py` fills.

    The policy is part of the role, so what depends on the role has its rights. `network` is given where the Lambda
    talks to the database. Whatever calls the Lambda calls `live`: `function` alone is the code that nobody released.
    `layer_fingerprint` is of the layer that it takes by a parameter, in which the template sees no change.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        key: kms.IKey,
        handler: str,
        code: lambda_.Code,
        environment: Mapping[str, str],
        layers: Sequence[lambda_.ILayerVersion],
        timeout_seconds: int,
        memory_mb: int,
        reserved_concurrency: int | None,
        network: Network | None,
        layer_fingerprint: str = "",
    ) -> None:
        super().__init__(scope, name)
        physical_name = stage.resource_name(name)
        place = f"/aws/lambda/{physical_name}"
        self.log_group = log_group(self, "Logs", stage=stage, key=key, physical_name=place)
        self.policy = iam.PolicyDocument()
        self.role = _role(self, self.policy)
        self.function = lambda_.Function(
            self, "Function",
            function_name=physical_name,
            runtime=RUNTIME,
            architecture=ARCHITECTURE,
            handler=handler,
            code=code,
            layers=list(layers),
            # Lambda tells a function its deadline only in a call; the lease of a job is made from this.
            environment={**environment, "FUNCTION_TIMEOUT_SECONDS": str(timeout_seconds)},
            timeout=cdk.Duration.seconds(timeout_seconds),
            memory_size=memory_mb,
            reserved_concurrent_executions=reserved_concurrency,
            tracing=lambda_.Tracing.ACTIVE if stage.traces else lambda_.Tracing.DISABLED,
            log_group=self.log_group,
            # Left alone, the CDK would put what it grants (traces) into a policy resource of its own.
            role=self.role.without_policy_updates(),
            **_in(network),
        )  # fmt: skip
        _wait_for_nothing_twice(self.function)
        self.live = self._released(layer_fingerprint)

    def _released(self, layer_fingerprint: str) -> lambda_.Alias:
        if layer_fingerprint:
            self.function.invalidate_version_based_on(layer_fingerprint)
        version = self.function.current_version
        # A roll-back goes back to it; `make old-versions` takes away what no release needs any more.
        version.apply_removal_policy(cdk.RemovalPolicy.RETAIN)
        return lambda_.Alias(self, "Live", alias_name=LIVE, version=version)


def function_arn(scope: Construct, physical_name: str) -> str:
    """The ARN of the alias of a function that another stack may make."""
    return cdk.Stack.of(scope).format_arn(
        service="lambda", resource="function", resource_name=f"{physical_name}:{LIVE}",
        arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
    )  # fmt: skip


def _wait_for_nothing_twice(function: lambda_.Function) -> None:
    """The CDK also writes that a function waits for its role: it is named by reference, and has its rights inside."""
    made = function.node.default_child
    if isinstance(made, cdk.CfnResource):
        made.add_deletion_override("DependsOn")


def _role(scope: Construct, policy: iam.PolicyDocument) -> iam.Role:
    service = iam.ServicePrincipal("lambda.amazonaws.com")
    return iam.Role(scope, "Role", assumed_by=service, inline_policies={"grants": policy})


def _in(network: Network | None) -> dict[str, Any]:
    if network is None:
        return {}
    private = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS)
    return {"vpc": network.vpc, "vpc_subnets": private, "security_groups": [network.functions]}
