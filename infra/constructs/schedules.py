"""EventBridge Scheduler: the map's timers, at least once each, and a queue for what could not be delivered."""

import json
from collections.abc import Mapping

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.capacity import deployed
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.queues import dead_letter_queue
from infra.cron import scheduler_expression
from infra.stages import Stage
from infra.topology.types import Schedule, Topology

# An occurrence that is an hour late is the next one's business.
MAXIMUM_AGE_SECONDS = 3600
MAXIMUM_RETRIES = 10


class Schedules(Construct):
    """All timers of a stage, in one group."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        topology: Topology,
        functions: Mapping[str, lambda_.IFunction],
        key: kms.IKey,
    ) -> None:
        super().__init__(scope, name)
        self.dead = dead_letter_queue(self, "schedules-dead", stage=stage, key=key)
        acknowledge(
            self.dead, "AwsSolutions-SQS3", "It is the dead-letter queue, of schedules and not of a queue."
        )
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com"))
        self.group = scheduler.CfnScheduleGroup(self, "Group", name=stage.resource_name("jobs"))
        self.targets: list[lambda_.IFunction] = []
        for function in deployed(topology):
            target = functions[function.name]
            for schedule in function.schedules:
                self._schedule(schedule, target, self.dead)
            if function.schedules:
                self.targets.append(target)

    def _schedule(self, schedule: Schedule, target: lambda_.IFunction, dead: sqs.Queue) -> None:
        made = scheduler.CfnSchedule(
            self,
            schedule.job,
            name=schedule.job,
            group_name=self.group.name,
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
        made.node.add_dependency(self.group, self.role)
