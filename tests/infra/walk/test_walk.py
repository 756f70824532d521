"""Nothing is missing: every route, queue, timer, alarm and trigger of every stage leads where it should."""

import json
import re

import pytest

from infra.capacity import deployed
from infra.walk import code, edge, routes, told, walk
from infra.walk.house import House, Template
from infra.walk.links import Broken, Link
from infra.walk.targets import Target
from tests.infra.conftest import Assembly
from tests.infra.walk.changes import Templates, first, resources
from tests.infra.walk.conftest import house_of


@pytest.mark.parametrize(("assembly", "stage"), [("house", "dev"), ("house", "prod"), ("furnished", "dev")])
def test_no_link_is_missing(assembly: str, stage: str, request: pytest.FixtureRequest) -> None:
    assert list(told(walk(house_of(request.getfixturevalue(assembly), stage)))) == []


def test_every_route_of_the_map_is_walked_to_its_own_function(house: Assembly) -> None:
    walked = house_of(house, "prod")
    found = {route.key: routes.target_of_route(walked, route) for route in routes.routes(walked)}
    for function in deployed(house.topology):
        for route in function.routes:
            target = found.pop(route.key)
            assert isinstance(target, Target)
            assert walked.reference(target.function) == f"atomic-influence-prod-{function.name}"
    assert found == {}


def test_what_many_lack_is_told_once() -> None:
    many = [Broken(where, Link.POLICY, "the role may not") for where in ("GET /a", "GET /b", "GET /c")]
    assert list(told([*many, Broken("GET /a", Link.KEY, "sealed")])) == [
        "GET /a (and 2 more): policy: the role may not",
        "GET /a: key: sealed",
    ]


@pytest.mark.parametrize(
    ("entry", "wanted", "unwanted"),
    [
        ("tracking_redirect.redirect", {"referer", "sec-purpose", "purpose", "x-purpose", "x-moz", "user-agent",
         "cloudfront-viewer-address", "cloudfront-viewer-country"}, {"idempotency-key", "svix-id"}),
        ("payments.webhook", {"stripe-signature", "content-type"}, {"svix-id"}),
        ("notifications.webhook", {"svix-id", "svix-timestamp", "svix-signature"}, {"stripe-signature"}),
        ("user_management.api", {"authorization", "idempotency-key", "content-type", "if-none-match"},
         {"cloudfront-viewer-country", "svix-id"}),
        ("social_connect.api", {"authorization"}, {"x-app-limit-24hour-remaining"}),
    ],
)  # fmt: skip
def test_the_headers_that_code_reads_are_found_in_it(
    entry: str, wanted: set[str], unwanted: set[str]
) -> None:
    read = code.headers_read(entry)
    assert wanted <= read
    assert not unwanted & read


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/t/abc", "/t/*"),
        ("/t/abc/view.gif", "/t/*"),
        ("/t/", "/t/*"),
        ("/r/ABCD2345", "/r/*"),
        ("/r", "*"),
        ("/.well-known/assetlinks.json", "/.well-known/*"),
        ("/t", "*"),
        ("/T/abc", "*"),
        ("/", "/"),
        ("/docs", "/docs*"),
        ("/docs/guides/sandbox", "/docs*"),
        ("/oauth/tiktok/callback", "/oauth/*/callback"),
        ("/oauth/a/b/callback", "/oauth/*/callback"),
        ("/api/v1/campaigns", "*"),
    ],
)
def test_a_path_meets_the_behaviour_that_cloudfront_would_choose(
    house: Assembly, path: str, pattern: str
) -> None:
    (table,) = edge.tables(house_of(house, "prod"))
    assert edge.met(table, path).pattern == pattern


def test_an_account_that_is_pinned_is_the_same_account(prod: Templates) -> None:
    pinned: dict[str, Template] = json.loads(
        json.dumps(prod).replace('{"Ref": "AWS::AccountId"}', '"123456789012"')
    )
    assert walk(House("prod", pinned)) == []


def test_a_second_api_behind_the_same_distribution_is_walked_by_its_own_origin(prod: Templates) -> None:
    """Routes that move to another API, with a behaviour that leads there, miss nothing; without one they do."""
    stack, _, api = next(resources(prod, "AWS::ApiGatewayV2::Api"))
    made = prod[stack]["Resources"]
    made["Second"] = {"Type": "AWS::ApiGatewayV2::Api", "Properties": {**api, "Name": "second"}}
    prod[stack].setdefault("Outputs", {})["Second"] = {
        "Value": {"Ref": "Second"}, "Export": {"Name": "the-second-api"}
    }  # fmt: skip
    matching = prod["capability-matching"]
    old = next(resources(prod, "AWS::ApiGatewayV2::Integration", "matching"))[2]["ApiId"]
    moved = json.loads(
        json.dumps(matching).replace(json.dumps(old), json.dumps({"Fn::ImportValue": "the-second-api"}))
    )
    prod["capability-matching"] = moved
    found = {one.link for one in walk(House("prod", prod))}
    assert {Link.ORIGIN, Link.STAGE, Link.AUTHORIZER} <= found
    for kind in ("AWS::ApiGatewayV2::Stage", "AWS::ApiGatewayV2::Authorizer"):
        where, name, properties = next(resources(prod, kind))
        own = {"Ref": "Second"} if where == stack else {"Fn::ImportValue": "the-second-api"}
        copied = {**properties, "ApiId": own}
        copied.pop("RouteSettings", None)
        prod[where]["Resources"][f"{name}Second"] = {"Type": kind, "Properties": copied}
        if kind.endswith("Authorizer"):
            prod[where]["Outputs"]["SecondAuthorizer"] = {
                "Value": {"Ref": f"{name}Second"}, "Export": {"Name": "the-second-authorizer"}
            }  # fmt: skip
    for _, _, route in resources(prod, "AWS::ApiGatewayV2::Route", "the-second-api"):
        route["AuthorizerId"] = {"Fn::ImportValue": "the-second-authorizer"}
    assert {one.link for one in walk(House("prod", prod))} == {Link.ORIGIN}
    _lead_to_second(prod)
    assert walk(House("prod", prod)) == []


def _lead_to_second(prod: Templates) -> None:
    config = first(prod, "AWS::CloudFront::Distribution")["DistributionConfig"]
    domain = {
        "Fn::Join": ["", [{"Fn::ImportValue": "the-second-api"}, ".execute-api.us-east-1.amazonaws.com"]]
    }
    config["Origins"].append({**config["Origins"][0], "Id": "second", "DomainName": domain})
    paths = {
        re.sub(r"\{[^}]+\}", "*", route["RouteKey"].partition(" ")[2])
        for _, _, route in resources(prod, "AWS::ApiGatewayV2::Route", "the-second-api")
    }
    for path in paths:
        config["CacheBehaviors"].insert(
            0, {**config["DefaultCacheBehavior"], "PathPattern": path, "TargetOriginId": "second"}
        )


def test_every_chain_finds_something_to_walk(house: Assembly) -> None:
    """A chain whose resources were renamed would be silent, and look clean."""
    kinds = {one["Type"] for stack in house.stacks("prod") for one in stack.template["Resources"].values()}
    assert {
        "AWS::ApiGatewayV2::Route", "AWS::CloudFront::Distribution", "AWS::Lambda::Function",
        "AWS::Lambda::EventSourceMapping", "AWS::Scheduler::Schedule", "AWS::CloudWatch::Alarm",
        "AWS::Cognito::UserPool", "AWS::SecretsManager::SecretTargetAttachment",
    } <= kinds  # fmt: skip
