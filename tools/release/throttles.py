"""`make throttles-first STAGE=…`: takes the throttle of a route that goes from the API's stage, before the route goes.

Routes and their throttles stand in two stacks, and the one of the throttles comes last. Whether API Gateway refuses to
delete a route that a stage's settings name is not verified against AWS; after this it cannot.
"""

import sys
from collections.abc import Sequence

from botocore.exceptions import ClientError

from infra.capacity import deployed
from infra.stages import Stage
from infra.topology import TOPOLOGY
from infra.topology.types import Topology
from tools.release.stages import Client, Clients, command

API_STAGE = "$default"


def remove(clients: Clients, stage: Stage, topology: Topology = TOPOLOGY) -> list[str]:
    """Delete the settings of routes that this tree's map lacks; until they go, the default throttle holds them."""
    gateway = clients("apigatewayv2")
    wanted = {route.key for function in deployed(topology) for route in function.routes}
    said = []
    for api in _apis(gateway, stage):
        for route in sorted(_settings(gateway, api["ApiId"]) - wanted):
            gateway.delete_route_settings(ApiId=api["ApiId"], StageName=API_STAGE, RouteKey=route)
            said.append(f"{api['Name']}: the throttle of {route} is gone.")
    return said or ["No route with a throttle goes."]


def _apis(gateway: Client, stage: Stage) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for page in gateway.get_paginator("get_apis").paginate():
        found += [one for one in page["Items"] if one["Name"].startswith(stage.resource_name("api"))]
    return found


def _settings(gateway: Client, api_id: str) -> set[str]:
    try:
        return set(gateway.get_stage(ApiId=api_id, StageName=API_STAGE).get("RouteSettings", {}))
    except ClientError as error:
        if error.response["Error"]["Code"] == "NotFoundException":
            return set()  # a first deploy that failed before its last stack
        raise


def main(arguments: Sequence[str]) -> int:
    """For the stage that is named."""
    return command(remove, arguments[0] if arguments else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
