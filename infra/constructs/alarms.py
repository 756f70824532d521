"""Alarms that wake somebody: three for all functions of a capability, and those of the places where work waits or ends.

Those of the whole stage stand in `stage_alarms.py`, those of its objectives in `objectives.py`.
"""

from collections.abc import Collection, Iterable, Mapping

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.constructs.metrics import (
    FIVE_MINUTES,
    HOUR,
    business_metric,
    function_metric,
    gauge_metric,
    oldest_message,
    queue_depth,
    realtime_metric,
    scheduler_metric,
)
from infra.constructs.realtime import CHANNELS
from infra.stages import Stage
from infra.topology.gauges import Threshold
from infra.topology.types import FailureShare, Queue

MOST_METRICS = 10
"""CloudWatch takes no more in one alarm, and no quota raises it."""
PERCENT_OF_TIMEOUT = 80
"""A p99 this near to the time-out will soon be one."""
THROTTLES_OF_A_DOOR = 20
"""In five minutes. Who knocks is told to come again; what a queue or a timer wakes is never to be throttled."""
MESSAGES_THAT_PILE_UP = 1_000
SHORTEST_OLD_AGE = 900
"""Seconds that a message may wait in any queue; longer where one that failed comes back later than that."""
PUSHES_LOST = 10
"""In five minutes, at AppSync: the worker tries again, and clients catch up."""


class Alarms(Construct):
    """The alarms of one stack."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, topic: sns.ITopic) -> None:
        super().__init__(scope, name)
        self.stage = stage
        self.topic = topic

    def watch_functions(
        self, owner: str, timeouts: Mapping[str, int], *, doors: Collection[str] = ()
    ) -> None:
        """Errors, throttles and slowness of functions (name in the map → time-out in seconds), together.

        Each function is measured by its own time-out; `doors`, which people ask, may be throttled now and then.
        Raises `ValueError` for more than ten.
        """
        if len(timeouts) > MOST_METRICS:
            raise ValueError(f"{owner} has {len(timeouts)} functions; an alarm takes {MOST_METRICS} metrics.")
        names = ", ".join(timeouts)
        self.alarm(
            f"{owner}-errors",
            sum_of({name: function_metric(self.stage, name, "Errors") for name in timeouts}),
            1,
            out_of=2,
            description=f"One of {names}: the dashboard shows which.",
        )
        allowed = {name: THROTTLES_OF_A_DOOR if name in doors else 1 for name in timeouts}
        self.alarm(
            f"{owner}-throttles",
            self._most_of(allowed, "Throttles"),
            100,
            out_of=2,
            description=f"One of {names}, in per cent of what it may: 1, {THROTTLES_OF_A_DOOR} of a door.",
        )
        self.alarm(
            f"{owner}-slow",
            self._most_of({name: seconds * 1000 for name, seconds in timeouts.items()}, "Duration", "p99"),
            PERCENT_OF_TIMEOUT,
            periods=3,
            out_of=4,
            description=f"The p99 of one of {names}, in per cent of its own time-out.",
        )

    def watch_queues(self, queues: Iterable[Queue]) -> None:
        """Messages that pile up, and those that nobody has taken for long: a worker that stands still says nothing.

        SQS takes a message that came back three times out of this age; such a one ends in the dead letters.
        """
        for queue in queues:
            self.alarm(
                f"{queue.name}-backlog", queue_depth(self.stage, queue.name), MESSAGES_THAT_PILE_UP, periods=2
            )
            self.alarm(
                f"{queue.name}-age", oldest_message(self.stage, queue.name),
                max(SHORTEST_OLD_AGE, 2 * queue.visibility_timeout_seconds),
            )  # fmt: skip

    def watch_failures(self, shares: Iterable[FailureShare]) -> None:
        """Of what the business does within an hour, the share that fails."""
        for share in shares:
            failed, done = (
                {name: business_metric(self.stage, name, period=HOUR) for name in names}
                for names in (share.failed, share.done)
            )
            self.alarm(
                share.name, share_of(failed, failed | done, fewest=share.fewest, period=HOUR), share.percent,
                out_of=2, description=f"Per cent of {', '.join((*share.failed, *share.done))} within an hour.",
            )  # fmt: skip

    def watch_gauges(self, thresholds: Iterable[Threshold]) -> None:
        """What a job tells, that stands too high. Said nothing, nothing has changed: its failure is another alarm."""
        for one in thresholds:
            period = cdk.Duration.minutes(one.minutes)
            self.alarm(
                one.name, gauge_metric(self.stage, one.gauge, period=period), one.at_least,
                missing=cloudwatch.TreatMissingData.IGNORE,
            )  # fmt: skip

    def watch_dead_letters(self, queues: Iterable[str]) -> None:
        """One message there is one too many."""
        for name in queues:
            self.alarm(name, queue_depth(self.stage, name), 1)

    def watch_scheduler(self, owner: str, group: str) -> None:
        """Occurrences that the scheduler could not deliver, or gave up."""
        metrics = {
            name: scheduler_metric(group, name) for name in ("TargetErrorCount", "InvocationDroppedCount")
        }
        self.alarm(f"{owner}-scheduler", sum_of(metrics), 1, out_of=2)

    def watch_realtime(self, api_id: str) -> None:
        """What AppSync itself did not manage: our function's errors and what we are refused are counted elsewhere."""
        self.alarm(
            "realtime-5xx", realtime_metric(api_id, "5XXError"), PUSHES_LOST, periods=2, out_of=3,
            description="AppSync takes nothing from our worker. Messages are stored and mailed; screens are late.",
        )  # fmt: skip
        self.alarm(
            "realtime-subscriptions", realtime_metric(api_id, "SubscribeServerError", CHANNELS), PUSHES_LOST,
            periods=2, out_of=3, description="People cannot listen: AppSync, or the function that it asks.",
        )  # fmt: skip

    def _most_of(
        self, allowed: Mapping[str, int], metric: str, statistic: str = "Sum"
    ) -> cloudwatch.MathExpression:
        """Of the functions, the one that is nearest to what it may (name in the map → so much), in per cent of that."""
        shares = [f"FILL({_id(name)},0)/{most}*100" for name, most in allowed.items()]
        return cloudwatch.MathExpression(
            expression=f"MAX([{','.join(shares)}])",
            using_metrics={
                _id(name): function_metric(self.stage, name, metric, statistic) for name in allowed
            },
            period=FIVE_MINUTES,
        )

    def alarm(
        self,
        name: str,
        metric: cloudwatch.IMetric,
        threshold: float,
        *,
        periods: int = 1,
        out_of: int | None = None,
        description: str | None = None,
        missing: cloudwatch.TreatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING,
        tells: bool = True,
    ) -> cloudwatch.Alarm:
        """One alarm: at `threshold` or above in `periods` periods (`out_of` so many). Without data mostly all is well.

        `tells`: whether it wakes somebody itself, or is only part of another one.
        """
        alarm = cloudwatch.Alarm(
            self,
            name,
            alarm_name=self.stage.resource_name(name),
            alarm_description=description,
            metric=metric,
            threshold=threshold,
            datapoints_to_alarm=periods,
            evaluation_periods=out_of or periods,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=missing,
        )
        if tells:
            alarm.add_alarm_action(actions.SnsAction(self.topic))
        return alarm


