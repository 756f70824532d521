"""Alarms that wake somebody: three for all functions of a capability, one for each place where work may end unseen."""

from collections.abc import Iterable, Mapping

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.constructs.http_api import HttpApi, api_subject
from infra.constructs.metrics import (
    FIVE_MINUTES,
    api_metric,
    database_metric,
    function_metric,
    queue_depth,
    refusals_metric,
    scheduler_metric,
)
from infra.stages import Stage

MOST_METRICS = 10
"""CloudWatch takes no more in one alarm, and no quota raises it."""
PERCENT_OF_TIMEOUT = 80
"""A p99 this near to the time-out will soon be one."""
SHARE_OF_CONNECTIONS = 0.8
PERCENT_BUSY = 85
PERCENT_REFUSED = 5
FEW_REQUESTS = 200
"""In five minutes: of fewer, ten refusals are no share that anybody need look at."""


class AlarmTopic(sns.Topic):
    """Where the alarms of all stacks go."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, key: kms.IKey) -> None:
        super().__init__(scope, name, master_key=key, enforce_ssl=True)
        if stage.alarm_email:
            self.add_subscription(subscriptions.EmailSubscription(stage.alarm_email))


class Alarms(Construct):
    """The alarms of one stack."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, topic: sns.ITopic) -> None:
        super().__init__(scope, name)
        self._stage = stage
        self._topic = topic

    def watch_functions(self, owner: str, timeouts: Mapping[str, int]) -> None:
        """Errors, throttles and slowness of functions (name in the map → time-out in seconds), together.

        Each function is measured by its own time-out. Raises `ValueError` for more than ten.
        """
        if len(timeouts) > MOST_METRICS:
            raise ValueError(f"{owner} has {len(timeouts)} functions; an alarm takes {MOST_METRICS} metrics.")
        names = ", ".join(timeouts)
        for metric in ("Errors", "Throttles"):
            self._alarm(
                f"{owner}-{metric.lower()}",
                _sum_of({name: function_metric(self._stage, name, metric) for name in timeouts}),
                1,
                out_of=2,
                description=f"One of {names}: the dashboard shows which.",
            )
        self._alarm(
            f"{owner}-slow",
            self._share_of_timeout(timeouts),
            PERCENT_OF_TIMEOUT,
            periods=3,
            out_of=4,
            description=f"The p99 of one of {names}, in per cent of its own time-out.",
        )

    def watch_dead_letters(self, queues: Iterable[str]) -> None:
        """One message there is one too many."""
        for name in queues:
            self._alarm(name, queue_depth(self._stage, name), 1)

    def watch_scheduler(self, owner: str, group: str) -> None:
        """Occurrences that the scheduler could not deliver, or gave up."""
        metrics = {
            name: scheduler_metric(group, name) for name in ("TargetErrorCount", "InvocationDroppedCount")
        }
        self._alarm(f"{owner}-scheduler", _sum_of(metrics), 1, out_of=2)

    def watch_api(self, api: HttpApi) -> None:
        """Answers that were our fault, and how many are told to wait."""
        api_id, subject = api.api_id, api_subject(api.name)
        self._alarm(f"{subject}-5xx", api_metric(api_id, "5xx"), 5)
        refused = cloudwatch.MathExpression(
            expression=f"100*FILL(refused,0)/MAX([FILL(all,0),{FEW_REQUESTS}])",
            using_metrics={
                "refused": refusals_metric(self._stage, api.name),
                "all": api_metric(api_id, "Count"),
            },
            period=FIVE_MINUTES,
        )
        self._alarm(
            f"{subject}-refusals", refused, PERCENT_REFUSED, periods=2, out_of=3,
            description="So many per cent are refused with 429: a client that does not wait, or a limit too low."
            " GET /api/v1/system/rate-limits says who.",
        )  # fmt: skip

    def watch_database(self) -> None:
        """Capacity, processor and connections."""
        connections = database_metric(self._stage, "DatabaseConnections", "Maximum")
        self._alarm(
            "database-capacity", database_metric(self._stage, "ACUUtilization"), PERCENT_BUSY, periods=3
        )
        self._alarm(
            "database-processor", database_metric(self._stage, "CPUUtilization"), PERCENT_BUSY, periods=3
        )
        self._alarm("database-connections", connections, self._stage.max_connections * SHARE_OF_CONNECTIONS)

    def _share_of_timeout(self, timeouts: Mapping[str, int]) -> cloudwatch.MathExpression:
        shares = [f"FILL({_id(name)},0)/{seconds * 1000}*100" for name, seconds in timeouts.items()]
        return cloudwatch.MathExpression(
            expression=f"MAX([{','.join(shares)}])",
            using_metrics={
                _id(name): function_metric(self._stage, name, "Duration", "p99") for name in timeouts
            },
            period=FIVE_MINUTES,
        )

    def _alarm(
        self,
        name: str,
        metric: cloudwatch.IMetric,
        threshold: float,
        *,
        periods: int = 1,
        out_of: int | None = None,
        description: str | None = None,
    ) -> None:
        alarm = cloudwatch.Alarm(
            self,
            name,
            alarm_name=self._stage.resource_name(name),
            alarm_description=description,
            metric=metric,
            threshold=threshold,
            datapoints_to_alarm=periods,
            evaluation_periods=out_of or periods,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(actions.SnsAction(self._topic))


def _sum_of(metrics: Mapping[str, cloudwatch.IMetric]) -> cloudwatch.MathExpression:
    """The sum, where a function that did not run counts as none: CloudWatch has no point for it, and would have no sum.

    The zero also stands in for a point that is late: such an alarm looks at one period more than it needs.
    """
    filled = ",".join(f"FILL({_id(name)},0)" for name in metrics)
    return cloudwatch.MathExpression(
        expression=f"SUM([{filled}])",
        using_metrics={_id(name): metric for name, metric in metrics.items()},
        period=FIVE_MINUTES,
    )


def _id(name: str) -> str:
    """A metric's name in an expression begins with a small letter and knows no hyphen."""
    return name[0].lower() + name[1:].replace("-", "_")
