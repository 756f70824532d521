"""Ways to change templates: finding resources by type, taking permissions away."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from infra.walk.house import Template

Templates = dict[str, Template]
Properties = dict[str, Any]
Change = Callable[[Templates], object]
EVERY_ROLE = ""
FUNCTION, ALIAS = "AWS::Lambda::Function", "AWS::Lambda::Alias"


def resources(templates: Templates, kind: str, having: str = "") -> Iterator[tuple[str, str, Properties]]:
    """Stack, logical id and properties of each resource of this type whose text has `having`."""
    for stack, template in templates.items():
        for name, one in list(template["Resources"].items()):
            if one["Type"] == kind and having in f"{name} {json.dumps(one)}":
                yield stack, name, one.setdefault("Properties", {})


def first(templates: Templates, kind: str, having: str = "") -> Properties:
    """The properties of the first of them; `StopIteration` where there is none: the change would change nothing."""
    return next(resources(templates, kind, having))[2]


def delete(kind: str, having: str = "") -> Change:
    """Take every such resource away."""

    def change(templates: Templates) -> None:
        found = [(stack, name) for stack, name, _ in resources(templates, kind, having)]
        assert found
        for stack, name in found:
            del templates[stack]["Resources"][name]

    return change


def put(kind: str, *path: str, value: Any, having: str = "") -> Change:
    """Write `value` at a path of the first such resource's properties."""

    def change(templates: Templates) -> None:
        place = first(templates, kind, having)
        for step in path[:-1]:
            place = place[step]
        assert place.get(path[-1]) != value
        place[path[-1]] = value

    return change


def take(kind: str, *path: str, having: str = "") -> Change:
    """Take a property of the first such resource away."""

    def change(templates: Templates) -> None:
        place = first(templates, kind, having)
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return change


def forbid(action: str, having: str = EVERY_ROLE) -> Change:
    """Take an action out of the policies of roles."""

    def change(templates: Templates) -> None:
        taken = 0
        for _, _, role in resources(templates, "AWS::IAM::Role", having):
            for policy in role.get("Policies", []):
                for statement in policy["PolicyDocument"]["Statement"]:
                    actions = statement["Action"]
                    listed = actions if isinstance(actions, list) else [actions]
                    taken += action in listed
                    statement["Action"] = [one for one in listed if one != action] or ["nothing:AtAll"]
        assert taken

    return change


def distribution(templates: Templates) -> Properties:
    """The configuration of CloudFront."""
    config: Properties = first(templates, "AWS::CloudFront::Distribution")["DistributionConfig"]
    return config


def behaviour(templates: Templates, pattern: str) -> Properties:
    """The behaviour of a pattern; `*` is the default one."""
    config = distribution(templates)
    if pattern == "*":
        default: Properties = config["DefaultCacheBehavior"]
        return default
    return next(one for one in config["CacheBehaviors"] if one["PathPattern"] == pattern)


def of_behaviour(pattern: str, **values: Any) -> Change:
    """Write properties of a behaviour."""
    return lambda templates: behaviour(templates, pattern).update(values)


def unlist_header(policy: str, header: str) -> Change:
    """Take a header out of a list of those that are handed on."""

    def change(templates: Templates) -> None:
        config = first(templates, "AWS::CloudFront::OriginRequestPolicy", policy)["OriginRequestPolicyConfig"]
        headers = config["HeadersConfig"]["Headers"]
        headers.remove(header)

    return change


def enter_by_alias(function: str, *kinds: str) -> Change:
    """Resources of these types enter a function (by its physical name) by its alias, all others its newest code."""

    def change(templates: Templates) -> None:
        stack, logical, _ = next(resources(templates, FUNCTION, f'"FunctionName": "{function}"'))
        newest = ({"Fn::GetAtt": [logical, "Arn"]}, {"Ref": logical})
        aliases = tuple(
            {"Ref": name} for _, name, one in resources(templates, ALIAS) if one["FunctionName"] in newest
        )
        _add_alias(templates[stack]["Resources"], logical)
        to_newest, to_alias = (newest[0], "$LATEST"), ({"Ref": f"{logical}Live"}, "live")
        for place, template in templates.items():
            for name, one in template["Resources"].items():
                if one["Type"] in {FUNCTION, ALIAS, "AWS::Lambda::Version"}:
                    continue
                moved = one["Type"] in kinds
                door = to_alias if moved else to_newest
                entering = _entering(one, (*newest, *aliases), door) if place == stack else one
                template["Resources"][name] = _renamed(entering, function, ":live" if moved else "")

    return change


def _add_alias(made: Properties, logical: str) -> None:
    version = {"FunctionName": {"Ref": logical}}
    made[f"{logical}One"] = {"Type": "AWS::Lambda::Version", "Properties": version}
    shown = {"Fn::GetAtt": [f"{logical}One", "Version"]}
    alias = {"FunctionName": {"Ref": logical}, "FunctionVersion": shown, "Name": "live"}
    made[f"{logical}Live"] = {"Type": ALIAS, "Properties": alias}


def _entering(value: Any, doors: tuple[Any, ...], door: tuple[Any, str]) -> Any:
    """The same with another door; what names the version apart, names that one."""
    if value in doors:
        return door[0]
    if isinstance(value, list):
        return [_entering(one, doors, door) for one in value]
    if not isinstance(value, dict):
        return value
    if "Qualifier" in value and value.get("FunctionName") in doors:
        return value | {"Qualifier": door[1], "FunctionName": doors[1]}
    return {key: _entering(one, doors, door) for key, one in value.items()}


def _renamed(value: Any, function: str, qualifier: str) -> Any:
    """ARNs that are composed of the function's name, as another stack has them."""
    text = json.dumps(value)
    return json.loads(
        re.sub(rf":function:{function}(?::live)?(?=\")", f":function:{function}{qualifier}", text)
    )
