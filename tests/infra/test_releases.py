"""What a release is in the templates: a version that is kept, an alias that everything calls, a brake in prod."""

import json
import re
from collections.abc import Iterator
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_

from infra import grants
from infra.capacity import deployed
from infra.constructs.function import LIVE, HouseFunction
from infra.stages import DEV, PROD
from tests.infra.conftest import Assembly, Resource, Stack
from tests.infra.metric_math import evaluate

FUNCTION, VERSION, ALIAS = ("AWS::Lambda::Function", "AWS::Lambda::Version", "AWS::Lambda::Alias")
BOTH = pytest.mark.parametrize("stage", ["dev", "prod"])
OUR_LAMBDA = re.compile(r":function:atomic-influence-(?:dev|prod)-[a-z-]+(.*)")


def _named(stack: Stack, value: object) -> Iterator[str]:
    """Logical ids that a value refers to."""
    if isinstance(value, dict):
        if isinstance(value.get("Ref"), str):
            yield value["Ref"]
        if "Fn::GetAtt" in value:
            yield value["Fn::GetAtt"][0]
        for one in value.values():
            yield from _named(stack, one)
    elif isinstance(value, list):
        for one in value:
            yield from _named(stack, one)


def _callers(stack: Stack) -> list[tuple[str, Resource]]:
    """Resources that name a Lambda itself, not its alias, and are neither its version nor its alias."""
    functions = stack.resources(FUNCTION).keys()
    return [
        (name, one)
        for name, one in stack.template["Resources"].items()
        if one["Type"] not in (VERSION, ALIAS)
        and not functions.isdisjoint(_named(stack, one.get("Properties", {})))
    ]


@BOTH
def test_every_lambda_has_a_kept_version_and_the_alias_live_that_names_it(
    house: Assembly, stage: str
) -> None:
    aliases = 0
    for stack in house.stacks(stage):
        versions = stack.resources(VERSION)
        for alias in (one["Properties"] for one in stack.resources(ALIAS).values()):
            version = versions[alias["FunctionVersion"]["Fn::GetAtt"][0]]
            assert alias["Name"] == LIVE
            assert version["Properties"]["FunctionName"] == alias["FunctionName"]
            assert (version["DeletionPolicy"], version["UpdateReplacePolicy"]) == ("Retain", "Retain")
            aliases += 1
        assert len(stack.resources(ALIAS)) == len(stack.resources(FUNCTION)) == len(versions)
    assert aliases == len(deployed(house.topology)) + 1


@pytest.mark.parametrize("name", ["house", "furnished"])
def test_nothing_calls_a_lambda_but_by_its_alias(name: str, request: pytest.FixtureRequest) -> None:
    """Else it would run code that no release has reached, and a roll-back would not reach it."""
    assembly: Assembly = request.getfixturevalue(name)
    kept = 0
    for stack in assembly.stacks("dev"):
        for caller, one in _callers(stack):
            # A name and a qualifier, and no ARN: the alias's own is no name.
            assert one["Type"] == "AWS::Lambda::EventInvokeConfig", caller
            assert one["Properties"]["Qualifier"] == LIVE
            assert set(one["DependsOn"]) & stack.resources(ALIAS).keys()
            kept += 1
    assert kept == sum(bool(function.schedules) for function in deployed(assembly.topology))


def test_a_caller_of_the_lambda_itself_would_be_seen(house: Assembly) -> None:
    stack = house.stack("dev", "capability-payments")
    template = json.loads(json.dumps(stack.template))
    integration = next(
        one for one in template["Resources"].values() if one["Type"] == "AWS::ApiGatewayV2::Integration"
    )
    function = next(iter(stack.resources(FUNCTION)))
    integration["Properties"]["IntegrationUri"] = {"Fn::GetAtt": [function, "Arn"]}
    broken = Stack(stack.name, stack.file, stack.needs)
    broken.__dict__["template"] = template
    assert [one for _, one in _callers(broken) if one["Type"] == "AWS::ApiGatewayV2::Integration"] == [
        integration
    ]


@BOTH
def test_arns_that_are_put_together_end_at_the_alias(
    house: Assembly, furnished: Assembly, stage: str
) -> None:
    assembly = furnished if stage == "dev" else house
    endings = [
        found[1]
        for stack in assembly.stacks(stage)
        for text in _texts(stack.template["Resources"])
        if (found := OUR_LAMBDA.fullmatch(text))
    ]
    assert len(endings) > 5
    assert set(endings) == {f":{LIVE}"}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value


