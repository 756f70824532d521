"""Every reference leads somewhere: what a stack takes from another is exported there."""

import json
import re
from collections.abc import Iterator
from typing import Any

from infra.walk.house import House
from infra.walk.links import Broken, Link

_IMPORT = re.compile(r'"Fn::ImportValue": "([^"]+)"')


def walk(house: House) -> Iterator[Broken]:
    """References to resources that are in no template, imports that no stack exports."""
    exports = {
        str(output["Export"]["Name"])
        for template in house.templates.values()
        for output in template.get("Outputs", {}).values()
        if "Export" in output
    }
    for stack, template in house.templates.items():
        known = {*template["Resources"], *template.get("Parameters", {})}
        for name in sorted(_named(template["Resources"]) - known):
            yield Broken(stack, Link.REFERENCE, f"there is no {name} in it")
        for name in sorted(set(_IMPORT.findall(json.dumps(template))) - exports):
            yield Broken(stack, Link.REFERENCE, f"no stack exports {name}")


def _named(value: Any) -> set[str]:
    """The logical ids that a part of a template refers to."""
    if isinstance(value, list):
        return set[str]().union(*map(_named, value))
    if not isinstance(value, dict):
        return set()
    found = set[str]().union(*map(_named, value.values()))
    if isinstance(name := value.get("Ref"), str) and not name.startswith("AWS::"):
        found.add(name)
    if isinstance(attribute := value.get("Fn::GetAtt"), list):
        found.add(str(attribute[0]))
    return found
