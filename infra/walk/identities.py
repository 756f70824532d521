"""What `Ref` and the ARN of a resource are once it is made, as far as its template says."""

from collections.abc import Callable
from typing import Any

Text = Callable[[str, Any], str]

FUNCTION = "AWS::Lambda::Function"
ALIAS = "AWS::Lambda::Alias"
VERSION = "AWS::Lambda::Version"
QUEUE = "AWS::SQS::Queue"
TOPIC = "AWS::SNS::Topic"
SECRET = "AWS::SecretsManager::Secret"  # noqa: S105 - a type of resources
ATTACHMENT = "AWS::SecretsManager::SecretTargetAttachment"
CLUSTER = "AWS::RDS::DBCluster"
ROLE = "AWS::IAM::Role"
KEY = "AWS::KMS::Key"
EVENT_API = "AWS::AppSync::Api"

_NAMED = {
    FUNCTION: ("FunctionName", "lambda", "function:"),
    QUEUE: ("QueueName", "sqs", ""),
    CLUSTER: ("DBClusterIdentifier", "rds", "cluster:"),
    "AWS::Scheduler::ScheduleGroup": ("Name", "scheduler", "schedule-group/"),
    "AWS::Kinesis::Stream": ("Name", "kinesis", "stream/"),
}
"""Kinds that others find by name → the property with the name, the service, and what comes before it in an ARN."""


def arn_of(stack: str, name: str, kind: str, properties: dict[str, Any], text: Text) -> str:
    """The ARN, by the name that a resource is given; by its logical id where AWS thinks of a name."""
    if kind in {ALIAS, VERSION}:
        return f"{_function_arn(stack, properties, text)}:{properties.get('Name', name)}"
    if kind == ATTACHMENT:
        return text(stack, properties["SecretId"])
    service, before, called = kind.split("::")[1].lower(), "", f"{stack}.{name}"
    if kind in _NAMED:
        property_, service, before = _NAMED[kind]
        called = text(stack, properties.get(property_, called))
    elif kind == EVENT_API:
        before = "apis/"
    elif kind == "AWS::S3::Bucket":
        return f"arn:aws:s3:::{stack}.{name}"
    return f"arn:aws:{service}:us-east-1:account:{before}{called}"


def reference_of(stack: str, name: str, kind: str, properties: dict[str, Any], text: Text) -> str:
    """What `Ref` gives: mostly the name, of some kinds the ARN, of a queue its URL."""
    if kind in {ALIAS, VERSION, TOPIC, SECRET, ATTACHMENT}:
        return arn_of(stack, name, kind, properties, text)
    if kind == QUEUE:
        called = text(stack, properties.get("QueueName", f"{stack}.{name}"))
        return f"https://sqs.us-east-1.amazonaws.com/account/{called}"
    if kind in _NAMED:
        return text(stack, properties.get(_NAMED[kind][0], f"{stack}.{name}"))
    return f"{stack}.{name}"


def _function_arn(stack: str, properties: dict[str, Any], text: Text) -> str:
    """An alias names its function by name or by ARN."""
    function = text(stack, properties.get("FunctionName", ""))
    return (
        function if function.startswith("arn:") else f"arn:aws:lambda:us-east-1:account:function:{function}"
    )
