"""Sender → queue → mapping → function → grants → dead letters → alarm; the same for streams."""

from collections.abc import Iterator

from infra.walk.functions import role_of, variables_of
from infra.walk.house import House, Thing
from infra.walk.identities import FUNCTION, QUEUE
from infra.walk.links import Broken, Link
from infra.walk.metrics import watched
from infra.walk.permissions import may_use_key, resources_allowed, role_allows
from infra.walk.targets import Target, target_of

MAPPING = "AWS::Lambda::EventSourceMapping"
STREAM = "AWS::Kinesis::Stream"
CONSUMES = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
READS = (
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:DescribeStreamSummary",
    "kinesis:ListShards",
)


def walk(house: House) -> Iterator[Broken]:
    """Every mapping, then every queue: it has somebody before it, behind it, and beneath it."""
    consumed = set()
    for mapping in house.all(MAPPING):
        source = house.find(house.get(mapping, "EventSourceArn"), QUEUE, STREAM)
        target = target_of(house, house.get(mapping, "FunctionName"))
        if source is None:
            yield Broken(str(mapping), Link.SOURCE, f"there is no {house.get(mapping, 'EventSourceArn')}")
        elif isinstance(target, str):
            yield Broken(str(mapping), Link.FUNCTION, target)
        else:
            consumed.add(source)
            yield from _consumer(house, mapping, source, target)
    dead = {house.get(queue, "RedrivePolicy", "deadLetterTargetArn") for queue in house.all(QUEUE)}
    for queue in house.all(QUEUE):
        if house.arn(queue) in dead or queue in dead_ends(house):
            yield from watched_dead_letters(house, str(queue), queue)
        else:
            yield from _queue(house, queue, is_consumed=queue in consumed)


def dead_ends(house: House) -> set[Thing]:
    """Queues where timers, functions and streams leave what came to nothing."""
    timers = (
        house.get(one, "Target", "DeadLetterConfig", "Arn") for one in house.all("AWS::Scheduler::Schedule")
    )
    others = (
        house.get(one, "DestinationConfig", "OnFailure", "Destination")
        for one in house.all("AWS::Lambda::EventInvokeConfig", MAPPING)
    )
    return {found for arn in (*timers, *others) if (found := house.find(arn, QUEUE))}


def watched_dead_letters(house: House, where: str, queue: Thing) -> Iterator[Broken]:
    """An alarm looks at the messages that lie in a queue of dead letters."""
    name = house.get(queue, "QueueName")
    if ("AWS/SQS", "ApproximateNumberOfMessagesVisible", name) not in watched(house):
        yield Broken(where, Link.ALARM, f"nobody is told of what lies in {name}")


def _queue(house: House, queue: Thing, *, is_consumed: bool) -> Iterator[Broken]:
    name = house.get(queue, "QueueName")
    if not is_consumed:
        yield Broken(name, Link.SOURCE, "it wakes nobody")
    if not any(house.arn(queue) in _sent_to(house, function) for function in house.all(FUNCTION)):
        yield Broken(name, Link.SENDER, "nobody may send to it who knows its address")
    if house.find(house.get(queue, "RedrivePolicy", "deadLetterTargetArn"), QUEUE) is None:
        yield Broken(name, Link.DEAD_LETTERS, "a message that nobody can handle comes back for ever")


def _sent_to(house: House, function: Thing) -> set[str]:
    """The queues that a function knows the address of, and may send to."""
    role = role_of(house, function)
    if role is None:
        return set()
    urls = variables_of(house, function).values()
    known = {house.arn(queue) for url in urls if (queue := house.find(url, QUEUE))}
    return known & set(resources_allowed(house, role, "sqs:SendMessage"))


def _consumer(house: House, mapping: Thing, source: Thing, target: Target) -> Iterator[Broken]:
    where = house.get(source, "QueueName") or house.get(source, "Name") or str(source)
    role = role_of(house, target.function)
    if role is None:
        yield Broken(where, Link.ROLE, f"{target.function} has none")
        return
    for action in CONSUMES if source.kind == QUEUE else READS:
        if not role_allows(house, role, action, house.arn(source)):
            yield Broken(where, Link.POLICY, f"{role} may not {action}")
    key = house.get(source, "KmsMasterKeyId") or house.get(source, "StreamEncryption", "KeyId")
    if key and not may_use_key(house, role, key, "kms:Decrypt"):
        yield Broken(where, Link.KEY, f"{role} may not open its messages")
    if "ReportBatchItemFailures" not in house.texts(mapping, "FunctionResponseTypes"):
        yield Broken(where, Link.SOURCE, "one bad message brings the whole batch back")
    hidden = int(house.get(source, "VisibilityTimeout") or 30)
    if source.kind == QUEUE and hidden < int(house.get(target.function, "Timeout") or 3):
        yield Broken(
            where, Link.VISIBILITY, f"it shows a message again after {hidden} s, while it is worked on"
        )
    if source.kind == STREAM:
        yield from _given_up(house, where, mapping, role)


def _given_up(house: House, where: str, mapping: Thing, role: Thing) -> Iterator[Broken]:
    """A stream keeps no dead letters by itself: what was given up is told to a queue."""
    dead = house.find(house.get(mapping, "DestinationConfig", "OnFailure", "Destination"), QUEUE)
    if dead is None:
        yield Broken(where, Link.DEAD_LETTERS, "what is given up is told to nobody")
    elif not role_allows(house, role, "sqs:SendMessage", house.arn(dead)):
        yield Broken(where, Link.POLICY, f"{role} may not send to {dead}")
