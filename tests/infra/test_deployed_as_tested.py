"""What is synthesized here is what `cdk deploy` deploys: its context, its account, and no look into AWS on the way."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from infra.app import build
from infra.bundling import ROOT
from infra.stages import PROD
from infra.topology import TOPOLOGY
from tests.infra.conftest import Assembly, Resource

ACCOUNT = "111122223333"


@pytest.fixture(scope="module")
def pinned(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    """Prod of two capabilities (no stage is without real time), in an account and with names of its own."""
    stage = replace(
        PROD,
        account=ACCOUNT,
        short_link_base_url="https://go.a.com",
        api_base_url="https://api.a.com",
        domain_names=("go.a.com", "api.a.com"),
        certificate_arn=f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/1",
    )
    pages = tuple(page for page in TOPOLOGY.capabilities if page.name in {"notifications", "messaging"})
    topology = replace(TOPOLOGY, capabilities=pages)
    outdir = tmp_path_factory.mktemp("pinned")
    app = build(topology, outdir=str(outdir), context={"bundle": "no"}, stages=[stage])
    context = json.loads((ROOT / "cdk.json").read_text())["context"]
    assert {name: app.node.try_get_context(name) for name in context} == context
    app.synth()
    return Assembly(Path(outdir), topology)


def test_every_stack_is_for_the_account_of_its_stage(pinned: Assembly) -> None:
    manifest = json.loads((pinned.directory / "manifest.json").read_text())
    stacks = [one for one in manifest["artifacts"].values() if one["type"] == "aws:cloudformation:stack"]
    assert {one["environment"] for one in stacks} == {f"aws://{ACCOUNT}/us-east-1"}
    assert len(stacks) == len(("data", "core", "notifications", "messaging", "edge"))


def test_an_account_makes_nobody_ask_aws(pinned: Assembly) -> None:
    """The CDK would look up zones where an account is given, and write what it lacks into the manifest."""
    assert "missing" not in json.loads((pinned.directory / "manifest.json").read_text())
    zones = {json.dumps(one["AvailabilityZone"]) for one in pinned.properties("prod", "AWS::EC2::Subnet")}
    assert zones == {'{"Fn::Select": [0, {"Fn::GetAZs": ""}]}', '{"Fn::Select": [1, {"Fn::GetAZs": ""}]}'}


def test_both_names_lead_to_the_distribution(pinned: Assembly) -> None:
    (distribution,) = pinned.properties("prod", "AWS::CloudFront::Distribution")
    assert distribution["DistributionConfig"]["Aliases"] == ["go.a.com", "api.a.com"]
    assert distribution["DistributionConfig"]["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"


def test_the_outputs_say_what_people_would_look_for(house: Assembly) -> None:
    said = {"data": {"UserPoolId", "WebClientId", "ServiceClientId", "IntegrationsSecret", "DatabaseMasterSecret",
                     "AssetBucket"}, "edge": {"Url", "DistributionDomain"}}  # fmt: skip
    for stack, names in said.items():
        assert names <= set(house.stack("prod", stack).template["Outputs"])


def test_no_other_account_borrows_the_scheduler_or_cognito(house: Assembly) -> None:
    here = {"Ref": "AWS::AccountId"}
    trusts = [
        statement
        for role in house.properties("prod", "AWS::IAM::Role")
        for statement in role["AssumeRolePolicyDocument"]["Statement"]
        if statement["Principal"].get("Service") == "scheduler.amazonaws.com"
    ]
    assert trusts
    assert all(one["Condition"] == {"StringEquals": {"aws:SourceAccount": here}} for one in trusts)
    called = [
        one
        for one in house.properties("prod", "AWS::Lambda::Permission")
        if one["Principal"] == "cognito-idp.amazonaws.com"
    ]
    assert called
    assert all(one["SourceAccount"] == here for one in called)


def test_aws_upgrades_no_version_that_the_template_names(house: Assembly) -> None:
    instances = house.properties("prod", "AWS::RDS::DBInstance")
    assert len(instances) == 2
    assert not any(one["AutoMinorVersionUpgrade"] for one in instances)


def test_a_stack_waits_for_nothing_twice(house: Assembly) -> None:
    """A reference is a dependency; what is written beside it is cfn-lint's W3005."""
    twice = [
        (stack.name, name, need)
        for stack in house.stacks("prod")
        for name, one in stack.template["Resources"].items()
        for need in one.get("DependsOn", ())
        if f'"Fn::GetAtt": ["{need}"' in json.dumps(one.get("Properties", {}))
        or f'{{"Ref": "{need}"}}' in json.dumps(one.get("Properties", {}))
    ]
    assert [one for one in twice if one[0].startswith("capability-")] == []


def test_dear_metrics_and_traces_are_a_choice_of_the_stage(house: Assembly) -> None:
    routes: list[Resource] = []
    for stage in house.properties("prod", "AWS::ApiGatewayV2::Stage"):
        assert stage["DefaultRouteSettings"]["DetailedMetricsEnabled"] is PROD.detailed_metrics
        routes += stage.get("RouteSettings", {}).values()
    assert {one["DetailedMetricsEnabled"] for one in routes} == {PROD.detailed_metrics}
    text = json.dumps([one.template for one in house.stacks("prod")])
    assert ("xray:PutTraceSegments" in text) is PROD.traces
