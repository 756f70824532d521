"""One page to look at when an alarm wakes somebody: is it us, those behind us, or the way to us?

From the top: what is wrong now, what people see, who answers us, the database, what waits, what the business does, and
a row for each stack of functions.
"""

from collections.abc import Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from infra.constructs.metrics import (
    api_metric,
    business_metric,
    database_metric,
    distribution_metric,
    divided_gauge,
    function_metric,
    gauge_metric,
    oldest_message,
    queue_depth,
    realtime_metric,
)
from infra.constructs.objectives import failed_percent
from infra.constructs.realtime import CHANNELS
from infra.objectives import OBJECTIVES
from infra.stages import Stage
from infra.topology.gauges import Gauge
from infra.topology.types import Metric, Topology

HOW_TO_READ = """
**Is it us?** *Failed* high and *Functions that failed* high: it is us; the rows below say which capability.
*Failed* high, functions quiet: time-outs or throttles; look at the database and at *What waits*.
*Nobody answered us* high, the rest quiet: Stripe, Resend or a platform is out; their work waits and goes on by itself.
*At CloudFront* high, *Failed* low: the way between CloudFront and the API.
All of it low, and people still complain: look at *Requests* (none arrive?) and at the firewall's alarm.
"""
GRID = 24
"""Columns of a dashboard."""
WIDEST = 8


class Dashboard(Construct):
    """The stage's dashboard. `functions` are names of the map by their owner: it needs nothing of their stacks.

    `apis` are ids by what people call them, `realtime` is that of the Event API, `alarms` ARNs of those at the top.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        topology: Topology,
        functions: Mapping[str, Sequence[str]],
        apis: Mapping[str, str],
        distribution_id: str,
        realtime: str,
        alarms: Sequence[str],
    ) -> None:
        super().__init__(scope, name)
        self._stage = stage
        self._page = cloudwatch.Dashboard(self, "Page", dashboard_name=stage.resource_name("house"))
        self._page.add_widgets(cloudwatch.TextWidget(markdown=HOW_TO_READ, width=GRID, height=4))
        found = [
            cloudwatch.Alarm.from_alarm_arn(self, f"Alarm{number}", arn) for number, arn in enumerate(alarms)
        ]
        self._page.add_widgets(cloudwatch.AlarmStatusWidget(alarms=found, width=GRID, title="Wrong now"))
        self._people(apis, distribution_id)
        errors = [function_metric(stage, one, "Errors") for names in functions.values() for one in names]
        outside = [_counted(stage, one) for one in topology.common_metrics]
        self._row(("Functions that failed", errors), ("Nobody answered us, or was not believed", outside))
        self._database()
        self._real_time(realtime)
        queues = [queue.name for queue in topology.queues]
        self._row(
            ("What waits: messages", [queue_depth(stage, one) for one in queues]),
            ("What waits: seconds of the oldest", [oldest_message(stage, one) for one in queues]),
            ("Given up: messages", [queue_depth(stage, f"{one}-dead") for one in queues]),
        )
        self._business(topology)
        for owner, names in functions.items():
            self._row(
                (f"{owner}: invocations", _each(stage, names, "Invocations")),
                (f"{owner}: errors", _each(stage, names, "Errors")),
                (f"{owner}: p99, ms", _each(stage, names, "Duration", "p99")),
            )

    def _people(self, apis: Mapping[str, str], distribution_id: str) -> None:
        """What whoever asks us gets to see."""
        self._row(
            ("Failed, %", [failed_percent(self._stage, one) for one in OBJECTIVES]),
            ("At CloudFront: failed, %", [distribution_metric(distribution_id, "5xxErrorRate", "Average")]),
            ("Requests", [distribution_metric(distribution_id, "Requests", "Sum")]),
        )
        for name, api_id in apis.items():
            self._row(
                (f"{name}: requests", [api_metric(api_id, "Count")]),
                (f"{name}: refused and failed", [api_metric(api_id, "4xx"), api_metric(api_id, "5xx")]),
                (f"{name}: latency, ms", [api_metric(api_id, "Latency", point) for point in ("p50", "p99")]),
            )

    def _real_time(self, api_id: str) -> None:
        """Who listens, whom AppSync sent away, and what it did not take from our worker."""
        minute = cdk.Duration.minutes(1)
        listening = realtime_metric(api_id, "ActiveSubscriptions", CHANNELS, period=minute)
        away = [realtime_metric(api_id, f"Subscribe{whose}Error", CHANNELS) for whose in ("Client", "Server")]
        pushes = [realtime_metric(api_id, name) for name in ("4XXError", "5XXError")]
        self._row(
            ("Real time: people who listen", [listening]),
            ("Real time: refused and failed", away),
            ("Real time: pushes that failed", pushes),
        )

    def _business(self, topology: Topology) -> None:
        self._row(
            *(
                (page.name, [_counted(self._stage, one) for one in page.metrics])
                for page in topology.capabilities
                if page.metrics
            )
        )
        for page in topology.capabilities:
            self._row(*((one.title, [_standing(self._stage, one)]) for one in page.gauges))

    def _database(self) -> None:
        stage = self._stage
        roles = ("WRITER", "READER") if stage.readers else ("WRITER",)
        self._row(
            ("Capacity used, %", [database_metric(stage, "ACUUtilization", role=one) for one in roles]),
            ("Processor, %", [database_metric(stage, "CPUUtilization", role=one) for one in roles]),
            ("Connections", [database_metric(stage, "DatabaseConnections", "Maximum")]),
        )

    def _row(self, *graphs: tuple[str, Sequence[cloudwatch.IMetric]]) -> None:
        if not graphs:
            return
        width = min(GRID // len(graphs), GRID // 2) if len(graphs) < GRID // WIDEST else WIDEST
        self._page.add_widgets(
            *(
                cloudwatch.GraphWidget(title=title, left=list(metrics), width=width)
                for title, metrics in graphs
            )
        )


def _counted(stage: Stage, metric: Metric) -> cloudwatch.Metric:
    return business_metric(stage, metric.name).with_(label=metric.title)


def _standing(stage: Stage, gauge: Gauge) -> cloudwatch.IMetric:
    if gauge.divided:
        return divided_gauge(stage, gauge.name)
    return gauge_metric(stage, gauge.name).with_(label=gauge.title)


def _each(stage: Stage, names: Sequence[str], metric: str, statistic: str = "Sum") -> list[cloudwatch.Metric]:
    return [function_metric(stage, name, metric, statistic) for name in names]
