"""How near the templates of a stage are to what AWS takes: 500 resources in a stack, 300 routes in an API."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from infra.stages import Stage

MOST_RESOURCES = 150
"""Of data, core and edge, which grow with nothing."""
MOST_RESOURCES_OF_A_CAPABILITY = 250
"""Half of CloudFormation's 500: a capability that needs more is two."""
MOST_ROUTES = 290
"""Of the API's 300, a quota that can be raised (docs/operations.md)."""
ROUTE = "AWS::ApiGatewayV2::Route"


@dataclass(frozen=True)
class Count:
    """A figure of a stage beside the most that we allow it."""

    stage: str
    what: str
    number: int
    most: int


def counts(assembly: Path, stage: Stage) -> list[Count]:
    """Resources of each stack of the stage in the order of their deploy, then the routes of its API.

    Empty where the last synth into this folder left the stage out.
    """
    found, routes = [], 0
    for stack, template in _templates(assembly, stage):
        resources = json.loads(template.read_text())["Resources"].values()
        most = MOST_RESOURCES_OF_A_CAPABILITY if stack.startswith("capability-") else MOST_RESOURCES
        found.append(Count(stage.name, f"resources of {stack}", len(resources), most))
        routes += sum(resource["Type"] == ROUTE for resource in resources)
    return [*found, Count(stage.name, "routes of the API", routes, MOST_ROUTES)] if found else []


def _templates(assembly: Path, stage: Stage) -> Iterator[tuple[str, Path]]:
    """From the manifest: templates of earlier synths lie in the same folder."""
    begin = stage.resource_name("")
    for name, artifact in json.loads((assembly / "manifest.json").read_text())["artifacts"].items():
        if artifact["type"] == "aws:cloudformation:stack" and name.startswith(begin):
            yield name.removeprefix(begin), assembly / artifact["properties"]["templateFile"]
