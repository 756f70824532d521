"""Two objectives, measured in the access log, each with alarms by how fast its budget burns."""

import re

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.constructs.alarms import Alarms, fewest_or
from infra.constructs.metrics import FIVE_MINUTES, log_metric
from infra.objectives import API, BURNS, OBJECTIVES, REDIRECTS, Burn, Objective
from infra.stages import Stage

IS_REDIRECT = '($.route = "GET /t/*") || ($.route = "HEAD /t/*")'
HAS_FAILED = '$.status = "5*"'
COUNTED = {
    "answers": '{ $.status = "*" }',
    "answers-failed": f"{{ {HAS_FAILED} }}",
    "redirects": f"{{ {IS_REDIRECT} }}",
    "redirects-failed": f"{{ ({IS_REDIRECT}) && ({HAS_FAILED}) }}",
}
"""Name of the metric → lines of the access log. An answer is in one log, so none of the four is later than another."""


class Indicators(Construct):
    """Counts answers in the access log of an API. What several of them count under one name is one figure."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, access_log: logs.ILogGroup) -> None:
        super().__init__(scope, name)
        for metric, pattern in COUNTED.items():
            logs.MetricFilter(
                self,
                metric,
                log_group=access_log,
                filter_pattern=logs.FilterPattern.literal(pattern),
                metric_namespace=log_metric(stage, metric).namespace,
                metric_name=log_metric(stage, metric).metric_name,
                metric_value="1",
                default_value=0,
            )


class ObjectiveAlarms(Alarms):
    """For each objective and rate, an alarm of two windows."""

    def watch_objectives(self) -> None:
        """All of them."""
        for objective in OBJECTIVES:
            for burn in BURNS:
                self._watch(objective, burn)

    def _watch(self, objective: Objective, burn: Burn) -> None:
        name = f"{objective.name}-{burn.name}"
        windows = [
            self.alarm(
                f"{name}-{window}",
                failed_percent(
                    self.stage,
                    objective,
                    cdk.Duration.minutes(minutes),
                    fewest=burn.fewest_requests(objective),
                ),
                burn.threshold(objective),
                tells=False,
            )
            for window, minutes in (("long", burn.long_minutes), ("short", burn.short_minutes))
        ]
        both = cloudwatch.CompositeAlarm(
            self,
            name,
            composite_alarm_name=self.stage.resource_name(f"{name}-burn"),
            alarm_description=(
                f"{objective.title}: failures use up the budget of {objective.budget:g} % {burn.rate:g} times too fast,"
                f" in {burn.long_minutes} and in {burn.short_minutes} minutes."
            ),
            alarm_rule=cloudwatch.AlarmRule.from_string(
                " AND ".join(
                    f'ALARM("{self.stage.resource_name(f"{name}-{one}")}")' for one in ("long", "short")
                )
            ),
        )
        both.node.add_dependency(*windows)
        both.add_alarm_action(actions.SnsAction(self.topic))


def failed_percent(
    stage: Stage, objective: Objective, period: cdk.Duration = FIVE_MINUTES, *, fewest: int = 1
) -> cloudwatch.MathExpression:
    """Of the answers that an objective is about, the per cent that were our fault; fewer than `fewest` count as that.

    Where nothing was asked there is no point, and no alarm.
    """
    names = {"answers": "answers", "failed": "answers-failed", "redirects": "redirects",
             "redirects_failed": "redirects-failed"}  # fmt: skip
    all_, failed = {
        REDIRECTS.name: ("redirects", "redirects_failed"),
        API.name: ("(answers-redirects)", "(failed-redirects_failed)"),
    }[objective.name]
    expression = f"100*{failed}/{fewest_or(all_, fewest)}"
    used = set(re.findall(r"\w+", expression))
    return cloudwatch.MathExpression(
        expression=expression,
        using_metrics={
            variable: log_metric(stage, metric, period=period)
            for variable, metric in names.items()
            if variable in used
        },
        period=period,
        label=objective.title,
    )
