"""CloudWatch's metrics by the names that the map gives, so that no stack hands another a reference for them."""

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch

from infra.stages import Stage
from infra.topology.types import ApiName

FIVE_MINUTES = cdk.Duration.minutes(5)
HOUR = cdk.Duration.hours(1)
OUR_NAMESPACE = "AtomicInfluence"
"""Of metrics that AWS does not count by itself."""


def function_metric(stage: Stage, function: str, name: str, statistic: str = "Sum") -> cloudwatch.Metric:
    """Of a Lambda, by its name in the map: Invocations, Errors, Throttles, Duration (milliseconds)."""
    dimensions = {"FunctionName": stage.resource_name(function)}
    return _metric("AWS/Lambda", name, dimensions, statistic, label=function)


def api_metric(api_id: str, name: str, statistic: str = "Sum") -> cloudwatch.Metric:
    """Of the HTTP API: Count, 4xx, 5xx, Latency (milliseconds)."""
    return _metric("AWS/ApiGateway", name, {"ApiId": api_id}, statistic)


def refusals_metric(stage: Stage, api: ApiName) -> cloudwatch.Metric:
    """Answers of 429, ours and API Gateway's, which `ApiStage` counts in the API's access log."""
    return log_metric(stage, "refusals" if api == "main" else f"refusals-{api}")


def queue_depth(stage: Stage, queue: str) -> cloudwatch.Metric:
    """Messages that wait in a queue, at most."""
    dimensions = {"QueueName": stage.resource_name(queue)}
    return _metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", dimensions, "Maximum")


def oldest_message(stage: Stage, queue: str) -> cloudwatch.Metric:
    """Seconds that the oldest message of a queue has waited, at most."""
    dimensions = {"QueueName": stage.resource_name(queue)}
    return _metric("AWS/SQS", "ApproximateAgeOfOldestMessage", dimensions, "Maximum")


def business_metric(stage: Stage, name: str, *, period: cdk.Duration = FIVE_MINUTES) -> cloudwatch.Metric:
    """What functions count under a name of the map (`common/metrics.py`)."""
    return _metric(OUR_NAMESPACE, name, {"Stage": stage.name}, "Sum", label=name, period=period)


def gauge_metric(stage: Stage, name: str, *, period: cdk.Duration = FIVE_MINUTES) -> cloudwatch.Metric:
    """How much there is of what functions tell under a name of the map, at most; a divided one has no such metric."""
    return _metric(OUR_NAMESPACE, name, {"Stage": stage.name}, "Maximum", label=name, period=period)


def divided_gauge(stage: Stage, name: str) -> cloudwatch.MathExpression:
    """The same by kinds, whichever are told: for graphs, as alarms take no search."""
    found = f'{{{OUR_NAMESPACE},Of,Stage}} MetricName="{name}" Stage="{stage.name}"'
    return cloudwatch.MathExpression(
        expression=f"SEARCH('{found}', 'Maximum')", using_metrics={}, label="", period=FIVE_MINUTES
    )


def log_metric(stage: Stage, name: str, *, period: cdk.Duration = FIVE_MINUTES) -> cloudwatch.Metric:
    """What a filter counts in a log under a name of the stage's."""
    return _metric(OUR_NAMESPACE, stage.resource_name(name), {}, "Sum", period=period)


def distribution_metric(distribution_id: str, name: str, statistic: str) -> cloudwatch.Metric:
    """Of CloudFront: Requests, 5xxErrorRate (per cent)."""
    return _metric("AWS/CloudFront", name, {"DistributionId": distribution_id, "Region": "Global"}, statistic)


def firewall_metric(acl: str, name: str, *, rule: str = "ALL") -> cloudwatch.Metric:
    """Of the firewall before CloudFront, by the name of its own metric: BlockedRequests, AllowedRequests.

    Of a rule that only counts, CountedRequests.
    """
    return _metric("AWS/WAFV2", name, {"WebACL": acl, "Rule": rule}, "Sum")


def nat_metric(gateway_id: str, name: str) -> cloudwatch.Metric:
    """Of a NAT gateway: ErrorPortAllocation, connections for which it had no port left."""
    return _metric("AWS/NATGateway", name, {"NatGatewayId": gateway_id}, "Sum")


def realtime_metric(
    api_id: str, name: str, channels: str | None = None, *, period: cdk.Duration = FIVE_MINUTES
) -> cloudwatch.Metric:
    """Of the Event API, what is published: 4XXError, 5XXError; of its namespace `channels`, how people listen.

    SubscribeClientError, SubscribeServerError, ActiveSubscriptions (a sum a minute).
    """
    dimensions = {"EventAPIId": api_id} | ({"ChannelNamespaceName": channels} if channels else {})
    return _metric("AWS/AppSync", name, dimensions, "Sum", period=period)


def scheduler_metric(group: str, name: str) -> cloudwatch.Metric:
    """Of a schedule group: TargetErrorCount, InvocationDroppedCount."""
    return _metric("AWS/Scheduler", name, {"ScheduleGroup": group}, "Sum")


def database_metric(
    stage: Stage, name: str, statistic: str = "Average", *, role: str = "WRITER"
) -> cloudwatch.Metric:
    """Of the instances of a role: ACUUtilization and CPUUtilization (per cent), DatabaseConnections.

    The average over all of them would hide a busy writer behind a reader that nobody asks.
    """
    dimensions = {"DBClusterIdentifier": stage.resource_name("database"), "Role": role}
    return _metric("AWS/RDS", name, dimensions, statistic, label=role.lower())


def _metric(
    namespace: str,
    name: str,
    dimensions: dict[str, str],
    statistic: str,
    *,
    label: str | None = None,
    period: cdk.Duration = FIVE_MINUTES,
) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace=namespace,
        metric_name=name,
        dimensions_map=dimensions,
        statistic=statistic,
        period=period,
        label=label,
    )