def test_in_prod_every_alias_is_shifted_by_a_group_that_knows_its_brakes(house: Assembly) -> None:
    alarms = {one["AlarmName"]: one for one in house.properties("prod", "AWS::CloudWatch::Alarm")}
    for page in house.topology.capabilities:
        stack = house.stack("prod", f"capability-{page.slug}")
        groups = stack.resources("AWS::CodeDeploy::DeploymentGroup")
        named = set()
        for alias in stack.resources(ALIAS).values():
            update = alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
            named.add(update["DeploymentGroupName"]["Ref"])
            group = groups[update["DeploymentGroupName"]["Ref"]]["Properties"]
            assert group["ApplicationName"] == update["ApplicationName"]
            assert group["DeploymentConfigName"] == "CodeDeployDefault.LambdaCanary10Percent5Minutes"
            assert "DEPLOYMENT_STOP_ON_ALARM" in group["AutoRollbackConfiguration"]["Events"]
            brakes = {one["Name"] for one in group["AlarmConfiguration"]["Alarms"]}
            assert group["AlarmConfiguration"]["Enabled"]
            assert brakes == {f"atomic-influence-prod-{page.slug}-brake", "atomic-influence-prod-api-brake"}
            assert brakes <= alarms.keys()
        assert named == groups.keys()


def test_a_brake_sees_one_bad_minute_of_any_function_and_no_quiet_one(house: Assembly) -> None:
    alarms = {one["AlarmName"]: one for one in house.properties("prod", "AWS::CloudWatch::Alarm")}
    for page in house.topology.capabilities:
        alarm = alarms[f"atomic-influence-prod-{page.slug}-brake"]
        points = {one["Id"]: one["MetricStat"] for one in alarm["Metrics"] if "MetricStat" in one}
        assert {one["Period"] for one in points.values()} == {60}
        watched = {one["Metric"]["Dimensions"][0]["Value"] for one in points.values()}
        assert watched == {f"atomic-influence-prod-{function.name}" for function in deployed(page)}
        (expression,) = [one["Expression"] for one in alarm["Metrics"] if "Expression" in one]
        none = dict.fromkeys(points)
        for bad in points:
            assert evaluate(expression, {**none, bad: 1}) > alarm["Threshold"]
        assert evaluate(expression, none) <= alarm["Threshold"]
        assert (alarm["DatapointsToAlarm"], alarm["ActionsEnabled"]) == (1, False)


def test_elsewhere_a_release_is_there_at_once(house: Assembly) -> None:
    assert not house.properties("dev", "AWS::CodeDeploy::DeploymentGroup")
    for stack in house.stacks("dev"):
        assert not [one for one in stack.resources(ALIAS).values() if "UpdatePolicy" in one]
    assert PROD.canary


def test_who_shifts_may_move_exactly_these_aliases(house: Assembly) -> None:
    stack = house.stack("prod", "capability-payments")
    ((_, document),) = [(name, one) for name, one in stack.policies().items() if name.startswith("Canary")]
    moves, looks = document["Statement"]
    assert set(moves["Action"]) == {
        "lambda:GetAlias",
        "lambda:UpdateAlias",
        "lambda:GetProvisionedConcurrencyConfig",
    }
    functions = [{"Fn::GetAtt": [name, "Arn"]} for name in stack.resources(FUNCTION)]
    # By text: an alias refers to its group, and the group to this role.
    aliases = [{"Fn::Join": ["", [function, ":live"]]} for function in functions]
    assert sorted(map(json.dumps, moves["Resource"])) == sorted(map(json.dumps, [*functions, *aliases]))
    assert (looks["Action"], looks["Resource"]) == ("cloudwatch:DescribeAlarms", "*")


def _version_ids(fingerprint: str, **changes: str) -> set[str]:
    stack = cdk.Stack(cdk.App())
    made = HouseFunction(
        stack, "one", stage=DEV, key=kms.Key(stack, "Key"), handler="a.b", timeout_seconds=1,
        code=lambda_.Code.from_inline("pass"), environment=changes, layers=(), memory_mb=128,
        reserved_concurrency=None, network=None, layer_fingerprint=fingerprint,
    )  # fmt: skip
    grants.may_run(made, in_network=False, traced=False)
    template = cdk.assertions.Template.from_stack(stack).to_json()
    return {name for name, one in template["Resources"].items() if one["Type"] == VERSION}


def test_another_layer_is_another_version_though_the_template_names_only_its_parameter() -> None:
    assert _version_ids("a layer") == _version_ids("a layer")
    assert _version_ids("a layer") != _version_ids("another layer")
    assert _version_ids("a layer") != _version_ids("a layer", STAGE="dev")
