"""Alarms that wake somebody, and one page to look at when they do."""

from collections.abc import Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_rds as rds
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.http_api import HttpApi
from infra.stages import Stage

FIVE_MINUTES = cdk.Duration.minutes(5)
# A p99 this near to the time-out will soon be one.
SHARE_OF_TIMEOUT = 0.8
SHARE_OF_CONNECTIONS = 0.8
PERCENT_BUSY = 85


class Observability(Construct):
    """The topic, the alarms that publish to it, and the dashboard."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, key: kms.IKey) -> None:
        super().__init__(scope, name)
        self._stage = stage
        self.topic = sns.Topic(self, "Alarms", master_key=key, enforce_ssl=True)
        if stage.alarm_email:
            self.topic.add_subscription(subscriptions.EmailSubscription(stage.alarm_email))
        self.dashboard = cloudwatch.Dashboard(self, "Dashboard", dashboard_name=stage.resource_name("house"))

    def watch_functions(self, functions: Mapping[str, lambda_.Function], timeouts: Mapping[str, int]) -> None:
        """Errors, throttles and slowness of every function."""
        for name, function in functions.items():
            slow = timeouts[name] * 1000 * SHARE_OF_TIMEOUT
            self._alarm(f"{name}-errors", function.metric_errors(period=FIVE_MINUTES), 1)
            self._alarm(f"{name}-throttles", function.metric_throttles(period=FIVE_MINUTES), 1)
            duration = function.metric_duration(period=FIVE_MINUTES, statistic="p99")
            self._alarm(f"{name}-slow", duration, slow, periods=3)
        values = functions.values()
        self._row(
            ("Invocations", [function.metric_invocations() for function in values]),
            ("Errors", [function.metric_errors() for function in values]),
            ("Duration p99", [function.metric_duration(statistic="p99") for function in values]),
        )

    def watch_api(self, api: HttpApi) -> None:
        """Answers that were our fault."""
        self._alarm("api-5xx", api.api.metric_server_error(period=FIVE_MINUTES, statistic="Sum"), 5)
        self._row(
            ("Requests", [api.api.metric_count()]),
            ("Refused and failed", [api.api.metric_client_error(), api.api.metric_server_error()]),
            ("Latency", [api.api.metric_latency(statistic="p50"), api.api.metric_latency(statistic="p99")]),
        )

    def watch_dead_letters(self, queues: Mapping[str, sqs.Queue]) -> None:
        """One message there is one too many."""
        for name, queue in queues.items():
            depth = queue.metric_approximate_number_of_messages_visible(
                period=FIVE_MINUTES, statistic="Maximum"
            )
            self._alarm(name, depth, 1)

    def watch_scheduler(self, group: str) -> None:
        """Occurrences that the scheduler could not deliver."""
        for name in ("TargetErrorCount", "InvocationDroppedCount"):
            metric = cloudwatch.Metric(
                namespace="AWS/Scheduler", metric_name=name, dimensions_map={"ScheduleGroup": group},
                statistic="Sum", period=FIVE_MINUTES,
            )  # fmt: skip
            self._alarm(f"scheduler-{name}", metric, 1)

    def watch_database(self, cluster: rds.DatabaseCluster) -> None:
        """Capacity, processor and connections."""
        capacity = cluster.metric_acu_utilization(period=FIVE_MINUTES)
        busy = cluster.metric_cpu_utilization(period=FIVE_MINUTES)
        connections = cluster.metric_database_connections(period=FIVE_MINUTES, statistic="Maximum")
        self._alarm("database-capacity", capacity, PERCENT_BUSY, periods=3)
        self._alarm("database-processor", busy, PERCENT_BUSY, periods=3)
        self._alarm("database-connections", connections, self._stage.max_connections * SHARE_OF_CONNECTIONS)
        self._row(("Capacity used, %", [capacity]), ("Processor, %", [busy]), ("Connections", [connections]))

    def _alarm(self, name: str, metric: cloudwatch.IMetric, threshold: float, *, periods: int = 1) -> None:
        alarm = cloudwatch.Alarm(
            self,
            name,
            alarm_name=self._stage.resource_name(name),
            metric=metric,
            threshold=threshold,
            evaluation_periods=periods,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))

    def _row(self, *graphs: tuple[str, Sequence[cloudwatch.IMetric]]) -> None:
        self.dashboard.add_widgets(
            *(cloudwatch.GraphWidget(title=title, left=list(metrics), width=8) for title, metrics in graphs)
        )
