"""Snapshots in a vault of their own: point-in-time recovery dies with the cluster, these do not."""

import aws_cdk as cdk
from aws_cdk import aws_backup as backup
from aws_cdk import aws_events as events
from aws_cdk import aws_kms as kms
from aws_cdk import aws_rds as rds
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.stages import Stage

_ROLE_POLICY = "AWSBackupServiceRolePolicyForBackup"


class Backups(Construct):
    """A daily snapshot kept for 35 days and a monthly one kept for a year."""

    def __init__(
        self, scope: Construct, name: str, *, stage: Stage, cluster: rds.DatabaseCluster, key: kms.IKey
    ) -> None:
        super().__init__(scope, name)
        vault = backup.BackupVault(
            self,
            "Vault",
            encryption_key=key,
            removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
        )
        plan = backup.BackupPlan(self, "Plan", backup_vault=vault)
        plan.add_rule(_rule("daily", keep_days=35, day="*"))
        plan.add_rule(_rule("monthly", keep_days=365, day="1"))
        plan.add_selection("Database", resources=[backup.BackupResource.from_arn(cluster.cluster_arn)])
        acknowledge(
            plan,
            f"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/{_ROLE_POLICY}]",
            "AWS Backup's own policy for its own role; a copy of it would rot.",
        )


def _rule(name: str, *, keep_days: int, day: str) -> backup.BackupPlanRule:
    return backup.BackupPlanRule(
        rule_name=name,
        schedule_expression=events.Schedule.cron(minute="30", hour="3", day=day),
        delete_after=cdk.Duration.days(keep_days),
    )
