"""What must survive: network, database, backups, secrets, files, users."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.capacity import deployed
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.backup import Backups
from infra.constructs.buckets import asset_bucket
from infra.constructs.database import Database
from infra.constructs.identity import Identity
from infra.constructs.keys import StackKey
from infra.constructs.network import Network
from infra.constructs.place import place
from infra.constructs.scanning import UploadScanning
from infra.stages import Stage
from infra.topology.shared import DRAWN_SECRETS
from infra.topology.types import Topology

# What signs tokens, or publishes, on a laptop; in AWS Cognito does, and a role.
OF_THE_LAPTOP = "LOCAL_"
DRAWN_CHARACTERS = 64
"""Letters and digits: 380 bits."""


def _badge_key(scope: Construct, stage: Stage) -> kms.Key:
    """KMS turns no asymmetric key by itself; a second one takes its place, and its public half stays in badge_keys."""
    return kms.Key(
        scope,
        "BadgeKey",
        description=f"atomic-influence {stage.name}: signs badges",
        key_spec=kms.KeySpec.ECC_NIST_P256,
        key_usage=kms.KeyUsage.SIGN_VERIFY,
        removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
    )


class DataStack(cdk.Stack):
    """The kept half of a stage."""

    def __init__(self, scope: Construct, *, stage: Stage, topology: Topology) -> None:
        super().__init__(
            scope,
            stage.resource_name("data"),
            env=place(stage),
            termination_protection=stage.keep_data,
        )
        self.key = StackKey(
            self, "Key", description=f"atomic-influence {stage.name}: data", keep=stage.keep_data
        )
        self.vault_key = kms.Key(
            self,
            "VaultKey",
            description=f"atomic-influence {stage.name}: tokens of connected accounts, sealed in the database",
            enable_key_rotation=True,
            removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
        )
        self.badge_key = _badge_key(self, stage)
        self.network = Network(self, "Network", stage=stage, key=self.key)
        self.database = Database(self, "Database", stage=stage, network=self.network, key=self.key)
        if stage.keep_data:
            Backups(self, "Backups", stage=stage, cluster=self.database.cluster, key=self.key)
        self.integrations = self._integrations(topology)
        self.drawn = self._drawn()
        self.tracking_hash_keys = self._tracking_hash_keys()
        self.assets = asset_bucket(self, "Assets", stage=stage, key=self.key)
        if stage.scan_uploads:
            UploadScanning(self, "UploadScanning", bucket=self.assets, key=self.key)
        self.identity = Identity(
            self,
            "Identity",
            stage=stage,
            rules=topology.sign_in,
            triggers=_triggers(stage, topology),
            own_addresses=self.network.addresses,
            integrations=self.integrations,
        )
        # A sign-in prefix that somebody else has fails before there is a cluster that may not be deleted.
        self.database.cluster.node.add_dependency(self.identity.domain)
        self._say_what_people_need()

    @property
    def availability_zones(self) -> list[str]:
        """The account's first two, whatever their names: where an account is given, the CDK would go and ask AWS."""
        return [cdk.Fn.select(number, cdk.Fn.get_azs()) for number in range(2)]

    def _say_what_people_need(self) -> None:
        """What the builder of a front end, or an operator, would look for in the console."""
        said = {
            "UserPoolId": self.identity.pool.user_pool_id,
            "WebClientId": self.identity.web_client.user_pool_client_id,
            "ServiceClientId": self.identity.service_client.user_pool_client_id,
            "IntegrationsSecret": self.integrations.secret_name,
            "DatabaseMasterSecret": self.database.master_secret.secret_name,
            "AssetBucket": self.assets.bucket_name,
        }
        for name, value in said.items():
            cdk.CfnOutput(self, name, value=value)

    def _tracking_hash_keys(self) -> secretsmanager.Secret:
        """The daily keys of visitor hashes, for redirects that cannot ask the database, and for scans."""
        secret = secretsmanager.Secret(
            self,
            "TrackingHashKeys",
            description="Random keys by day (UTC); our timer makes and deletes them.",
            encryption_key=self.key,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                secret_string_template="{}",  # noqa: S106 - an empty object
                generate_string_key="UNUSED",
            ),
        )
        acknowledge(secret, "AwsSolutions-SMG4", "The timer tracking-hash-keys rotates it by the day.")
        return secret

    def _drawn(self) -> secretsmanager.Secret:
        """What is only ours, drawn once. Its template never changes: a change would draw anew (decision 140)."""
        (name,) = DRAWN_SECRETS
        secret = secretsmanager.Secret(
            self,
            "Drawn",
            description=f"JSON with the key {name}, a list by commas, the newest first (docs/operations.md).",
            encryption_key=self.key,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                secret_string_template="{}",  # noqa: S106 - an empty object
                generate_string_key=name,
                exclude_punctuation=True,
                password_length=DRAWN_CHARACTERS,
            ),
        )
        acknowledge(
            secret,
            "AwsSolutions-SMG4",
            "Printed codes and cookies of fans hang on it: an operator puts a new key before the old one.",
        )
        return secret

    def _integrations(self, topology: Topology) -> secretsmanager.Secret:
        """One JSON object; operators add the keys. Its template never changes: a change would empty it."""
        secret = secretsmanager.Secret(
            self,
            "Integrations",
            description=f"JSON with the keys: {', '.join(integration_keys(topology)) or 'none yet'}",
            encryption_key=self.key,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                secret_string_template="{}",  # noqa: S106 - an empty object
                generate_string_key="UNUSED",
            ),
        )
        acknowledge(
            secret,
            "AwsSolutions-SMG4",
            "These keys are issued by Stripe, Resend and the platforms, not by us.",
        )
        return secret


def integration_keys(topology: Topology) -> list[str]:
    """The names that the functions in AWS look for in the integrations secret: none that is the laptop's own."""
    names = {name for function in deployed(topology) for name in function.secrets}
    return sorted(name for name in names if OF_THE_LAPTOP not in name and name not in DRAWN_SECRETS)


def _triggers(stage: Stage, topology: Topology) -> dict[str, str]:
    return {
        trigger: stage.resource_name(function.name)
        for function in deployed(topology)
        for trigger in function.identity_triggers
    }
