"""One capability: its functions, queues and timers, its routes on one of the APIs, its alarms, its permissions."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra import bundling, grants
from infra.capacity import FEWEST_POLLERS, deployed, reserved_concurrency
from infra.constructs.acknowledgements import acknowledge
from infra.constructs.alarms import Alarms
from infra.constructs.canary import Brake, Canary, brake
from infra.constructs.code import package_code
from infra.constructs.function import HouseFunction, function_arn
from infra.constructs.layer import newest_layer
from infra.constructs.metrics import function_metric
from infra.constructs.place import place
from infra.constructs.queues import HouseQueue, queue_arn, queue_url, queue_variable
from infra.constructs.realtime import Channels
from infra.constructs.routes import Routes
from infra.constructs.schedules import Schedules
from infra.environment import stage_values
from infra.stacks.core import CoreStack
from infra.stacks.data import DataStack, integration_keys
from infra.stages import Stage
from infra.topology.shared import DRAWN_SECRETS
from infra.topology.types import Capability, Function, Topology


class CapabilityStack(cdk.Stack):
    """A page of the map in AWS. Nobody else's stack refers to anything in it: names are composed from the map."""

    def __init__(
        self,
        scope: Construct,
        *,
        stage: Stage,
        topology: Topology,
        capability: Capability,
        data: DataStack,
        core: CoreStack,
    ) -> None:
        name = stage.resource_name(f"capability-{capability.slug}")
        super().__init__(scope, name, env=place(stage))
        # New code must never meet the old schema: the migrations run in core.
        self.add_stack_dependency(core)
        acknowledge(self, "AwsSolutions-L1", "Python 3.13 is what the layer is built and tested for.")
        self._house, self._page = stage, capability
        self._topology, self._data, self._core = topology, data, core
        self._layer = newest_layer(self, "CommonLayer", stage=stage)
        self._queues = {
            queue.name: HouseQueue(self, queue=queue, stage=stage, key=core.key)
            for queue in capability.queues
        }
        self._functions = {function.name: self._function(function) for function in deployed(capability)}
        self._schedules = self._timers()
        self._channels = self._namespace()
        for function in deployed(capability):
            self._connect(function, self._functions[function.name])
        self._grants()
        self._alarms()
        if stage.canary:
            self._shift()

    def _function(self, function: Function) -> HouseFunction:
        return HouseFunction(
            self,
            function.name,
            stage=self._house,
            key=self._core.key,
            handler=function.handler,
            code=package_code(self, function.capability),
            environment=self._environment(function),
            layers=[self._layer],
            timeout_seconds=function.timeout_seconds,
            memory_mb=function.memory_mb,
            reserved_concurrency=reserved_concurrency(function, self._house),
            network=self._data.network if function.database_login else None,
            layer_fingerprint=bundling.fingerprint(*bundling.LAYER),
        )

    def _environment(self, function: Function) -> dict[str, str]:
        store = self._core.edge_links.store_arn if self._core.edge_links else ""
        values = stage_values(self._house, self._data, self._core.realtime, link_store_arn=store)
        names = (*self._topology.common_environment, *function.environment)
        environment = {name: values[name] for name in names}
        environment["ORIGIN_VERIFY_SECRET"] = self._core.origin.accepted
        if function.database_login:
            secret = self._data.database.login_secrets[function.database_login]
            environment["DATABASE_SECRET_ARN"] = secret.secret_arn
        if self._uses_integrations(function):
            environment["INTEGRATIONS_SECRET_ARN"] = self._data.integrations.secret_arn
        if _uses_drawn(function):
            environment["DRAWN_SECRETS_ARN"] = self._data.drawn.secret_arn
        urls = {queue_variable(name): queue_url(self, self._house, name) for name in function.known_queues}
        return environment | urls

    def _timers(self) -> Schedules | None:
        if not any(function.schedules for function in deployed(self._page)):
            return None
        return Schedules(
            self, "Schedules", stage=self._house, owner=self._page.slug, functions=deployed(self._page),
            made=self._functions, key=self._core.key,
        )  # fmt: skip

    def _namespace(self) -> Channels | None:
        """The channels of people, where a function of this page says who may listen."""
        for function in deployed(self._page):
            if function.answers_subscriptions:
                target = self._functions[function.name].live
                return Channels(self, "Channels", api_id=self._core.realtime.api_id, target=target)
        return None

    def _connect(self, function: Function, made: HouseFunction) -> None:
        """What wakes the function beside timers: routes, queues, the user pool."""
        if function.routes:
            Routes(
                made, "Routes", routes=function.routes, target=made.live, api=self._core.apis[self._page.api]
            )
        for source in function.queues:
            # Not the CDK's own construct: it would take the alias's ARN apart to name it.
            lambda_.CfnEventSourceMapping(
                made,
                f"From-{source.queue}",
                function_name=made.live.function_arn,
                event_source_arn=self._queues[source.queue].queue.queue_arn,
                batch_size=source.batch_size,
                maximum_batching_window_in_seconds=source.maximum_batching_window_seconds,
                function_response_types=["ReportBatchItemFailures"],
                scaling_config=lambda_.CfnEventSourceMapping.ScalingConfigProperty(
                    maximum_concurrency=reserved_concurrency(function, self._house) or FEWEST_POLLERS
                ),
            )
        if function.counts_edge_clicks and self._core.edge_links:
            self._core.edge_links.wake(made, made.live, self._queues[function.queues[0].queue].dead)
        if function.identity_triggers:
            made.live.add_permission(
                "FromCognito",
                principal=iam.ServicePrincipal("cognito-idp.amazonaws.com"),
                source_arn=self._data.identity.pool.user_pool_arn,
                source_account=self.account,
            )

    def _grants(self) -> None:
        """Every permission of the capability, with the next methods; the statements are in `infra/grants.py`."""
        key = self._core.key
        for function in deployed(self._page):
            made = self._functions[function.name]
            grants.may_run(made, in_network=function.database_login is not None, traced=self._house.traces)
            self._grant_data(function, made)
            self._grant_pool(function, made)
            self._grant_queues(function, made)
            if function.starts_jobs:
                grants.may_start_job(made, self._arns_of_jobs())
            if function.publishes:
                grants.may_publish(made, self._core.realtime.channels_arn)
            if function.schedules and self._schedules:
                # A job that failed on every attempt leaves its event where the alarm looks.
                grants.may_send(made, self._schedules.dead.queue_arn, key=key)
        if self._schedules:
            grants.may_start_jobs(self._schedules, key=key)
        if self._channels:
            grants.may_ask_who_listens(self._channels.policy, self._channels.target.function_arn)

    def _grant_queues(self, function: Function, made: HouseFunction) -> None:
        for name in function.sends_to:
            grants.may_send(made, queue_arn(self, self._house, name), key=self._core.key)
        for name in function.asks:
            grants.may_ask(made, queue_arn(self, self._house, name))
        for source in function.queues:
            grants.may_consume(made, self._queues[source.queue], key=self._core.key)

    def _arns_of_jobs(self) -> list[str]:
        names = [self._house.resource_name(one.name) for one in deployed(self._topology) if one.schedules]
        return [function_arn(self, name) for name in names]

    def _grant_pool(self, function: Function, made: HouseFunction) -> None:
        """Who signs people in, and who tells Cognito of our accounts: nobody else asks the user pool."""
        if "IDENTITY_POOL_ID" in function.environment:
            arn = self._data.identity.pool.user_pool_arn
            grants.may_use_pool(made, arn, signs_in=bool(function.routes))

    def _secrets_of(self, function: Function) -> list[secretsmanager.ISecret]:
        data = self._data
        secrets = [data.database.login_secrets[function.database_login]] if function.database_login else []
        if self._uses_integrations(function):
            secrets.append(data.integrations)
        if _uses_drawn(function):
            secrets.append(data.drawn)
        return secrets

    def _grant_data(self, function: Function, made: HouseFunction) -> None:
        """What it may do with the secrets, files and keys of the data stack."""
        data = self._data
        if secrets := self._secrets_of(function):
            grants.may_read_secrets(made, secrets, key=data.key)
        self._grant_tracking(function, made)
        for variable, prefix in grants.KEPT_FILES.items():
            if variable in function.environment:
                grants.may_keep_files(
                    made, data.assets, key=data.key, only_deletes=bool(function.schedules), prefix=prefix,
                    reads_findings=self._house.scan_uploads and "UPLOAD_SCANNER" in function.environment,
                )  # fmt: skip
        if "EXPORT_BUCKET" in function.environment:
            grants.may_keep_exports(
                made, data.assets, key=data.key,
                signs=bool(function.routes), writes=bool(function.queues), deletes=not function.routes,
            )  # fmt: skip
        if "VAULT_KEY_ID" in function.environment:
            grants.may_use_vault(made, data.vault_key)
        if function.signs_badges:
            grants.may_sign_badges(made, data.badge_key)

    def _grant_tracking(self, function: Function, made: HouseFunction) -> None:
        """What redirects, their offline copy, and clicks at the edge need."""
        data = self._data
        if "LINK_SNAPSHOT_BUCKET" in function.environment:
            # The redirect reads links and hash keys where no database is needed; the timer writes them.
            grants.may_share_offline_copy(
                made, data.assets, data.tracking_hash_keys, key=data.key, writes=bool(function.schedules)
            )
        elif "TRACKING_HASH_KEYS_SECRET" in function.environment:
            grants.may_read_secrets(made, [data.tracking_hash_keys], key=data.key)
        if "LINK_STORE_ARN" in function.environment and self._core.edge_links:
            grants.may_publish_links(made, self._core.edge_links.store_arn)
        if function.counts_edge_clicks and self._core.edge_links:
            dead = self._queues[function.queues[0].queue].dead
            stream = self._core.edge_links.stream_arn
            grants.may_read_edge_log(made, stream, dead.queue_arn, key=self._core.key)

    def _alarms(self) -> None:
        watch = Alarms(self, "Watch", stage=self._house, topic=self._core.topic)
        timeouts = {function.name: function.timeout_seconds for function in deployed(self._page)}
        doors = [function.name for function in deployed(self._page) if function.routes]
        watch.watch_functions(self._page.slug, timeouts, doors=doors)
        watch.watch_queues(self._page.queues)
        watch.watch_failures(self._page.failures)
        watch.watch_gauges(self._page.thresholds)
        watch.watch_dead_letters(f"{name}-dead" for name in self._queues)
        if self._schedules:
            watch.watch_dead_letters([self._schedules.dead_name])
            watch.watch_scheduler(self._page.slug, self._schedules.group_name)
        if self._channels:
            watch.watch_realtime(self._core.realtime.api_id)

    def _shift(self) -> None:
        errors = {name: function_metric(self._house, name, "Errors") for name in self._functions}
        Brake(self, name=brake(self._page.slug), stage=self._house, metrics=errors, most=0)
        made = self._functions.values()
        shifting = Canary(self, "Canary", stage=self._house, owner=self._page.slug, functions=made)
        grants.may_shift(shifting.policy, made)

    def _uses_integrations(self, function: Function) -> bool:
        return not set(function.secrets).isdisjoint(integration_keys(self._topology))


def _uses_drawn(function: Function) -> bool:
    return not set(function.secrets).isdisjoint(DRAWN_SECRETS)
