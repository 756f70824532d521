"""All ways into a function lead through the same door: one alias, or all of them to the newest code.

Where one way names an alias and another does not, a release shifts the one and not the other: a route runs last week's
code while its timer runs today's.
"""

from collections.abc import Iterator

from infra.walk.house import House, Thing
from infra.walk.identities import ROLE
from infra.walk.links import Broken, Link
from infra.walk.permissions import resources_allowed
from infra.walk.queues import MAPPING
from infra.walk.routes import INTEGRATION
from infra.walk.schedules import SCHEDULE
from infra.walk.targets import Target, target_of

WAYS = {
    INTEGRATION: ("the routes of", "IntegrationUri"),
    MAPPING: ("the source", "FunctionName"),
    SCHEDULE: ("the timer", "Target", "Arn"),
    "AWS::AppSync::DataSource": ("the subscriptions of", "LambdaConfig", "LambdaFunctionArn"),
    "AWS::Lambda::Permission": ("the permission", "FunctionName"),
    "AWS::Lambda::EventInvokeConfig": ("the failures of", "FunctionName"),
}
"""What enters a function → in words, and where it names it."""


def walk(house: House) -> Iterator[Broken]:
    """Every function that is entered by two doors."""
    doors: dict[Thing, dict[str, list[str]]] = {}
    for way, target in _ways(house):
        if isinstance(target, str):
            yield Broken(way, Link.FUNCTION, target)
        elif target.qualifier != "*":
            doors.setdefault(target.function, {}).setdefault(target.qualifier, []).append(way)
    for function, found in doors.items():
        if len(found) > 1:
            both = "; ".join(f"{ways[0]} by {door}" for door, ways in sorted(found.items()))
            yield Broken(house.reference(function), Link.WAYS, f"it is entered by {both}")


def _ways(house: House) -> Iterator[tuple[str, Target | str]]:
    for kind, (what, *path) in WAYS.items():
        for thing in house.all(kind):
            yield f"{what} {thing}", target_of(house, house.get(thing, *path), house.get(thing, "Qualifier"))
    for role in house.all(ROLE):
        for named in resources_allowed(house, role, "lambda:InvokeFunction"):
            yield f"the policy of {role}", target_of(house, named)
