"""`make old-versions STAGE=…`: takes away versions of functions and of the layer that three releases no longer use.

CloudFormation keeps them all, so that a roll-back finds them; Lambda has 75 GB for an account, a layer is 40 MB packed.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from infra.stages import Stage
from tools.release.stages import Client, Clients, command

RELEASES = 3


@dataclass
class _Kept:
    """Layers that a version names which stays."""

    layers: set[str] = field(default_factory=set)


def remove(clients: Clients, stage: Stage) -> list[str]:
    """Delete what is neither among the last three of its kind nor in use; what was deleted.

    In use is a version that an alias names, also one that it is being shifted to, and a layer that a version that stays
    names, or the parameter by which the next deploy finds it.
    """
    lambda_, kept, said = clients("lambda"), _Kept(), []
    for name in list(_functions(lambda_, stage)):
        said += _remove_versions(lambda_, name, kept)
    return [*said, *_remove_layers(clients, stage, kept)] or ["Nothing is older than three releases."]


def _functions(lambda_: Client, stage: Stage) -> Iterator[str]:
    for page in lambda_.get_paginator("list_functions").paginate():
        names = (one["FunctionName"] for one in page["Functions"])
        yield from (name for name in names if name.startswith(stage.resource_name("")))


def _remove_versions(lambda_: Client, name: str, kept: _Kept) -> list[str]:
    every = _all(lambda_, "list_versions_by_function", "Versions", FunctionName=name)
    aliases = _all(lambda_, "list_aliases", "Aliases", FunctionName=name)
    used = {"$LATEST"} | {one["FunctionVersion"] for one in aliases}
    for alias in aliases:
        used |= alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {}).keys()
    numbers = sorted((one["Version"] for one in every if one["Version"] != "$LATEST"), key=int)
    stays = used | set(numbers[-RELEASES:])
    for one in every:
        if one["Version"] in stays:
            kept.layers |= {layer["Arn"] for layer in one.get("Layers", ())}
    gone = [number for number in numbers if number not in stays]
    for number in gone:
        lambda_.delete_function(FunctionName=name, Qualifier=number)
    return [f"{name}: version {number} is deleted." for number in gone]


def _remove_layers(clients: Clients, stage: Stage, kept: _Kept) -> list[str]:
    lambda_ = clients("lambda")
    newest = _newest_layer(clients, stage)
    if newest is None:
        return []
    layer = newest.rpartition(":")[0]
    versions = sorted(
        _all(lambda_, "list_layer_versions", "LayerVersions", LayerName=layer),
        key=lambda one: int(one["Version"]),
    )
    stays = kept.layers | {newest} | {one["LayerVersionArn"] for one in versions[-RELEASES:]}
    gone = [one for one in versions if one["LayerVersionArn"] not in stays]
    for one in gone:
        lambda_.delete_layer_version(LayerName=layer, VersionNumber=one["Version"])
    return [f"{layer.rpartition(':')[2]}: version {one['Version']} is deleted." for one in gone]


def _newest_layer(clients: Clients, stage: Stage) -> str | None:
    try:
        answer = clients("ssm").get_parameter(Name=f"/atomic-influence/{stage.name}/common-layer")
    except ClientError as error:
        if error.response["Error"]["Code"] == "ParameterNotFound":
            return None
        raise
    value: str = answer["Parameter"]["Value"]
    return value


def _all(client: Client, operation: str, key: str, **which: str) -> list[dict[str, Any]]:
    pages: Iterable[dict[str, Any]] = client.get_paginator(operation).paginate(**which)
    return [one for page in pages for one in page[key]]


def main(arguments: Sequence[str]) -> int:
    """For the stage that is named."""
    return command(remove, arguments[0] if arguments else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
