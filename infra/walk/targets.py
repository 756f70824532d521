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
    if chosen not in {LATEST, "*"} and not _is_door(house, function, chosen):
        return f"{function} has no alias or version {chosen}"
    return Target(function, chosen)


def _is_door(house: House, function: Thing, name: str) -> bool:
    """Whether the function has an alias or a version of this name."""
    return house.find(f"{house.arn(function)}:{name}", ALIAS, VERSION) is not None
