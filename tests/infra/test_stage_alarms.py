"""Alarms of what a stage has once, by the thresholds that were asked for, and where they look."""

import json
import re
from math import inf

import pytest

from common import metrics as runtime
from infra.capacity import connections_wanted
from infra.stages import PROD
from tests.infra.conftest import Assembly, Resource
from tests.infra.metric_math import evaluate


@pytest.fixture(scope="module")
def alarms(house: Assembly) -> dict[str, Resource]:
    """Prod's alarms by their names."""
    made = house.properties("prod", "AWS::CloudWatch::Alarm")
    return {one["AlarmName"].removeprefix("atomic-influence-prod-"): one for one in made}


def _value(alarm: Resource, **points: float | None) -> float:
    (expression,) = [one["Expression"] for one in alarm["Metrics"] if one["ReturnData"]]
    names = {one["Id"]: None for one in alarm["Metrics"] if "MetricStat" in one}
    assert points.keys() <= names.keys()
    return evaluate(expression, names | points)


def _metric(alarm: Resource, name: str) -> Resource:
    (found,) = [one["MetricStat"]["Metric"] for one in alarm["Metrics"] if one["Id"] == name]
    return {**found, "Dimensions": {one["Name"]: one["Value"] for one in found.get("Dimensions", ())}}


def _only(alarm: Resource) -> Resource:
    """The one metric of an alarm without an expression, in whichever of the two ways it stands there."""
    found = alarm if "MetricName" in alarm else alarm["Metrics"][0]["MetricStat"]["Metric"]
    return {**found, "Dimensions": {one["Name"]: one["Value"] for one in found["Dimensions"]}}


def test_five_of_a_hundred_answers_that_are_our_fault_are_an_alarm(alarms: dict[str, Resource]) -> None:
    alarm = alarms["api-5xx"]
    assert alarm["Threshold"] == 5
    assert _value(alarm, failed=50, all=1_000) >= 5 > _value(alarm, failed=49, all=1_000)
    assert _value(alarm, failed=4, all=4) < 5, "of a few, one is no share"
    assert _value(alarm, failed=5, all=5) >= 5
    assert _value(alarm) == 0


def test_one_payment_of_ten_that_fails_is_an_alarm(alarms: dict[str, Resource]) -> None:
    alarm = alarms["payment-failures"]
    assert (alarm["Threshold"], alarm["EvaluationPeriods"], alarm["DatapointsToAlarm"]) == (10, 2, 1)
    assert _value(alarm, deposits=60, payouts=30, deposits_failed=4, payouts_failed=6) >= 10
    assert _value(alarm, deposits=60, payouts=31, deposits_failed=4, payouts_failed=5) < 10
    assert _value(alarm, deposits_failed=2) < 10
    assert {one["MetricStat"]["Period"] for one in alarm["Metrics"] if "MetricStat" in one} == {3600}


def test_what_is_counted_is_read_where_it_is_counted(house: Assembly, alarms: dict[str, Resource]) -> None:
    read = [_metric(alarms["payment-failures"], name) for name in ("deposits", "payouts_failed")]
    assert [one["MetricName"] for one in read] == ["deposits", "payouts_failed"]
    for one in read:
        assert (one["Namespace"], one["Dimensions"]) == (runtime.NAMESPACE, {"Stage": "prod"})
    webhooks = _only(alarms["webhooks-refused"])
    assert (webhooks["Namespace"], webhooks["MetricName"]) == (runtime.NAMESPACE, "webhooks_refused")
    known = {metric.name for metric in house.topology.metrics}
    for page in house.topology.capabilities:
        for share in page.failures:
            assert {*share.failed, *share.done} <= {metric.name for metric in page.metrics} <= known


