"""A release reaches one request in ten for five minutes, then all of them, unless an alarm rings (decision 90)."""

from collections.abc import Iterable

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.function import HouseFunction
from infra.stages import Stage

PACE = "CodeDeployDefault.LambdaCanary10Percent5Minutes"
API_BRAKE = "api-brake"
"""The alarm of core that stops every shift of the stage."""


def brake(owner: str) -> str:
    """The alarm that stops the shifts of one capability."""
    return f"{owner}-brake"


class Canary(Construct):
    """What shifts the aliases of one capability.

    An alias that is new has nothing to shift from: CloudFormation asks CodeDeploy only to change one.
    """

    def __init__(
        self, scope: Construct, name: str, *, stage: Stage, owner: str, functions: Iterable[HouseFunction]
    ) -> None:
        super().__init__(scope, name)
        self._alarms = [stage.resource_name(one) for one in (brake(owner), API_BRAKE)]
        self._application = codedeploy.CfnApplication(
            self, "Application", application_name=stage.resource_name(owner), compute_platform="Lambda"
        )
        self.policy = iam.PolicyDocument()
        self._role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("codedeploy.amazonaws.com"),
            inline_policies={"grants": self.policy},
        )
        acknowledge(
            self._role,
            "AwsSolutions-IAM5[Resource::*]",
            "CodeDeploy looks at alarms as AWSCodeDeployRoleForLambdaLimited lets it: at all of them.",
        )
        for made in functions:
            self._shift(made)

    def _shift(self, made: HouseFunction) -> None:
        on = codedeploy.CfnDeploymentGroup
        group = on(
            self,
            made.node.id,
            application_name=self._application.ref,
            deployment_group_name=made.node.id,
            deployment_config_name=PACE,
            service_role_arn=self._role.role_arn,
            deployment_style=on.DeploymentStyleProperty(
                deployment_type="BLUE_GREEN", deployment_option="WITH_TRAFFIC_CONTROL"
            ),
            alarm_configuration=on.AlarmConfigurationProperty(
                enabled=True, alarms=[on.AlarmProperty(name=name) for name in self._alarms]
            ),
            auto_rollback_configuration=on.AutoRollbackConfigurationProperty(
                enabled=True,
                events=["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
            ),
        )
        alias = made.live.node.default_child
        if not isinstance(alias, lambda_.CfnAlias):
            raise TypeError("An alias is not what it was; look at the CDK's change log.")
        alias.cfn_options.update_policy = cdk.CfnUpdatePolicy(
            code_deploy_lambda_alias_update=cdk.CfnCodeDeployLambdaAliasUpdate(
                application_name=self._application.ref, deployment_group_name=group.ref
            )
        )


class Brake(Construct):
    """An alarm that only a release looks at: one bad minute of five, and the old version is back.

    Those that wake people look at five minutes, which is all the time that a canary has. It tells nobody: the deploy
    that fails does.
    """

    def __init__(
        self, scope: Construct, *, name: str, stage: Stage, metrics: dict[str, cloudwatch.Metric], most: int
    ) -> None:
        super().__init__(scope, name)
        by_minute = {
            f"m{number}": metric.with_(period=cdk.Duration.minutes(1))
            for number, metric in enumerate(metrics.values())
        }
        self.alarm = cloudwatch.Alarm(
            self,
            "Alarm",
            alarm_name=stage.resource_name(name),
            alarm_description=f"Stops a release: more than {most} in a minute, of {', '.join(metrics)}.",
            metric=cloudwatch.MathExpression(
                expression=f"SUM([{','.join(f'FILL({one},0)' for one in by_minute)}])",
                using_metrics=dict(by_minute),
                period=cdk.Duration.minutes(1),
            ),
            threshold=most,
            datapoints_to_alarm=1,
            evaluation_periods=2,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
            actions_enabled=False,
        )
