"""Timer → role → function → dead letters → key → alarm, for every schedule."""

import json
from collections.abc import Iterator

from infra.walk.functions import role_of
from infra.walk.house import House, Thing
from infra.walk.identities import QUEUE, ROLE
from infra.walk.links import Broken, Link
from infra.walk.metrics import watched
from infra.walk.permissions import may_use_key, role_allows, trusts
from infra.walk.targets import LATEST, Target, target_of

SCHEDULE = "AWS::Scheduler::Schedule"
SCHEDULER = "scheduler.amazonaws.com"


def walk(house: House) -> Iterator[Broken]:
    """Every timer of every group."""
    for schedule in house.all(SCHEDULE):
        where = house.get(schedule, "Name") or str(schedule)
        named = house.get(schedule, "Target", "Arn")
        target = target_of(house, named)
        role = house.find(house.get(schedule, "Target", "RoleArn"), ROLE)
        if isinstance(target, str):
            yield Broken(where, Link.TARGET, target)
        if json.loads(house.get(schedule, "Target", "Input") or "{}").get("job") != where:
            yield Broken(where, Link.TARGET, "its function is not told which job it is")
        yield from _group(house, where, schedule)
        if role is None or not trusts(house, role, SCHEDULER):
            yield Broken(where, Link.ROLE, "it has no role that the scheduler may take on")
            continue
        if not role_allows(house, role, "lambda:InvokeFunction", named):
            yield Broken(where, Link.POLICY, f"{role} may not invoke {named}")
        dead = house.get(schedule, "Target", "DeadLetterConfig", "Arn")
        yield from _dead_letters(house, where, role, dead, "what could not be delivered")
        if isinstance(target, Target):
            yield from _given_up(house, where, target)


def _group(house: House, where: str, schedule: Thing) -> Iterator[Broken]:
    group = house.find(house.get(schedule, "GroupName"), "AWS::Scheduler::ScheduleGroup")
    if group is None:
        yield Broken(where, Link.GROUP, f"there is no {house.get(schedule, 'GroupName')}")
        return
    name = house.get(group, "Name")
    for metric in ("TargetErrorCount", "InvocationDroppedCount"):
        if ("AWS/Scheduler", metric, name) not in watched(house):
            yield Broken(where, Link.ALARM, f"nobody is told of {metric} of {name}")


def _given_up(house: House, where: str, target: Target) -> Iterator[Broken]:
    """A failure on every attempt ends in a queue, for the version that the timer wakes."""
    for config in house.all("AWS::Lambda::EventInvokeConfig"):
        kept = target_of(house, house.get(config, "FunctionName"), house.get(config, "Qualifier") or LATEST)
        if kept == target and (role := role_of(house, target.function)):
            dead = house.get(config, "DestinationConfig", "OnFailure", "Destination")
            yield from _dead_letters(house, where, role, dead, "what failed on every attempt")
            return
    yield Broken(where, Link.DEAD_LETTERS, f"what {target.function} ({target.qualifier}) gives up is lost")


def _dead_letters(house: House, where: str, role: Thing, arn: str, what: str) -> Iterator[Broken]:
    queue = house.find(arn, QUEUE)
    if queue is None:
        yield Broken(where, Link.DEAD_LETTERS, f"{what} is kept nowhere")
        return
    if not role_allows(house, role, "sqs:SendMessage", arn):
        yield Broken(where, Link.POLICY, f"{role} may not send {what} to {queue}")
    key = house.get(queue, "KmsMasterKeyId")
    if key and not may_use_key(house, role, key, "kms:GenerateDataKey", "kms:Decrypt"):
        yield Broken(where, Link.KEY, f"{role} may not seal {what} for {queue}")
