"""What can be deployed anew at any time: functions, API, queues, timers, alarms, and who may do what."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra import grants
from infra.capacity import check_connections, deployed
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.code import layer_code, package_code
from infra.constructs.edge import Edge, OriginSecret
from infra.constructs.function import ARCHITECTURE, RUNTIME, HouseFunction
from infra.constructs.http_api import HttpApi
from infra.constructs.keys import StackKey
from infra.constructs.migrations import TIMEOUT_SECONDS, Migrations
from infra.constructs.observability import Observability
from infra.constructs.queues import HouseQueue, queue_variable
from infra.constructs.schedules import MAXIMUM_AGE_SECONDS, Schedules
from infra.environment import stage_values
from infra.stacks.data import DataStack, integration_keys
from infra.stages import Stage
from infra.topology.types import Function, Topology


class BackendStack(cdk.Stack):
    """The replaceable half of a stage."""

    def __init__(self, scope: Construct, *, stage: Stage, topology: Topology, data: DataStack) -> None:
        super().__init__(
            scope, stage.resource_name("backend"), env=cdk.Environment(region=stage.region),
        )  # fmt: skip
        check_connections(topology, stage)
        self._house, self._topology, self._data = stage, topology, data
        acknowledge(self, "AwsSolutions-L1", "Python 3.13 is what the layer is built and tested for.")
        self.key = StackKey(self, "Key", description=f"atomic-influence {stage.name}: backend", keep=False)
        self.key.allow_service("cloudwatch.amazonaws.com")
        self._origin_secret = OriginSecret(self, "OriginSecret", key=self.key)
        self.migrations = Migrations(
            self, "Migrations", stage=stage, database=data.database, network=data.network, key=self.key
        )
        self.queues = {
            queue.name: HouseQueue(self, queue=queue, stage=stage, key=self.key) for queue in topology.queues
        }
        self._layer = self._common_layer()
        self.functions = {function.name: self._function(function) for function in deployed(topology)}
        self._doors()
        self._grants()
        self._alarms()

    def _common_layer(self) -> lambda_.LayerVersion:
        return lambda_.LayerVersion(
            self,
            "CommonLayer",
            code=layer_code(self),
            compatible_runtimes=[RUNTIME],
            compatible_architectures=[ARCHITECTURE],
            description="The data model, the adapters and every dependency",
        )

    def _function(self, function: Function) -> HouseFunction:
        made = HouseFunction(
            self,
            function.name,
            stage=self._house,
            key=self.key,
            handler=function.handler,
            code=package_code(self, function.capability),
            environment=self._environment(function),
            layers=[self._layer],
            timeout_seconds=function.timeout_seconds,
            memory_mb=function.memory_mb,
            reserved_concurrency=function.reserved_concurrency,
            network=self._data.network if function.database_login else None,
        )
        # New code must never meet the old schema.
        made.function.node.add_dependency(self.migrations.run)
        return made

    def _environment(self, function: Function) -> dict[str, str]:
        values = stage_values(self._house, self._data)
        names = (*self._topology.common_environment, *function.environment)
        environment = {name: values[name] for name in names}
        environment["ORIGIN_VERIFY_SECRET"] = self._origin_secret.reference
        if function.database_login:
            secret = self._data.database.login_secrets[function.database_login]
            environment["DATABASE_SECRET_ARN"] = secret.secret_arn
        if _uses_integrations(function, self._topology):
            environment["INTEGRATIONS_SECRET_ARN"] = self._data.integrations.secret_arn
        return environment | {
            queue_variable(name): self.queues[name].queue.queue_url for name in function.sends_to
        }

    def _doors(self) -> None:
        targets = {name: made.function for name, made in self.functions.items()}
        self.api = HttpApi(
            self, "HttpApi", stage=self._house, topology=self._topology, functions=targets,
            identity=self._data.identity, key=self.key,
        )  # fmt: skip
        self.edge = Edge(
            self, "Edge", stage=self._house, topology=self._topology,
            api_domain_name=self.api.domain_name, secret=self._origin_secret,
        )  # fmt: skip
        self.schedules = Schedules(
            self, "Schedules", stage=self._house, topology=self._topology, functions=targets, key=self.key
        )
        cdk.CfnOutput(self, "Url", value=f"https://{self.edge.distribution.distribution_domain_name}")

    def _grants(self) -> None:
        """Every permission between two things, in one place; the statements are in `infra/grants.py`."""
        database, data_key = self._data.database, self._data.key
        grants.may_run(self.migrations.lambda_, in_network=True)
        grants.may_read_secrets(
            self.migrations.lambda_, [database.master_secret, *database.login_secrets.values()], key=data_key
        )
        # The default policy is a child of the role: the run waits until every grant is in force.
        self.migrations.run.node.add_dependency(self.migrations.lambda_.role)
        for function in deployed(self._topology):
            made = self.functions[function.name]
            grants.may_run(made, in_network=function.database_login is not None)
            secrets = [database.login_secrets[function.database_login]] if function.database_login else []
            if _uses_integrations(function, self._topology):
                secrets.append(self._data.integrations)
            if secrets:
                grants.may_read_secrets(made, secrets, key=data_key)
            for name in function.sends_to:
                grants.may_send(made, self.queues[name], key=self.key)
            self._keep_offline_copy(function, made)
            self._keep_files(function, made)
            if "VAULT_KEY_ID" in function.environment:
                grants.may_use_vault(made, self._data.vault_key)
            self._wake_by_queues(function, made)
            self._report_failed_jobs(function, made)
            self._answer_trigger(function, made)
        grants.may_start_jobs(self.schedules, key=self.key)

    def _keep_offline_copy(self, function: Function, made: HouseFunction) -> None:
        """The redirect reads links and hash keys where no database is needed; the timer writes them."""
        if "LINK_SNAPSHOT_BUCKET" in function.environment:
            grants.may_share_offline_copy(
                made, self._data.assets, self._data.tracking_hash_keys, key=self._data.key,
                writes=bool(function.schedules),
            )  # fmt: skip

    def _keep_files(self, function: Function, made: HouseFunction) -> None:
        if "ASSET_BUCKET" in function.environment:
            grants.may_keep_files(
                made, self._data.assets, key=self._data.key, only_deletes=bool(function.schedules)
            )

    def _wake_by_queues(self, function: Function, made: HouseFunction) -> None:
        for source in function.queues:
            grants.may_consume(made, self.queues[source.queue], key=self.key)
            lambda_.EventSourceMapping(
                made,
                f"From-{source.queue}",
                target=made.function,
                event_source_arn=self.queues[source.queue].queue.queue_arn,
                batch_size=source.batch_size,
                max_batching_window=cdk.Duration.seconds(source.maximum_batching_window_seconds),
                report_batch_item_failures=True,
                max_concurrency=max(2, function.reserved_concurrency or 2),
            )

    def _report_failed_jobs(self, function: Function, made: HouseFunction) -> None:
        if function.schedules:
            # The higher-level construct would grant itself wildcards on the key.
            lambda_.CfnEventInvokeConfig(
                made,
                "WhenItFailed",
                function_name=made.function.function_name,
                qualifier="$LATEST",
                maximum_retry_attempts=2,
                maximum_event_age_in_seconds=MAXIMUM_AGE_SECONDS,
                destination_config=lambda_.CfnEventInvokeConfig.DestinationConfigProperty(
                    on_failure=lambda_.CfnEventInvokeConfig.OnFailureProperty(
                        destination=self.schedules.dead.queue_arn
                    )
                ),
            )
            grants.may_report_failed_job(made, self.schedules, key=self.key)

    def _answer_trigger(self, function: Function, made: HouseFunction) -> None:
        if function.identity_trigger:
            made.function.add_permission(
                "FromCognito",
                principal=iam.ServicePrincipal("cognito-idp.amazonaws.com"),
                source_arn=self._data.identity.pool.user_pool_arn,
            )

    def _alarms(self) -> None:
        watch = Observability(self, "Observability", stage=self._house, key=self.key)
        timeouts = {function.name: function.timeout_seconds for function in deployed(self._topology)}
        functions = {name: made.function for name, made in self.functions.items()}
        functions["database-migrations"] = self.migrations.lambda_.function
        watch.watch_functions(functions, timeouts | {"database-migrations": TIMEOUT_SECONDS})
        watch.watch_api(self.api)
        dead = {f"{name}-dead": queue.dead for name, queue in self.queues.items()}
        watch.watch_dead_letters(dead | {"schedules-dead": self.schedules.dead})
        watch.watch_scheduler(self._house.resource_name("jobs"))
        watch.watch_database(self._data.database.cluster)


def _uses_integrations(function: Function, topology: Topology) -> bool:
    return not set(function.secrets).isdisjoint(integration_keys(topology))
