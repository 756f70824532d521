"""EventBridge Scheduler: the map's timers, at least once each, and a queue for what could not be delivered."""

import json
from collections.abc import Iterable, Mapping

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.function import HouseFunction
from infra.constructs.queues import dead_letter_queue
from infra.cron import scheduler_expression
from infra.stages import Stage
from infra.topology.types import Function, Schedule

# An occurrence that is an hour late is the next one's business.
MAXIMUM_AGE_SECONDS = 3600
MAXIMUM_RETRIES = 10


class Schedules(Construct):
    """The timers of a capability in a group of their own, and the queue of what came to nothing.

    `owner` begins the names of both, `made` are the Lambdas by their names in the map.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        owner: str,
        functions: Iterable[Function],
        made: Mapping[str, HouseFunction],
        key: kms.IKey,
    ) -> None:
        super().__init__(scope, name)
        self.dead_name = f"{owner}-schedules-dead"
        self.dead = dead_letter_queue(self, self.dead_name, stage=stage, key=key)
        acknowledge(
            self.dead, "AwsSolutions-SQS3", "It is the dead-letter queue, of schedules and not of a queue."
        )
        self.policy = iam.PolicyDocument()
        self.role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal(
                "scheduler.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": cdk.Stack.of(self).account}},
            ),
            inline_policies={"grants": self.policy},
        )
        self.group_name = stage.resource_name(f"{owner}-jobs")
        self.group = scheduler.CfnScheduleGroup(self, "Group", name=self.group_name)
        self.targets: list[lambda_.IFunction] = []
        for function in functions:
            target = made[function.name].live
            for schedule in function.schedules:
                self._schedule(schedule, target, self.dead)
            if function.schedules:
                self.targets.append(target)
                self._keep_failures(made[function.name])

    def _schedule(self, schedule: Schedule, target: lambda_.IFunction, dead: sqs.Queue) -> None:
        made = scheduler.CfnSchedule(
            self,
            schedule.job,
            name=schedule.job,
            group_name=self.group_name,
            schedule_expression=scheduler_expression(schedule.cron),
            schedule_expression_timezone="UTC",
            flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
            target=scheduler.CfnSchedule.TargetProperty(
                arn=target.function_arn,
                role_arn=self.role.role_arn,
                input=json.dumps({"job": schedule.job, "scheduled_time": "<aws.scheduler.scheduled-time>"}),
                retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(
                    maximum_event_age_in_seconds=MAXIMUM_AGE_SECONDS, maximum_retry_attempts=MAXIMUM_RETRIES
                ),
                dead_letter_config=scheduler.CfnSchedule.DeadLetterConfigProperty(arn=dead.queue_arn),
            ),
        )
        made.node.add_dependency(self.group)

    def _keep_failures(self, made: HouseFunction) -> None:
        """An occurrence that failed on every attempt ends in the same queue."""
        # The higher-level construct would grant itself wildcards on the key.
        kept = lambda_.CfnEventInvokeConfig(
            made,
            "WhenItFailed",
            function_name=made.function.function_name,
            qualifier=made.live.alias_name,
            maximum_retry_attempts=2,
            maximum_event_age_in_seconds=MAXIMUM_AGE_SECONDS,
            destination_config=lambda_.CfnEventInvokeConfig.DestinationConfigProperty(
                on_failure=lambda_.CfnEventInvokeConfig.OnFailureProperty(destination=self.dead.queue_arn)
            ),
        )
        kept.node.add_dependency(made.live)