def test_one_milestone_that_is_overdue_is_an_alarm_until_it_is_told_that_there_is_none(
    house: Assembly, alarms: dict[str, Resource]
) -> None:
    alarm = alarms["deals-overdue"]
    (read,) = [
        one for page in house.topology.capabilities for one in page.thresholds if one.name == "deals-overdue"
    ]
    (job,) = [
        one.cron
        for function in house.topology.functions
        for one in function.schedules
        if one.job == "deal-deadlines"
    ]
    assert job == f"*/{read.minutes} * * * *"
    watched = _only(alarm)
    assert (watched["Namespace"], watched["MetricName"]) == (runtime.NAMESPACE, "escrows_overdue")
    assert watched["Dimensions"] == {"Stage": "prod"}
    (stat,) = [one["MetricStat"] for one in alarm["Metrics"]]
    assert (stat["Stat"], stat["Period"], alarm["Threshold"]) == ("Maximum", 15 * 60, 1)
    assert alarm["TreatMissingData"] == "ignore", "a job that failed has not told that all is well"
    assert (alarm["EvaluationPeriods"], alarm["DatapointsToAlarm"]) == (1, 1)


def test_what_waits_a_day_for_an_administrator_is_an_alarm_until_it_is_decided(
    alarms: dict[str, Resource],
) -> None:
    alarm = alarms["moderation-waits"]
    watched = _only(alarm)
    assert (watched["MetricName"], watched["Dimensions"]) == ("moderation_waits_hours", {"Stage": "prod"})
    (stat,) = [one["MetricStat"] for one in alarm["Metrics"]]
    assert (stat["Stat"], stat["Period"], alarm["Threshold"]) == ("Maximum", 60 * 60, 24)
    assert alarm["TreatMissingData"] == "ignore"


def test_the_databases_alarms_look_at_the_writer_and_can_fire(
    house: Assembly, alarms: dict[str, Resource]
) -> None:
    assert alarms["database-processor"]["Threshold"] == 80
    for name in ("capacity", "processor", "connections"):
        assert _only(alarms[f"database-{name}"])["Dimensions"]["Role"] == "WRITER"
    assert _only(alarms["database-reader-capacity"])["Dimensions"]["Role"] == "READER"
    dev = {one["AlarmName"] for one in house.properties("dev", "AWS::CloudWatch::Alarm")}
    assert "atomic-influence-dev-database-reader-capacity" not in dev, "dev has no reader"
    threshold = alarms["database-connections"]["Threshold"]
    assert threshold < connections_wanted(house.topology, PROD) < PROD.max_connections


def test_every_queue_is_watched_for_what_piles_up_and_for_what_waits(
    house: Assembly, alarms: dict[str, Resource]
) -> None:
    assert house.topology.queues
    for queue in house.topology.queues:
        backlog, age = alarms[f"{queue.name}-backlog"], alarms[f"{queue.name}-age"]
        assert (backlog["MetricName"], backlog["Threshold"]) == ("ApproximateNumberOfMessagesVisible", 1_000)
        assert age["MetricName"] == "ApproximateAgeOfOldestMessage"
        # A message that failed once comes back within its visibility: that alone is no alarm.
        assert (
            queue.visibility_timeout_seconds
            < age["Threshold"]
            <= max(900, 3 * queue.visibility_timeout_seconds)
        )
        for one in (backlog, age):
            assert _only(one)["Dimensions"] == {"QueueName": f"atomic-influence-prod-{queue.name}"}


def test_every_nat_gateway_is_watched(house: Assembly, alarms: dict[str, Resource]) -> None:
    gateways = house.stack("prod", "data").resources("AWS::EC2::NatGateway")
    watched = [one["MetricStat"]["Metric"] for one in alarms["nat-ports"]["Metrics"] if "MetricStat" in one]
    assert {one["MetricName"] for one in watched} == {"ErrorPortAllocation"}
    assert len(watched) == len(gateways) == 2
    looked_at = json.dumps([one["Dimensions"] for one in watched])
    for name in gateways:
        assert name in looked_at


def test_the_door_is_watched_from_outside(house: Assembly, alarms: dict[str, Resource]) -> None:
    alarm = alarms["edge-5xx"]
    (distribution,) = house.stack("prod", "edge").resources("AWS::CloudFront::Distribution")
    assert _metric(alarm, "rate")["Dimensions"] == {
        "DistributionId": {"Ref": distribution},
        "Region": "Global",
    }
    assert (
        _value(alarm, rate=5, requests=1_000) >= alarm["Threshold"] > _value(alarm, rate=4.9, requests=1_000)
    )
    assert _value(alarm, rate=100, requests=4) < alarm["Threshold"]


