"""What a way into a Lambda names: the function, and which of its versions."""

import re
from dataclasses import dataclass

from infra.walk.house import House, Thing
from infra.walk.identities import ALIAS, FUNCTION, VERSION

LATEST = "$LATEST"
_INVOCATION = re.compile(r"arn:aws:apigateway:[^:]+:lambda:path/[^/]+/functions/(.+)/invocations")
_NAMED = re.compile(r"(?:arn:aws:lambda:[^:]+:account:function:)?([A-Za-z0-9_-]+)(?::([A-Za-z0-9$_.*-]+))?")


@dataclass(frozen=True)
class Target:
    """A function by one of its doors: an alias, a version, or the newest code."""

    function: Thing
    qualifier: str


def target_of(house: House, named: str, qualifier: str = "") -> Target | str:
    """The function that a resolved ARN or name means; a sentence where there is none, or no such alias or version."""
    outer = _INVOCATION.fullmatch(named)
    found = _NAMED.fullmatch(outer[1] if outer else named)
    function = house.find(found[1], FUNCTION) if found else None
    if found is None or function is None:
        return f"there is no function {named}"
    chosen = found[2] or qualifier or LATEST
    if chosen not in {LATEST, "*"} and chosen not in doors_of(house, function):
        return f"{function} has no alias or version {chosen}"
    return Target(function, chosen)


def doors_of(house: House, function: Thing) -> set[str]:
    """The names of a function's aliases and versions."""
    arn = house.arn(function)
    made = (house.arn(one) for one in house.all(ALIAS, VERSION))
    return {door.removeprefix(f"{arn}:") for door in made if door.startswith(f"{arn}:")}
