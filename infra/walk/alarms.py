"""Metric → alarm → topic policy → key → subscriber, for every alarm and budget; an alarm for each function's errors."""

from collections.abc import Iterator

from infra.walk.house import House, Thing
from infra.walk.identities import CLUSTER, EVENT_API, FUNCTION, KEY, QUEUE, TOPIC
from infra.walk.links import Broken, Link
from infra.walk.metrics import ALARM, COMPOSITE, Metric, metrics_of
from infra.walk.permissions import service_may
from infra.walk.releases import GROUP, alarms_of

BUDGET = "AWS::Budgets::Budget"
CLOUDWATCH, BUDGETS = "cloudwatch.amazonaws.com", "budgets.amazonaws.com"
WAKES_SOMEBODY = frozenset({"prod"})
"""Stages whose topics must have a subscriber; in another one somebody looks when they like."""
SUBJECTS = {
    "AWS/Lambda": (FUNCTION,),
    "AWS/SQS": (QUEUE,),
    "AWS/RDS": (CLUSTER, "AWS::RDS::DBInstance"),
    "AWS/ApiGateway": ("AWS::ApiGatewayV2::Api",),
    "AWS/AppSync": (EVENT_API,),
    "AWS/Scheduler": ("AWS::Scheduler::ScheduleGroup",),
}
"""Namespace of a metric → what the dimension that says whose it is must name."""


def walk(house: House) -> Iterator[Broken]:
    """Every alarm, to somebody; one that only a release looks at, to the release."""
    brakes, parts = _brakes(house), _parts(house)
    seen: set[Metric] = set()
    for alarm in house.all(ALARM, COMPOSITE):
        where = house.get(alarm, "AlarmName") or str(alarm)
        yield from _alarm(house, alarm, where, is_heard=where in brakes | parts)
        yield from _metrics(house, alarm, where)
        seen |= set() if where in brakes else set(metrics_of(house, alarm))
    for function in house.all(FUNCTION):
        name = house.reference(function)
        if ("AWS/Lambda", "Errors", name) not in seen:
            yield Broken(name, Link.ALARM, "nobody is told of its errors")
    for budget in house.all(BUDGET):
        yield from _budget(house, budget)


def _alarm(house: House, alarm: Thing, where: str, *, is_heard: bool) -> Iterator[Broken]:
    """What it does; nothing is enough where a release or another alarm looks at it."""
    actions = house.texts(alarm, "AlarmActions")
    is_off = house.get(alarm, "ActionsEnabled").lower() == "false"
    if (is_off and (actions or not is_heard)) or not (actions or is_heard):
        yield Broken(where, Link.ALARM, "it does nothing")
    for action in actions:
        yield from _action(house, where, action)


def _metrics(house: House, alarm: Thing, where: str) -> Iterator[Broken]:
    for namespace, name, subject in metrics_of(house, alarm):
        if namespace in SUBJECTS and not _is_there(house, namespace, subject):
            yield Broken(where, Link.METRIC, f"{name} of {subject}: there is nothing of that name")


def _budget(house: House, budget: Thing) -> Iterator[Broken]:
    """The topics that it tells; an address of a person needs nothing else."""
    for notification in house.raw(budget).get("NotificationsWithSubscribers", []):
        for one in notification["Subscribers"]:
            if one["SubscriptionType"] == "SNS":
                yield from _told(house, str(budget), house.text(budget.stack, one["Address"]), BUDGETS)


def _brakes(house: House) -> set[str]:
    """The names of alarms that a release looks at."""
    return {name for group in house.all(GROUP) for name in alarms_of(house, group)}


def _parts(house: House) -> set[str]:
    """The names of alarms that a composite one speaks for."""
    rules = [house.get(one, "AlarmRule") for one in house.all(COMPOSITE)]
    names = (house.get(alarm, "AlarmName") for alarm in house.all(ALARM, COMPOSITE))
    return {name for name in names if any(f'"{name}"' in rule for rule in rules)}


def _is_there(house: House, namespace: str, subject: str) -> bool:
    if house.find(subject, *SUBJECTS[namespace]):
        return True
    return any(house.get(queue, "QueueName") == subject for queue in house.all(QUEUE))


def _action(house: House, where: str, action: str) -> Iterator[Broken]:
    if not action.startswith(("arn:aws:ec2:", "arn:aws:lambda:", "arn:aws:ssm:")):
        yield from _told(house, where, action, CLOUDWATCH)


def _told(house: House, where: str, arn: str, service: str) -> Iterator[Broken]:
    """The topic, that the service may publish there and seal for it, and in prod somebody at its end."""
    topic = house.find(arn, TOPIC)
    if topic is None:
        yield Broken(where, Link.TOPIC, f"{arn} is no topic of ours")
        return
    if not _may_publish(house, arn, service):
        yield Broken(where, Link.TOPIC, f"{topic} does not take what {service} publishes")
    key = house.get(topic, "KmsMasterKeyId")
    sealed_by = house.find(key, KEY)
    if key and not (sealed_by and _may_seal(house, sealed_by, service)):
        yield Broken(where, Link.KEY, f"{service} may not use the key of {topic}")
    told = [one for one in house.all("AWS::SNS::Subscription") if house.get(one, "TopicArn") == arn]
    heard = [one for one in told if house.get(one, "Endpoint")]
    if not heard and not house.raw(topic).get("Subscription") and house.stage in WAKES_SOMEBODY:
        yield Broken(where, Link.SUBSCRIBER, f"nobody is subscribed to {topic}")


def _may_publish(house: House, arn: str, service: str) -> bool:
    """A topic without a policy takes what its own account publishes; with one, what that says."""
    policies = [one for one in house.all("AWS::SNS::TopicPolicy") if arn in house.texts(one, "Topics")]
    return not policies or any(
        service_may(house, (one.stack, house.raw(one)["PolicyDocument"]), service, "sns:Publish", arn)
        for one in policies
    )


def _may_seal(house: House, key: Thing, service: str) -> bool:
    policy = key.stack, house.raw(key)["KeyPolicy"]
    return all(
        service_may(house, policy, service, action, house.arn(key))
        for action in ("kms:Decrypt", "kms:GenerateDataKey")
    )
