"""The APIs of a stage, and that CloudFront leads every path to the one that has its route."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from infra.app import build
from infra.behaviors import PathsMeet
from infra.capacity import deployed
from infra.path_patterns import matches
from infra.stages import DEV
from infra.topology import TOPOLOGY
from tests.infra.conftest import Assembly


@pytest.fixture(params=["house", "furnished"])
def assembly(request: pytest.FixtureRequest) -> Assembly:
    """The real map, and one whose pages are on two APIs."""
    found: Assembly = request.getfixturevalue(request.param)
    return found


def test_the_api_stage_comes_after_every_route_that_a_throttle_names(assembly: Assembly) -> None:
    edge = assembly.stack("dev", "edge")
    stages = edge.properties("AWS::ApiGatewayV2::Stage")
    made = {
        (json.dumps(route["ApiId"]), route["RouteKey"]): stack.name
        for stack in assembly.stacks("dev")
        for route in stack.properties("AWS::ApiGatewayV2::Route")
    }
    assert len(stages) == len(assembly.topology.apis)
    assert any(stage.get("RouteSettings") for stage in stages)
    for stage in stages:
        for key in stage.get("RouteSettings", {}):
            assert made[json.dumps(stage["ApiId"]), key] in edge.needs


def test_one_authorizer_of_each_api_checks_all_its_tokens(assembly: Assembly) -> None:
    authorizers = {
        (stack.name, name): one["Properties"]["ApiId"]["Ref"]
        for stack in assembly.stacks("dev")
        for name, one in stack.resources("AWS::ApiGatewayV2::Authorizer").items()
    }
    assert {stack for stack, _ in authorizers} == {"core"}
    core = assembly.stack("dev", "core")
    assert sorted(authorizers.values()) == sorted(core.resources("AWS::ApiGatewayV2::Api"))
    exported = {
        one["Export"]["Name"]: one["Value"]["Ref"]
        for one in core.template["Outputs"].values()
        if "Ref" in one["Value"]
    }
    asked = 0
    for route in assembly.properties("dev", "AWS::ApiGatewayV2::Route"):
        if "AuthorizerId" in route:
            # The export of an authorizer is its attribute: the API's name stands before it.
            (api,) = {exported[route["ApiId"]["Fn::ImportValue"]]}
            (own,) = [name for (_, name), of in authorizers.items() if of == api]
            assert own in route["AuthorizerId"]["Fn::ImportValue"]
            asked += 1
    assert asked > 100


def test_the_edge_leads_to_the_api_that_has_the_route(assembly: Assembly) -> None:
    """By the template alone: a path, CloudFront's first pattern that matches, its origin, the route there."""
    core, edge = assembly.stack("dev", "core"), assembly.stack("dev", "edge")
    apis = {
        one["Export"]["Name"]: one["Value"]["Ref"]
        for one in core.template["Outputs"].values()
        if "Ref" in one["Value"]
    }
    names = {key: one["Properties"]["Name"] for key, one in core.resources("AWS::ApiGatewayV2::Api").items()}
    (config,) = [one["DistributionConfig"] for one in edge.properties("AWS::CloudFront::Distribution")]
    origins = {one["Id"]: one["DomainName"]["Fn::Join"][1][0]["Fn::ImportValue"] for one in config["Origins"]}
    assert len(origins) == len(assembly.topology.apis)
    reached = dict.fromkeys(names.values(), 0)
    for route in assembly.properties("dev", "AWS::ApiGatewayV2::Route"):
        path = re.sub(
            r"\{\w+\+?\}", "7f0c6a52-9d1e-4c3b-8a77-0123456789ab", route["RouteKey"].partition(" ")[2]
        )
        behavior = next(
            (one for one in config["CacheBehaviors"] if matches(one["PathPattern"], path)),
            config["DefaultCacheBehavior"],
        )
        assert origins[behavior["TargetOriginId"]] == route["ApiId"]["Fn::ImportValue"], route["RouteKey"]
        reached[names[apis[route["ApiId"]["Fn::ImportValue"]]]] += 1
    assert all(reached.values())
    assert sum(reached.values()) == sum(len(one.routes) for one in deployed(assembly.topology))


def test_paths_that_cannot_be_told_apart_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    pages = tuple(
        replace(page, api="second") if page.name == "matching" else page for page in TOPOLOGY.capabilities
    )
    first, *others = sorted(pages, key=lambda page: page.api != "main")
    clash = replace(first.functions[0].routes[0], path="/api/v1/brands/{name}/fit")
    first = replace(first, functions=(replace(first.functions[0], routes=(clash,)), *first.functions[1:]))
    with pytest.raises(PathsMeet, match="fit"):
        build(
            replace(TOPOLOGY, capabilities=(first, *others)),
            outdir=str(tmp_path), context={"bundle": "no"}, stages=[DEV],
        )  # fmt: skip
