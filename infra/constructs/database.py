"""Aurora PostgreSQL Serverless v2 with a secret per login role and thirty-five days to go back to."""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from aws_cdk import aws_rds as rds
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.logs import log_group
from infra.constructs.network import Network
from infra.stages import Stage
from infra.topology.types import LOGIN_ROLES

DATABASE_NAME = "atomic_influence"
POINT_IN_TIME_DAYS = 35
# The newest that CloudFormation's validator inside the CDK accepts; Aurora may be newer.
ENGINE = rds.DatabaseClusterEngine.aurora_postgres(version=rds.AuroraPostgresEngineVersion.VER_18_4)


class Database(Construct):
    """The cluster, and the secrets `{username, password, host, port, dbname}` of its logins."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, network: Network, key: kms.IKey) -> None:
        super().__init__(scope, name)
        identifier = stage.resource_name("database")
        logs = log_group(
            self, "Logs", stage=stage, key=key, physical_name=f"/aws/rds/cluster/{identifier}/postgresql"
        )
        self.cluster = self._cluster(stage, network, key, identifier)
        self.cluster.node.add_dependency(logs)
        self.master_secret = self._master_secret()
        self.login_secrets = {
            login: self._login_secret(login, role, key) for login, role in LOGIN_ROLES.items()
        }
        self._acknowledge(stage)

    def _cluster(self, stage: Stage, network: Network, key: kms.IKey, identifier: str) -> rds.DatabaseCluster:
        return rds.DatabaseCluster(
            self,
            "Cluster",
            engine=ENGINE,
            cluster_identifier=identifier,
            default_database_name=DATABASE_NAME,
            credentials=rds.Credentials.from_generated_secret("postgres", encryption_key=key),
            writer=self._instance("writer", key, scales_with_writer=None),
            readers=[
                self._instance(f"reader{number}", key, scales_with_writer=True)
                for number in range(stage.readers)
            ],
            serverless_v2_min_capacity=stage.minimum_capacity,
            serverless_v2_max_capacity=stage.maximum_capacity,
            vpc=network.vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
            security_groups=[network.database],
            storage_encrypted=True,
            storage_encryption_key=key,
            iam_authentication=False,
            enable_data_api=stage.data_api,
            backup=rds.BackupProps(retention=cdk.Duration.days(POINT_IN_TIME_DAYS)),
            copy_tags_to_snapshot=True,
            deletion_protection=stage.keep_data,
            removal_policy=cdk.RemovalPolicy.SNAPSHOT if stage.keep_data else cdk.RemovalPolicy.DESTROY,
            cloudwatch_logs_exports=["postgresql"],
            parameter_group=self._parameters(stage),
        )

    def _instance(self, name: str, key: kms.IKey, *, scales_with_writer: bool | None) -> rds.IClusterInstance:
        return rds.ClusterInstance.serverless_v2(
            name,
            scale_with_writer=scales_with_writer,
            enable_performance_insights=True,
            performance_insight_encryption_key=key,
            publicly_accessible=False,
            # Of the roots that functions and migrations believe (`rds_roots.pem`).
            ca_certificate=rds.CaCertificate.RDS_CA_RSA2048_G1,
            # The template names the minor version: what AWS upgrades by itself, a deploy would try to undo.
            auto_minor_version_upgrade=False,
        )

    def _parameters(self, stage: Stage) -> rds.ParameterGroup:
        """`max_connections` is ours: Aurora's own follows the capacity, and reserved concurrency could not."""
        return rds.ParameterGroup(
            self,
            "Parameters",
            engine=ENGINE,
            description=f"atomic-influence {stage.name}",
            parameters={
                "rds.force_ssl": "1",
                "max_connections": str(stage.max_connections),
                "log_min_duration_statement": "500",
                "timezone": "UTC",
            },
        )

    def _master_secret(self) -> secretsmanager.ISecret:
        if self.cluster.secret is None:
            raise RuntimeError("The cluster was made without a secret for its master user.")
        return self.cluster.secret

    def _login_secret(self, login: str, role: str, key: kms.IKey) -> secretsmanager.ISecret:
        secret = rds.DatabaseSecret(
            self,
            f"{login.capitalize()}Login",
            username=role,
            dbname=DATABASE_NAME,
            encryption_key=key,
            master_secret=self.master_secret,
        )
        acknowledge(secret, "AwsSolutions-SMG4", _ROTATION)
        return secret.attach(self.cluster)

    def _acknowledge(self, stage: Stage) -> None:
        acknowledge(self.cluster, "AwsSolutions-SMG4", _ROTATION)
        acknowledge(
            self.cluster,
            "AwsSolutions-RDS6",
            "IAM tokens live 15 minutes and cost a signature per connection; logins have passwords of their own "
            "in Secrets Manager and can only SET ROLE.",
        )
        acknowledge(
            self.cluster,
            "AwsSolutions-RDS11",
            "The subnets are isolated and one security group may connect; another port would hide nothing.",
        )
        if not stage.keep_data:
            acknowledge(self.cluster, "AwsSolutions-RDS10", "The dev stage must be possible to throw away.")


_ROTATION = (
    "Rotated by an operator: new value into the secret, then invoke the migrations function, which sets every "
    "login's password from its secret (docs/operations.md). The functions fetch again when a login is refused."
)
