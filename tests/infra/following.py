"""Follows whatever tells somebody something, from the templates alone, to the person who gets it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.infra.conftest import Assembly, Resource

OUR_ACCOUNT = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
ALARMS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
BUDGET = "AWS::Budgets::Budget"
Place = tuple[str, str]
"""A stack and the logical id of a resource in it."""


@dataclass(frozen=True)
class Templates:
    """The templates of a stage by the names of their stacks; tests break copies of them."""

    by_stack: Mapping[str, Resource]

    @classmethod
    def of(cls, assembly: Assembly, stage: str) -> "Templates":
        return cls({stack.name: stack.template for stack in assembly.stacks(stage)})

    def all(self, *kinds: str) -> Iterator[tuple[str, str, Resource]]:
        """Stack, logical id and properties of every resource of these types."""
        for stack, template in self.by_stack.items():
            for name, one in template["Resources"].items():
                if one["Type"] in kinds:
                    yield stack, name, one.get("Properties", {})

    def resource(self, place: Place) -> Resource:
        found: Resource = self.by_stack[place[0]]["Resources"][place[1]]
        return found

    def place(self, stack: str, value: Any) -> Place | None:
        """What a reference in `stack` leads to, through exports of other stacks too; None where to nothing of ours."""
        match value:
            case {"Ref": str(name)} | {"Fn::GetAtt": [str(name), _]}:
                return (stack, name) if name in self.by_stack[stack]["Resources"] else None
            case {"Fn::ImportValue": str(export)}:
                for other, template in self.by_stack.items():
                    for output in template.get("Outputs", {}).values():
                        if output.get("Export", {}).get("Name") == export:
                            return self.place(other, output["Value"])
        return None


def untold(templates: Templates, *, somebody: bool = True) -> list[str]:
    """Why something that happens is told to nobody: one line for each link that is missing.

    `somebody` says that a person must stand at the end; without it the topic is enough.
    """
    found: list[str] = []
    brakes = set(_brakes(templates))
    for stack, name, alarm in templates.all(*ALARMS):
        is_part = _is_part_of_another(templates, alarm) or (stack, name) in brakes
        if not (actions := alarm.get("AlarmActions", [])) and not is_part:
            found.append(f"{stack}/{name} does nothing")
        if alarm.get("ActionsEnabled", True) is not True:
            found.append(f"{stack}/{name} has its actions switched off")
        for action in actions:
            found += _lost(templates, (stack, name), action, "cloudwatch.amazonaws.com", somebody=somebody)
    for stack, name, budget in templates.all(BUDGET):
        for notification in budget["NotificationsWithSubscribers"]:
            for one in notification["Subscribers"]:
                assert one["SubscriptionType"] == "SNS"
                found += _lost(
                    templates, (stack, name), one["Address"], "budgets.amazonaws.com", somebody=somebody
                )
    return found


def _brakes(templates: Templates) -> Iterator[Place]:
    """Alarms that stop a release, and tell it so: those that a deployment group looks at, by reference or by name."""
    named = {
        alarm["AlarmName"]: (stack, name)
        for stack, name, alarm in templates.all(*ALARMS)
        if isinstance(alarm.get("AlarmName"), str)
    }
    for stack, _, group in templates.all("AWS::CodeDeploy::DeploymentGroup"):
        for one in group.get("AlarmConfiguration", {}).get("Alarms", []):
            found = templates.place(stack, one["Name"]) or named.get(str(one["Name"]))
            if found is not None:
                yield found


def _is_part_of_another(templates: Templates, alarm: Resource) -> bool:
    """Whether a composite alarm speaks for this one."""
    name = alarm.get("AlarmName")
    rules = (one["AlarmRule"] for _, _, one in templates.all("AWS::CloudWatch::CompositeAlarm"))
    return name is not None and any(f'"{name}"' in str(rule) for rule in rules)


def _lost(templates: Templates, place: Place, action: Any, service: str, *, somebody: bool) -> Iterator[str]:
    told = "/".join(place)
    topic = templates.place(place[0], action)
    if topic is None or templates.resource(topic)["Type"] != "AWS::SNS::Topic":
        yield f"{told} leads to no topic"
        return
    if not _may_publish(templates, topic, service):
        yield f"{told}: {service} may not publish"
    if not _may_use_key(templates, topic, service):
        yield f"{told}: {service} may not use the topic's key"
    if somebody and not _has_subscriber(templates, topic):
        yield f"{told}: nobody subscribes"


def _may_publish(templates: Templates, topic: Place, service: str) -> bool:
    policies = [
        one["PolicyDocument"]
        for stack, _, one in templates.all("AWS::SNS::TopicPolicy")
        if topic in [templates.place(stack, there) for there in one["Topics"]]
    ]
    if not policies:  # what SNS gives a topic lets the account's own services publish
        return True
    return any(_lets(document, service, {"sns:Publish"}) for document in policies)


def _may_use_key(templates: Templates, topic: Place, service: str) -> bool:
    key = templates.place(topic[0], templates.resource(topic)["Properties"]["KmsMasterKeyId"])
    if key is None:
        return False
    document = templates.resource(key)["Properties"]["KeyPolicy"]
    return _lets(document, service, {"kms:Decrypt", "kms:GenerateDataKey*"})


def _lets(document: Resource, service: str, actions: set[str]) -> bool:
    """Whether a statement allows it, to the services of our account alone."""
    return any(
        statement["Effect"] == "Allow"
        and statement["Principal"] == {"Service": service}
        and actions <= {*([one] if isinstance(one := statement["Action"], str) else one)}
        and statement.get("Condition") == OUR_ACCOUNT
        for statement in document["Statement"]
    )


def _has_subscriber(templates: Templates, topic: Place) -> bool:
    return any(
        templates.place(stack, one["TopicArn"]) == topic and one["Protocol"] == "email" and one["Endpoint"]
        for stack, _, one in templates.all("AWS::SNS::Subscription")
    )
