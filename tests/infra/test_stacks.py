"""The stacks of a stage: their order, what they hand on, and how much room each has."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from infra.app import build
from infra.behaviors import behaviors
from infra.capacity import ConnectionsDoNotFit, connections_wanted, deployed
from infra.counts import Count, counts
from infra.stages import DEV, STAGES
from infra.topology import TOPOLOGY
from infra.topology.types import Capability
from tests.infra.conftest import Assembly, Resource, Stack

BOTH = pytest.mark.parametrize("stage", ["dev", "prod"])
CAPABILITIES = [f"capability-{page.slug}" for page in TOPOLOGY.capabilities]
IMPORT = re.compile(r'"Fn::ImportValue": "atomic-influence-(?:dev|prod)-([a-z-]+):')


@pytest.fixture(params=["house", "furnished"])
def assembly(request: pytest.FixtureRequest) -> Assembly:
    """The real map, and the map with every kind of furniture."""
    found: Assembly = request.getfixturevalue(request.param)
    return found


def _named(value: object) -> str:
    """An ARN or URL as text, what it is composed of put together."""
    if isinstance(value, dict):
        if "Fn::Join" in value:
            separator, parts = value["Fn::Join"]
            return str(separator).join(_named(part) for part in parts)
        return "?"
    return str(value)


@BOTH
def test_the_stacks_stand_in_their_order(house: Assembly, stage: str) -> None:
    assert [stack.name for stack in house.stacks(stage)] == ["data", "core", *CAPABILITIES, "edge"]
    needs = {stack.name: stack.needs for stack in house.stacks(stage)}
    assert needs["data"] == set()
    assert needs["core"] == {"data"}
    for capability in CAPABILITIES:
        assert needs[capability] == {"data", "core"}
    assert needs["edge"] == {"core", *CAPABILITIES}


def test_values_come_from_stacks_before(assembly: Assembly) -> None:
    for stack in assembly.stacks("dev"):
        assert set(IMPORT.findall(json.dumps(stack.template))) <= stack.needs, stack.name


@BOTH
def test_capabilities_export_nothing(house: Assembly, stage: str) -> None:
    for stack in house.stacks(stage):
        if stack.name in CAPABILITIES:
            assert "Outputs" not in stack.template


def test_no_function_changes_before_the_migrations_ran(assembly: Assembly) -> None:
    core = assembly.stack("dev", "core")
    assert len(core.resources("AWS::CloudFormation::CustomResource")) == 1
    with_functions = [one for one in assembly.stacks("dev") if one.resources("AWS::Lambda::Function")]
    for stack in with_functions:
        assert stack.name == "core" or "core" in stack.needs
    (migrations,) = core.properties("AWS::Lambda::Function")
    assert migrations["FunctionName"] == "atomic-influence-dev-database-migrations"


@BOTH
def test_the_layer_is_found_by_name_and_never_exported(house: Assembly, stage: str) -> None:
    core = house.stack(stage, "core")
    ((layer, version),) = core.resources("AWS::Lambda::LayerVersion").items()
    assert layer not in json.dumps(core.template["Outputs"])
    ((_, parameter),) = core.resources("AWS::SSM::Parameter").items()
    assert parameter["Properties"]["Value"] == {"Ref": layer}
    for name in CAPABILITIES:
        stack = house.stack(stage, name)
        for function in stack.properties("AWS::Lambda::Function"):
            (reference,) = function["Layers"]
            read = stack.template["Parameters"][reference["Ref"]]
            assert read["Type"] == "AWS::SSM::Parameter::Value<String>"
            # With this mark the CDK's command line would skip a stack of which only the parameter changed.
            assert "[cdk:skip]" not in read.get("Description", "")
            assert (
                read["Default"]
                == parameter["Properties"]["Name"]
                == f"/atomic-influence/{stage}/common-layer"
            )
    # A rollback goes back to the version before.
    assert version["UpdateReplacePolicy"] == "Retain"
    assert version["DeletionPolicy"].startswith("Retain")


def test_new_code_is_announced_after_the_migrations(house: Assembly) -> None:
    core = house.stack("prod", "core")
    (run,) = core.resources("AWS::CloudFormation::CustomResource")
    (parameter,) = core.resources("AWS::SSM::Parameter").values()
    assert run in parameter["DependsOn"]


def _policies_of_things(stack: Stack) -> list[Resource]:
    keys = [key["KeyPolicy"] for key in stack.properties("AWS::KMS::Key")]
    others = [
        policy["PolicyDocument"]
        for kind in ("AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy")
        for policy in stack.properties(kind)
    ]
    return keys + others


def test_no_key_or_queue_names_who_may_use_it(assembly: Assembly) -> None:
    """What may do what stands in its role: a policy that named a role of a later stack would be a circle."""
    roles = 0
    for stack in assembly.stacks("dev"):
        roles += len(stack.resources("AWS::IAM::Role"))
        for policy in _policies_of_things(stack):
            text = json.dumps(policy)
            assert "Fn::ImportValue" not in text
            assert not [role for role in stack.resources("AWS::IAM::Role") if f'"{role}"' in text]
    assert roles > len(deployed(assembly.topology))


def test_roles_carry_their_only_policy(assembly: Assembly) -> None:
    for stack in assembly.stacks("dev"):
        if stack.name == "data":
            continue
        assert not stack.resources("AWS::IAM::Policy")
        for role in stack.properties("AWS::IAM::Role"):
            (policy,) = role["Policies"]
            assert policy["PolicyDocument"]["Statement"]
            assert "ManagedPolicyArns" not in role


def test_a_queue_is_reached_by_its_name_from_any_stack(assembly: Assembly) -> None:
    made = {one["QueueName"] for one in assembly.properties("dev", "AWS::SQS::Queue")}
    reached = dict.fromkeys(("sqs:SendMessage", "sqs:GetQueueAttributes"), 0)
    for stack in assembly.stacks("dev"):
        for function in stack.properties("AWS::Lambda::Function"):
            role = function["Role"]["Fn::GetAtt"][0]
            allowed = _reaches(stack, role)
            for variable, value in function["Environment"]["Variables"].items():
                if variable.startswith("QUEUE_URL_"):
                    queue = _named(value).rpartition("/")[2]
                    assert queue in made
                    (action,) = [action for arn, action in allowed if arn.endswith(f":{queue}")]
                    reached[action] += 1
    functions = deployed(assembly.topology)
    assert reached["sqs:SendMessage"] == sum(len(function.sends_to) for function in functions)
    assert reached["sqs:GetQueueAttributes"] == sum(len(function.asks) for function in functions)


def test_who_starts_jobs_reaches_every_function_that_has_timers_by_its_name(assembly: Assembly) -> None:
    starters = {one.name for one in deployed(assembly.topology) if one.starts_jobs}
    timed = {f"atomic-influence-dev-{one.name}:live" for one in deployed(assembly.topology) if one.schedules}
    reached = {}
    for stack in assembly.stacks("dev"):
        for function in stack.properties("AWS::Lambda::Function"):
            statements = stack.policies()[f"{function['Role']['Fn::GetAtt'][0]}.grants"]["Statement"]
            arns = [one["Resource"] for one in statements if one["Action"] == "lambda:InvokeFunction"]
            if arns:
                prefix = function["Environment"]["Variables"]["FUNCTION_NAME_PREFIX"]
                name = function["FunctionName"].removeprefix(prefix)
                reached[name] = {_named(arn).partition(":function:")[2] for arn in arns[0]}
    assert reached == dict.fromkeys(starters, timed)


def _reaches(stack: Stack, role: str) -> list[tuple[str, str]]:
    """The queues that the role may send to, or ask whether they are there, each with what it may."""
    statements = stack.policies()[f"{role}.grants"]["Statement"]
    single = ("sqs:SendMessage", "sqs:GetQueueAttributes")
    return [
        (_named(resource), action)
        for one in statements
        for action in _list(one["Action"])
        for resource in _list(one["Resource"])
        if action in single
    ]


def _list(value: Any) -> list[Any]:
    """The CDK puts statements with the same actions, or the same resources, together."""
    return value if isinstance(value, list) else [value]


def _figures(assembly: Assembly, names: tuple[str, ...]) -> list[Count]:
    return [one for stage in STAGES if stage.name in names for one in counts(assembly.directory, stage)]


def test_every_stack_has_room(house: Assembly, furnished: Assembly) -> None:
    figures = [*_figures(house, ("dev", "prod")), *_figures(furnished, ("dev",))]
    assert len(figures) == 3 * (len(CAPABILITIES) + 6)
    assert [one for one in figures if one.number > one.most] == []
    assert {one.most for one in figures if "capability" in one.what} == {250}
    assert {one.what: one.most for one in figures if "capability" not in one.what} == {
        "resources of data": 150, "resources of core": 150, "resources of edge": 150, "routes of api": 290,
        "routes of api-second": 290, "behaviours of CloudFront": 70,
    }  # fmt: skip


def test_what_is_counted_is_what_is_there(assembly: Assembly) -> None:
    figures = {one.what: one.number for one in _figures(assembly, ("dev",))}
    for stack in assembly.stacks("dev"):
        assert figures[f"resources of {stack.name}"] == len(stack.template["Resources"])
    routes = {
        "routes of api" if name == "main" else f"routes of api-{name}": sum(
            len(function.routes)
            for page in assembly.topology.capabilities
            if page.api == name
            for function in deployed(page)
        )
        for name in assembly.topology.apis
    }
    assert {what: number for what, number in figures.items() if what.startswith("routes")} == routes
    assert sum(routes.values()) == len(assembly.properties("dev", "AWS::ApiGatewayV2::Route"))
    assert figures["behaviours of CloudFront"] == len(behaviors(assembly.topology))


def test_the_functions_of_all_stacks_are_counted_before_any_is_written(tmp_path: Path) -> None:
    tight = replace(DEV, max_connections=connections_wanted(TOPOLOGY, DEV) + 29)
    with pytest.raises(ConnectionsDoNotFit, match="dev"):
        build(TOPOLOGY, outdir=str(tmp_path), context={"bundle": "no"}, stages=[tight])


def test_the_dashboard_shows_every_function_by_its_name(assembly: Assembly) -> None:
    (dashboard,) = assembly.stack("dev", "edge").properties("AWS::CloudWatch::Dashboard")
    text = _named(dashboard["DashboardBody"])
    shown: set[Any] = set(re.findall(r'"FunctionName","atomic-influence-dev-([a-z-]+)"', text))
    assert shown == {function.name for function in deployed(assembly.topology)} | {"database-migrations"}


def test_a_capability_without_deployed_functions_has_no_stack(tmp_path: Path) -> None:
    local = Capability(name="pretended", functions=(replace(TOPOLOGY.functions[0], local_only=True),))
    others = (page for page in TOPOLOGY.capabilities if page.name in {"matching", "messaging"})
    app = build(
        replace(TOPOLOGY, capabilities=(local, *others)),
        outdir=str(tmp_path), context={"bundle": "no"}, stages=[DEV],
    )  # fmt: skip
    names = {child.node.id for child in app.node.children}
    assert "atomic-influence-dev-capability-matching" in names
    assert "atomic-influence-dev-capability-pretended" not in names
