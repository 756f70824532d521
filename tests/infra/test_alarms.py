"""Alarms that see: each function by its own time-out, whoever did not run counted as none, ten metrics at most."""

import json
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sns as sns

from infra.capacity import deployed
from infra.constructs.alarms import MOST_METRICS, Alarms
from infra.constructs.http_api import api_subject
from infra.stages import DEV
from infra.topology.types import Function
from tests.infra.conftest import Assembly, Resource
from tests.infra.metric_math import evaluate

BOTH = pytest.mark.parametrize("stage", ["dev", "prod"])


def _alarms(house: Assembly, stage: str) -> dict[str, Resource]:
    begin = f"atomic-influence-{stage}-"
    every = house.properties(stage, "AWS::CloudWatch::Alarm")
    made = [one for one in every if one.get("ActionsEnabled", True)]  # not what only a release looks at
    alarms = {one["AlarmName"].removeprefix(begin): one for one in made}
    assert len(alarms) == len(made)
    return alarms


def _metrics(alarm: Resource) -> dict[str, Resource]:
    """Id in the expression → the metric."""
    return {one["Id"]: one["MetricStat"] for one in alarm["Metrics"] if "MetricStat" in one}


def _subject(metric: Resource) -> str:
    (dimension,) = metric["Metric"]["Dimensions"]
    return str(dimension["Value"])


def _evaluate(alarm: Resource, values: dict[str, float]) -> float:
    """The expression as CloudWatch computes it, for one period; what has no value has no data point."""
    (expression,) = [one["Expression"] for one in alarm["Metrics"] if one["ReturnData"]]
    points: dict[str, Any] = {name: values.get(_subject(one)) for name, one in _metrics(alarm).items()}
    return evaluate(expression, points)


@BOTH
def test_each_capability_has_three_alarms_for_all_its_functions(house: Assembly, stage: str) -> None:
    alarms = _alarms(house, stage)
    for page in house.topology.capabilities:
        names = {f"atomic-influence-{stage}-{function.name}" for function in deployed(page)}
        kinds = (("errors", "Errors", "Sum"), ("throttles", "Throttles", "Sum"), ("slow", "Duration", "p99"))
        for kind, metric, statistic in kinds:
            watched = _metrics(alarms[f"{page.slug}-{kind}"])
            assert {_subject(one) for one in watched.values()} == names
            assert {(one["Metric"]["MetricName"], one["Stat"]) for one in watched.values()} == {
                (metric, statistic)
            }


def test_one_error_of_one_function_is_an_alarm_while_the_others_sleep(house: Assembly) -> None:
    alarms = _alarms(house, "prod")
    for page in house.topology.capabilities:
        for kind in ("errors", "throttles"):
            alarm = alarms[f"{page.slug}-{kind}"]
            assert _evaluate(alarm, {}) < alarm["Threshold"]
            for function in deployed(page):
                # Who knocks at a door is told to come again; what a queue or a timer wakes is never throttled.
                most = 20 if kind == "throttles" and function.routes else 1
                name = f"atomic-influence-prod-{function.name}"
                assert (
                    _evaluate(alarm, {name: most}) >= alarm["Threshold"] > _evaluate(alarm, {name: most - 1})
                )


def _slow(function: Function, share: float) -> dict[str, float]:
    return {f"atomic-influence-prod-{function.name}": function.timeout_seconds * 1000 * share}


def test_each_function_is_slow_by_its_own_time_out(house: Assembly) -> None:
    alarms = _alarms(house, "prod")
    for page in house.topology.capabilities:
        alarm = alarms[f"{page.slug}-slow"]
        for function in deployed(page):
            assert _evaluate(alarm, _slow(function, 0.81)) > alarm["Threshold"]
            assert _evaluate(alarm, _slow(function, 0.79)) < alarm["Threshold"]


def test_a_point_that_is_late_does_not_end_an_alarm(house: Assembly) -> None:
    """FILL gives zero for a point that has not arrived: one period more is looked at than must be bad."""
    for alarm in _alarms(house, "prod").values():
        if "FILL" in json.dumps(alarm):
            assert alarm["EvaluationPeriods"] == alarm["DatapointsToAlarm"] + 1


@BOTH
def test_no_alarm_has_more_metrics_than_cloudwatch_takes(
    house: Assembly, furnished: Assembly, stage: str
) -> None:
    for assembly in (house, furnished):
        for alarm in _alarms(assembly, "dev" if assembly is furnished else stage).values():
            expressions = [one for one in alarm.get("Metrics", ()) if "Expression" in one]
            assert len(expressions) <= 1
            assert len(alarm.get("Metrics", ())) - len(expressions) <= 10
            assert "SELECT" not in json.dumps(alarm)  # Metrics Insights would see the account's other stages


