"""Metric → alarm → topic policy → key → subscriber, for every alarm; and an alarm for every function's errors."""

from collections.abc import Iterator

from infra.walk.house import House, Thing
from infra.walk.identities import CLUSTER, FUNCTION, KEY, QUEUE, TOPIC
from infra.walk.links import Broken, Link
from infra.walk.metrics import ALARM, metrics_of, watched
from infra.walk.permissions import service_may

COMPOSITE = "AWS::CloudWatch::CompositeAlarm"
CLOUDWATCH = "cloudwatch.amazonaws.com"
WAKES_SOMEBODY = frozenset({"prod"})
"""Stages whose topics must have a subscriber; in another one somebody looks when they like."""
SUBJECTS = {
    "AWS/Lambda": (FUNCTION,),
    "AWS/SQS": (QUEUE,),
    "AWS/RDS": (CLUSTER, "AWS::RDS::DBInstance"),
    "AWS/ApiGateway": ("AWS::ApiGatewayV2::Api",),
    "AWS/Scheduler": ("AWS::Scheduler::ScheduleGroup",),
}
"""Namespace of a metric → what its first dimension must name."""


def walk(house: House) -> Iterator[Broken]:
    """Every alarm, to somebody."""
    for alarm in house.all(ALARM, COMPOSITE):
        where = house.get(alarm, "AlarmName") or str(alarm)
        actions = house.texts(alarm, "AlarmActions")
        if not actions or house.get(alarm, "ActionsEnabled") == "False":
            yield Broken(where, Link.ALARM, "it does nothing")
        for action in actions:
            yield from _action(house, where, action)
        for namespace, name, subject in metrics_of(house, alarm):
            if namespace in SUBJECTS and not _is_there(house, namespace, subject):
                yield Broken(where, Link.METRIC, f"{name} of {subject}: there is nothing of that name")
    errors = {
        subject
        for namespace, name, subject in watched(house)
        if (namespace, name) == ("AWS/Lambda", "Errors")
    }
    for function in house.all(FUNCTION):
        name = house.reference(function)
        if name not in errors:
            yield Broken(name, Link.ALARM, "nobody is told of its errors")


def _is_there(house: House, namespace: str, subject: str) -> bool:
    if house.find(subject, *SUBJECTS[namespace]):
        return True
    return any(house.get(queue, "QueueName") == subject for queue in house.all(QUEUE))


def _action(house: House, where: str, action: str) -> Iterator[Broken]:
    if action.startswith(("arn:aws:ec2:", "arn:aws:lambda:", "arn:aws:ssm:")):
        return
    topic = house.find(action, TOPIC)
    if topic is None:
        yield Broken(where, Link.TOPIC, f"{action} is no topic of ours")
        return
    if not _may_publish(house, action):
        yield Broken(where, Link.TOPIC, f"{topic} does not take what CloudWatch publishes")
    key = house.get(topic, "KmsMasterKeyId")
    sealed_by = house.find(key, KEY)
    if key and not (sealed_by and _may_seal(house, sealed_by)):
        yield Broken(where, Link.KEY, f"CloudWatch may not use the key of {topic}")
    told = [one for one in house.all("AWS::SNS::Subscription") if house.get(one, "TopicArn") == action]
    if not told and not house.raw(topic).get("Subscription") and house.stage in WAKES_SOMEBODY:
        yield Broken(where, Link.SUBSCRIBER, f"nobody is subscribed to {topic}")


def _may_publish(house: House, arn: str) -> bool:
    """A topic without a policy takes what its own account publishes; with one, what that says."""
    policies = [one for one in house.all("AWS::SNS::TopicPolicy") if arn in house.texts(one, "Topics")]
    return not policies or any(
        service_may(house, (one.stack, house.raw(one)["PolicyDocument"]), CLOUDWATCH, "sns:Publish", arn)
        for one in policies
    )


def _may_seal(house: House, key: Thing) -> bool:
    policy = key.stack, house.raw(key)["KeyPolicy"]
    return all(
        service_may(house, policy, CLOUDWATCH, action, house.arn(key))
        for action in ("kms:Decrypt", "kms:GenerateDataKey")
    )