def sum_of(metrics: Mapping[str, cloudwatch.IMetric]) -> cloudwatch.MathExpression:
    """The sum, where a function that did not run counts as none: CloudWatch has no point for it, and would have no sum.

    The zero also stands in for a point that is late: such an alarm looks at one period more than it needs.
    """
    filled = ",".join(f"FILL({_id(name)},0)" for name in metrics)
    return cloudwatch.MathExpression(
        expression=f"SUM([{filled}])",
        using_metrics={_id(name): metric for name, metric in metrics.items()},
        period=FIVE_MINUTES,
    )


def fewest_or(whole: str, fewest: int) -> str:
    """In an expression: `whole`, or `fewest` where it is less."""
    return f"IF(({whole})>{fewest},({whole}),{fewest})"


def share_of(
    part: Mapping[str, cloudwatch.IMetric],
    whole: Mapping[str, cloudwatch.IMetric],
    *,
    fewest: int,
    period: cdk.Duration = FIVE_MINUTES,
) -> cloudwatch.MathExpression:
    """The part in per cent of the whole, or of `fewest` where the whole is less: of a few, one is no share."""
    parts, all_ = ("+".join(f"FILL({_id(name)},0)" for name in names) for names in (part, whole))
    return cloudwatch.MathExpression(
        expression=f"100*({parts})/{fewest_or(all_, fewest)}",
        using_metrics={_id(name): metric for name, metric in {**whole, **part}.items()},
        period=period,
    )


def _id(name: str) -> str:
    """A metric's name in an expression begins with a small letter and knows no hyphen."""
    return name[0].lower() + name[1:].replace("-", "_")
