"""CloudWatch's metrics by the names that the map gives, so that no stack hands another a reference for them."""

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch

from infra.stages import Stage
from infra.topology.types import ApiName

FIVE_MINUTES = cdk.Duration.minutes(5)
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
    return _metric(OUR_NAMESPACE, refusals_name(stage, api), {}, "Sum")


def refusals_name(stage: Stage, api: ApiName) -> str:
    """The name of that metric."""
    return stage.resource_name("refusals" if api == "main" else f"refusals-{api}")


def queue_depth(stage: Stage, queue: str) -> cloudwatch.Metric:
    """Messages that wait in a queue, at most."""
    dimensions = {"QueueName": stage.resource_name(queue)}
    return _metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", dimensions, "Maximum")


def scheduler_metric(group: str, name: str) -> cloudwatch.Metric:
    """Of a schedule group: TargetErrorCount, InvocationDroppedCount."""
    return _metric("AWS/Scheduler", name, {"ScheduleGroup": group}, "Sum")


def database_metric(stage: Stage, name: str, statistic: str = "Average") -> cloudwatch.Metric:
    """Of the cluster: ACUUtilization and CPUUtilization (per cent), DatabaseConnections."""
    dimensions = {"DBClusterIdentifier": stage.resource_name("database")}
    return _metric("AWS/RDS", name, dimensions, statistic)


def _metric(
    namespace: str, name: str, dimensions: dict[str, str], statistic: str, label: str | None = None
) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace=namespace,
        metric_name=name,
        dimensions_map=dimensions,
        statistic=statistic,
        period=FIVE_MINUTES,
        label=label,
    )