def test_an_eleventh_function_is_refused_at_synth() -> None:
    stack = cdk.Stack()
    alarms = Alarms(stack, "Watch", stage=DEV, topic=sns.Topic(stack, "Topic"))
    alarms.watch_functions("ten", {f"function-{number}": 10 for number in range(MOST_METRICS)})
    with pytest.raises(ValueError, match="eleven has 11 functions"):
        alarms.watch_functions("eleven", {f"function-{number}": 10 for number in range(MOST_METRICS + 1)})


@BOTH
def test_every_place_where_work_ends_unseen_has_its_alarm(house: Assembly, stage: str) -> None:
    alarms = _alarms(house, stage)
    begin = f"atomic-influence-{stage}-"
    queues = {one["QueueName"].removeprefix(begin) for one in house.properties(stage, "AWS::SQS::Queue")}
    dead = {name for name in queues if name.endswith("-dead")}
    assert dead == {f"{name}-dead" for name in queues - dead} | {
        f"{page.slug}-schedules-dead"
        for page in house.topology.capabilities
        if any(function.schedules for function in deployed(page))
    }
    for name in dead:
        assert alarms[name]["Dimensions"] == [{"Name": "QueueName", "Value": f"{begin}{name}"}]


def test_every_group_of_timers_has_its_alarm(house: Assembly) -> None:
    alarms = _alarms(house, "prod")
    groups = {one["Name"] for one in house.properties("prod", "AWS::Scheduler::ScheduleGroup")}
    used = {one["GroupName"] for one in house.properties("prod", "AWS::Scheduler::Schedule")}
    watched: dict[str, set[str]] = {}
    for name, alarm in alarms.items():
        if name.endswith("-scheduler"):
            for metric in _metrics(alarm).values():
                watched.setdefault(_subject(metric), set()).add(metric["Metric"]["MetricName"])
    assert groups == used == set(watched)
    assert {frozenset(names) for names in watched.values()} == {
        frozenset({"TargetErrorCount", "InvocationDroppedCount"})
    }


@BOTH
def test_alarms_of_the_whole_stage_are_there_and_all_go_to_the_topic(house: Assembly, stage: str) -> None:
    alarms = _alarms(house, stage)
    migrations = {"core-errors", "core-throttles", "core-slow"}
    wanted = {"api-5xx", "database-capacity", "database-processor", "database-connections"} | migrations
    assert wanted <= set(alarms)
    (topic,) = house.stack(stage, "core").resources("AWS::SNS::Topic")
    together = house.properties(stage, "AWS::CloudWatch::CompositeAlarm")
    actions = {
        json.dumps(one["AlarmActions"]) for one in [*alarms.values(), *together] if "AlarmActions" in one
    }
    exported = [name for name in house.stack(stage, "core").template["Outputs"] if topic in name]
    assert len(exported) == 1
    assert actions == {
        json.dumps([{"Ref": topic}]),
        json.dumps([{"Fn::ImportValue": f"atomic-influence-{stage}-core:{exported[0]}"}]),
    }


def test_one_request_of_twenty_that_is_refused_is_an_alarm_but_not_in_a_quiet_hour(house: Assembly) -> None:
    alarm = _alarms(house, "prod")["api-refusals"]
    (expression,) = [one["Expression"] for one in alarm["Metrics"] if one["ReturnData"]]

    def share(**points: float | None) -> float:
        return evaluate(expression, {"refused": None, "all": None} | points)

    assert share(refused=51, all=1_000) > alarm["Threshold"] > share(refused=49, all=1_000)
    assert share(refused=9, all=10) < alarm["Threshold"]
    assert share() == 0
    assert (alarm["DatapointsToAlarm"], alarm["EvaluationPeriods"]) == (2, 3)


def test_refusals_are_counted_in_the_access_log_under_the_name_that_the_alarm_reads(house: Assembly) -> None:
    filters = house.properties("prod", "AWS::Logs::MetricFilter")
    alarms = _alarms(house, "prod")
    read = {
        api: _metrics(alarms[f"{api_subject(api)}-refusals"])["refused"]["Metric"]
        for api in house.topology.apis
    }
    metrics = {(one["Namespace"], one["MetricName"]) for one in read.values()}
    assert len(metrics) == len(house.topology.apis) > 1, "each API is counted by itself"
    written: set[tuple[str, str]] = set()
    for counted in (one for one in filters if one["FilterPattern"] == '{ $.status = "429" }'):
        (metric,) = counted["MetricTransformations"]
        assert metric["MetricValue"] == "1"
        written.add((metric["MetricNamespace"], metric["MetricName"]))
    assert written == metrics
    for stage in house.properties("prod", "AWS::ApiGatewayV2::Stage"):
        assert '"status": "$context.status"' in json.dumps(json.loads(stage["AccessLogSettings"]["Format"]))
