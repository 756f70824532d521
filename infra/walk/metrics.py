"""What the alarms of a stage look at."""

from collections.abc import Iterator
from typing import Any

from infra.walk.house import House, Thing

ALARM = "AWS::CloudWatch::Alarm"
COMPOSITE = "AWS::CloudWatch::CompositeAlarm"
Metric = tuple[str, str, str]
"""Namespace, name, and the value of the dimension that says whose it is: the first, as far as we have others."""
WHOSE = "EventAPIId"


def watched(house: House) -> set[Metric]:
    """Every metric that some alarm looks at."""
    return {metric for alarm in house.all(ALARM) for metric in metrics_of(house, alarm)}


def metrics_of(house: House, alarm: Thing) -> Iterator[Metric]:
    """The metrics of one alarm, those of its expression too."""
    properties = house.raw(alarm)
    if "MetricName" in properties:
        yield _read(house, alarm.stack, properties)
    for one in properties.get("Metrics", []):
        if "MetricStat" in one:
            yield _read(house, alarm.stack, one["MetricStat"]["Metric"])


def _read(house: House, stack: str, metric: dict[str, Any]) -> Metric:
    values = {one["Name"]: house.text(stack, one["Value"]) for one in metric.get("Dimensions", [])}
    whose = values.get(WHOSE, next(iter(values.values()), ""))
    return str(metric["Namespace"]), str(metric["MetricName"]), whose
