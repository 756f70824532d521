"""How near a stage's templates are to what AWS takes: resources in a stack, routes in an API, CloudFront's patterns."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.assembly import templates
from infra.behaviors import MOST_BEHAVIORS
from infra.stages import Stage

MOST_RESOURCES = 150
"""Of data, core and edge, which grow with nothing."""
MOST_RESOURCES_OF_A_CAPABILITY = 250
"""Half of CloudFormation's 500: a capability that needs more is two."""
MOST_ROUTES = 290
"""Of an API's 300, a quota that can be raised; a capability may as well be on the next API (decision 83)."""
ROUTE = "AWS::ApiGatewayV2::Route"
API = "AWS::ApiGatewayV2::Api"
DISTRIBUTION = "AWS::CloudFront::Distribution"


@dataclass(frozen=True)
class Count:
    """A figure of a stage beside the most that we allow it."""

    stage: str
    what: str
    number: int
    most: int


def counts(assembly: Path, stage: Stage) -> list[Count]:
    """Resources of each stack of the stage in the order of their deploy, routes of its APIs, CloudFront's behaviours.

    Empty where the last synth into this folder left the stage out.
    """
    found, routes, behaviors = [], Counter[str](), 0
    names: dict[str, str] = {}
    for stack, file in templates(assembly, stage):
        template = json.loads(file.read_text())
        resources = template["Resources"].values()
        most = MOST_RESOURCES_OF_A_CAPABILITY if stack.startswith("capability-") else MOST_RESOURCES
        found.append(Count(stage.name, f"resources of {stack}", len(resources), most))
        names |= _exported_apis(template, stage)
        routes.update(_name_of_api(one, names) for one in resources if one["Type"] == ROUTE)
        behaviors += sum(
            len(one["Properties"]["DistributionConfig"]["CacheBehaviors"])
            for one in resources
            if one["Type"] == DISTRIBUTION
        )
    if not found:
        return []
    on_apis = [Count(stage.name, f"routes of {name}", routes[name], MOST_ROUTES) for name in names.values()]
    return [*found, *on_apis, Count(stage.name, "behaviours of CloudFront", behaviors, MOST_BEHAVIORS)]


def _exported_apis(template: dict[str, Any], stage: Stage) -> dict[str, str]:
    """The name under which the template exports an API's id → the API's name, `api-second`."""
    apis = {
        name: one["Properties"]["Name"].removeprefix(stage.resource_name(""))
        for name, one in template["Resources"].items()
        if one["Type"] == API
    }
    return {
        output["Export"]["Name"]: apis[output["Value"]["Ref"]]
        for output in template.get("Outputs", {}).values()
        if "Export" in output and isinstance(output["Value"], dict) and output["Value"].get("Ref") in apis
    }


def _name_of_api(route: dict[str, Any], names: dict[str, str]) -> str:
    return names[route["Properties"]["ApiId"]["Fn::ImportValue"]]
