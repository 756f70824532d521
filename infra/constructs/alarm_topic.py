"""Where the alarms of all stacks go, who may send there, and who gets it."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.constructs.keys import StackKey
from infra.stages import Stage

PUBLISHERS = ("cloudwatch.amazonaws.com", "budgets.amazonaws.com")
"""Who tells something by themselves: alarms, and the budget. Each needs the topic *and* its key."""


class AlarmTopic(sns.Topic):
    """The topic of a stage.

    To demand TLS writes a policy, which takes the place of the one that SNS gives a topic without any: so the services
    that publish are named here, or every alarm is mute.
    """

    def __init__(self, scope: Construct, name: str, *, stage: Stage, key: StackKey) -> None:
        super().__init__(scope, name, master_key=key, enforce_ssl=True)
        account = cdk.Stack.of(self).account
        for service in PUBLISHERS:
            key.allow_service(service)
            self.add_to_resource_policy(
                iam.PolicyStatement(
                    principals=[iam.ServicePrincipal(service)],
                    actions=["sns:Publish"],
                    resources=[self.topic_arn],
                    conditions={"StringEquals": {"aws:SourceAccount": account}},
                )
            )
        if stage.alarm_email:
            self.add_subscription(subscriptions.EmailSubscription(stage.alarm_email))
