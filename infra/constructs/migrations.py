"""Brings the database to this release's schema during the deploy, before any function changes."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra import bundling
from infra.constructs.code import migrations_code
from infra.constructs.database import Database
from infra.constructs.function import HouseFunction
from infra.constructs.network import Network
from infra.stages import Stage

TIMEOUT_SECONDS = 840


class Migrations(Construct):
    """The Lambda that migrates, and the custom resource that calls it whenever the SQL changes."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        database: Database,
        network: Network,
        key: kms.IKey,
    ) -> None:
        super().__init__(scope, name)
        self.lambda_ = HouseFunction(
            self,
            "database-migrations",
            stage=stage,
            key=key,
            handler="database_migrations.handler.lambda_handler",
            code=migrations_code(self),
            environment={
                "MASTER_SECRET_ARN": database.master_secret.secret_arn,
                **{
                    f"{login.upper()}_SECRET_ARN": secret.secret_arn
                    for login, secret in database.login_secrets.items()
                },
            },
            layers=(),
            timeout_seconds=TIMEOUT_SECONDS,
            memory_mb=512,
            reserved_concurrency=1,
            network=network,
        )
        self.run = cdk.CustomResource(
            self,
            "Run",
            service_token=self.lambda_.live.function_arn,
            properties={"Fingerprint": bundling.fingerprint(*bundling.MIGRATIONS)},
        )
        resource = self.run.node.default_child
        if isinstance(resource, cdk.CfnResource):
            # The CDK writes the number as a string, which CloudFormation's validator dislikes.
            resource.add_property_override("ServiceTimeout", TIMEOUT_SECONDS + 30)
