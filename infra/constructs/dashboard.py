"""One page to look at when an alarm wakes somebody: the door, the database, and a row for each stack of functions."""

from collections.abc import Iterable, Mapping, Sequence

from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from infra.constructs.http_api import HttpApi, api_subject
from infra.constructs.metrics import api_metric, database_metric, function_metric
from infra.stages import Stage


class Dashboard(Construct):
    """The stage's dashboard. `functions` are names of the map by their owner: it needs nothing of their stacks."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        functions: Mapping[str, Sequence[str]],
        apis: Iterable[HttpApi],
    ) -> None:
        super().__init__(scope, name)
        self._page = cloudwatch.Dashboard(self, "Page", dashboard_name=stage.resource_name("house"))
        for api in apis:
            one, api_id = api_subject(api.name), api.api_id
            self._row(
                (f"{one}: requests", [api_metric(api_id, "Count")]),
                (f"{one}: refused and failed", [api_metric(api_id, "4xx"), api_metric(api_id, "5xx")]),
                (f"{one}: latency", [api_metric(api_id, "Latency", point) for point in ("p50", "p99")]),
            )
        self._row(
            ("Capacity used, %", [database_metric(stage, "ACUUtilization")]),
            ("Processor, %", [database_metric(stage, "CPUUtilization")]),
            ("Connections", [database_metric(stage, "DatabaseConnections", "Maximum")]),
        )
        for owner, names in functions.items():
            self._row(
                (f"{owner}: invocations", _each(stage, names, "Invocations")),
                (f"{owner}: errors", _each(stage, names, "Errors")),
                (f"{owner}: p99, ms", _each(stage, names, "Duration", "p99")),
            )

    def _row(self, *graphs: tuple[str, Sequence[cloudwatch.IMetric]]) -> None:
        self._page.add_widgets(
            *(cloudwatch.GraphWidget(title=title, left=list(metrics), width=8) for title, metrics in graphs)
        )


def _each(stage: Stage, names: Sequence[str], metric: str, statistic: str = "Sum") -> list[cloudwatch.Metric]:
    return [function_metric(stage, name, metric, statistic) for name in names]