def test_what_the_firewall_turns_away_is_watched_by_its_own_name(
    house: Assembly, alarms: dict[str, Resource]
) -> None:
    alarm = alarms["firewall-blocks"]
    (acl,) = [
        one
        for one in house.stack("prod", "edge").properties("AWS::WAFv2::WebACL")
        if one["Scope"] == "CLOUDFRONT"
    ]
    name = acl["VisibilityConfig"]["MetricName"]
    assert _metric(alarm, "blocked")["Dimensions"] == {"WebACL": name, "Rule": "ALL"}
    others = [one["VisibilityConfig"]["MetricName"] for one in house.properties("dev", "AWS::WAFv2::WebACL")]
    assert name not in others, "two stages in one account would be one metric"
    assert (
        _value(alarm, blocked=250, passed=1_000)
        >= alarm["Threshold"]
        > _value(alarm, blocked=249, passed=1_000)
    )
    assert _value(alarm, blocked=199) < alarm["Threshold"]


def test_an_address_that_scans_more_than_a_stadium_is_told_and_not_shut_out(
    house: Assembly, alarms: dict[str, Resource]
) -> None:
    alarm = _only(alarms["scans-per-address"])
    (acl,) = house.stack("prod", "edge").properties("AWS::WAFv2::WebACL")
    (rule,) = [one for one in acl["Rules"] if one["Name"] == "ScansPerAddress"]
    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/WAFV2", "CountedRequests")
    assert alarm["Dimensions"] == {
        "WebACL": acl["VisibilityConfig"]["MetricName"], "Rule": rule["VisibilityConfig"]["MetricName"],
    }  # fmt: skip
    assert alarms["scans-per-address"]["Threshold"] == 1
    assert rule["Action"] == {"Count": {}}


def test_the_bill_is_watched_for_the_whole_account(house: Assembly) -> None:
    (budget,) = house.properties("prod", "AWS::Budgets::Budget")
    assert budget["Budget"]["BudgetLimit"] == {"Amount": PROD.monthly_budget_dollars, "Unit": "USD"}
    told = [one["Notification"] for one in budget["NotificationsWithSubscribers"]]
    assert [(one["NotificationType"], one["Threshold"]) for one in told] == [
        ("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100),
    ]  # fmt: skip
    resource = house.stack("prod", "core").resources("AWS::Budgets::Budget").popitem()[1]
    (policy,) = house.stack("prod", "core").resources("AWS::SNS::TopicPolicy")
    assert policy in resource["DependsOn"], "it tries the topic when it is made"


def test_no_alarm_watches_what_can_never_be_reached(alarms: dict[str, Resource]) -> None:
    for name, alarm in alarms.items():
        most = 100 if name.endswith(("capacity", "processor")) else inf
        # A brake rings above its threshold, whatever wakes somebody at it: nought is none that a quiet hour reaches.
        is_brake = alarm["ComparisonOperator"] == "GreaterThanThreshold"
        assert alarm["Threshold"] > 0 or (is_brake and alarm["Threshold"] == 0)
        assert alarm["Threshold"] < most


def test_the_dashboard_shows_alarms_that_there_are_and_all_that_is_counted(house: Assembly) -> None:
    (dashboard,) = house.properties("prod", "AWS::CloudWatch::Dashboard")
    body = json.dumps(dashboard["DashboardBody"])
    made = {
        one["AlarmName"]
        for kind in ("Alarm", "CompositeAlarm")
        for one in house.properties("prod", f"AWS::CloudWatch::{kind}")
    }
    shown = [one.split('"')[0].rstrip("\\") for one in body.split(":alarm:")[1:]]
    assert len(shown) > 10
    assert set(shown) <= made
    for metric in house.topology.metrics:
        assert f'\\"{metric.name}\\"' in body
    for gauge in (one for page in house.topology.capabilities for one in page.gauges):
        named = rf'MetricName=\\+"{gauge.name}\\' if gauge.divided else rf'"{gauge.name}\\'
        assert re.search(named, body), gauge.name
    for queue in house.topology.queues:
        assert f"atomic-influence-prod-{queue.name}" in body
