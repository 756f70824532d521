"""What the edge lets through for people who scan: by the templates alone, on each of their paths, and nowhere else."""

import re
from typing import Any

import pytest

from common import limits
from infra.capacity import check_connections, connections_wanted, deployed, reserved_concurrency
from infra.constructs.firewall import FANS
from infra.path_patterns import matches
from infra.stages import PROD, STAGES, Stage
from infra.topology import TOPOLOGY
from infra.topology.edge import EDGE_COOKIES
from infra.topology.shared import DRAWN_SECRETS, FAN_THROTTLE
from infra.topology.types import Function, Route
from tests.infra.conftest import Assembly, Resource
from tests.infra.headers_read import reached

FAN_ROUTES = [route for function in deployed(TOPOLOGY) for route in function.routes if route.is_fan]
EACH_STAGE = pytest.mark.parametrize("stage", ["dev", "prod"])
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
"""AWS's own policy: nothing is kept, so that `Set-Cookie` comes back to whom it is for, and to nobody else."""
HEADERS = {
    "CloudFront-Viewer-Address", "CloudFront-Viewer-Country", "CloudFront-Viewer-ASN", "User-Agent", "Accept",
    "Accept-Language", "Content-Type", "Origin", "Sec-Fetch-Site", "Sec-GPC",
}  # fmt: skip
COOKIES = {"__Host-device", "__Host-staff"}
METHODS = {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"}


def _behavior(house: Assembly, stage: str, path: str) -> Resource:
    (made,) = house.stack(stage, "edge").properties("AWS::CloudFront::Distribution")
    config = made["DistributionConfig"]
    found: Resource = next(
        (one for one in config["CacheBehaviors"] if matches(one["PathPattern"], path)),
        config["DefaultCacheBehavior"],
    )
    return found


def _policies(house: Assembly, stage: str) -> dict[str, Resource]:
    made = house.stack(stage, "edge").resources("AWS::CloudFront::OriginRequestPolicy")
    return {name: one["Properties"]["OriginRequestPolicyConfig"] for name, one in made.items()}


def _path(route: Route) -> str:
    return re.sub(r"\{\w+\+?\}", "aB3dE9z", route.path)


def test_there_are_routes_of_fans() -> None:
    assert {"/q/{code}", "/api/v1/qr/scan"} <= {route.path for route in FAN_ROUTES}


@EACH_STAGE
@pytest.mark.parametrize("route", FAN_ROUTES, ids=lambda route: str(route.key))
def test_a_path_of_fans_has_the_ten_headers_both_cookies_and_all_methods(
    house: Assembly, stage: str, route: Route
) -> None:
    behavior = _behavior(house, stage, _path(route))
    policy = _policies(house, stage)[behavior["OriginRequestPolicyId"]["Ref"]]
    assert policy["HeadersConfig"]["HeaderBehavior"] == "whitelist"
    assert set(policy["HeadersConfig"]["Headers"]) == HEADERS
    assert (policy["CookiesConfig"]["CookieBehavior"], set(policy["CookiesConfig"]["Cookies"])) == (
        "whitelist", COOKIES,
    )  # fmt: skip
    assert policy["QueryStringsConfig"] == {"QueryStringBehavior": "all"}
    assert behavior["CachePolicyId"] == CACHING_DISABLED
    assert set(behavior["AllowedMethods"]) == METHODS
    assert behavior["ViewerProtocolPolicy"] == "redirect-to-https"


@EACH_STAGE
def test_no_other_behaviour_passes_a_cookie(house: Assembly, stage: str) -> None:
    policies = _policies(house, stage)
    passing = {name for name, one in policies.items() if one["CookiesConfig"]["CookieBehavior"] != "none"}
    assert len(passing) == len(EDGE_COOKIES) == 1
    kept = house.stack(stage, "edge").properties("AWS::CloudFront::CachePolicy")
    keys = [one["CachePolicyConfig"]["ParametersInCacheKeyAndForwardedToOrigin"] for one in kept]
    assert {one["CookiesConfig"]["CookieBehavior"] for one in keys} == {"none"}
    (made,) = house.stack(stage, "edge").properties("AWS::CloudFront::Distribution")
    config = made["DistributionConfig"]
    used = [
        one["PathPattern"]
        for one in config["CacheBehaviors"]
        if one["OriginRequestPolicyId"]["Ref"] in passing
    ]
    assert used
    assert [pattern for pattern in used if not f"{pattern.rstrip('*')}/".startswith(FANS)] == []
    assert config["DefaultCacheBehavior"]["OriginRequestPolicyId"]["Ref"] not in passing
    for function in deployed(TOPOLOGY):
        for route in function.routes:
            passes = _behavior(house, stage, _path(route))["OriginRequestPolicyId"]["Ref"] in passing
            assert passes == route.is_fan, route.key


@pytest.mark.parametrize("route", FAN_ROUTES, ids=lambda route: str(route.key))
def test_a_path_of_fans_is_none_of_the_general_limits(route: Route) -> None:
    """The firewall's, which counts an address, and ours, which counts it too."""
    assert route.path.startswith(FANS)
    assert not limits.is_counted(route.path)
    assert route.authorization == "none"


@EACH_STAGE
def test_the_routes_of_fans_take_two_thousand_a_second(house: Assembly, stage: str) -> None:
    (settings,) = [
        one["RouteSettings"]
        for one in house.stack(stage, "edge").properties("AWS::ApiGatewayV2::Stage")
        if "POST /api/v1/qr/scan" in one.get("RouteSettings", {})
    ]
    unhurried = [route for route in FAN_ROUTES if route.throttle == FAN_THROTTLE]
    assert {"GET /q/{code}", "POST /q/{code}", "POST /api/v1/qr/scan"} <= {route.key for route in unhurried}
    for route in unhurried:
        assert settings[route.key]["ThrottlingRateLimit"] == 2_000, route.key
        assert settings[route.key]["ThrottlingBurstLimit"] == 4_000, route.key


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: str(stage.name))
def test_the_door_of_scans_fits_into_every_stage(stage: Stage) -> None:
    door = TOPOLOGY.function("activations-scan")
    assert reserved_concurrency(door, PROD) == 100
    assert reserved_concurrency(door, stage) == (100 if stage is PROD else 10)
    check_connections(TOPOLOGY, stage)
    assert connections_wanted(TOPOLOGY, stage) < stage.max_connections - 100, (
        "and room is left for what comes"
    )


@EACH_STAGE
def test_the_login_of_the_door_has_a_secret_and_the_migrations_give_it_its_password(
    house: Assembly, stage: str
) -> None:
    data = house.stack(stage, "data").resources("AWS::SecretsManager::Secret")
    names = {name for name, one in data.items() if '"scan_login"' in str(one["Properties"]).replace("\\", "")}
    assert len(names) == 1
    (migrations,) = [
        one["Environment"]["Variables"]
        for one in house.stack(stage, "core").properties("AWS::Lambda::Function")
        if "MASTER_SECRET_ARN" in one["Environment"]["Variables"]
    ]
    assert "SCAN_SECRET_ARN" in migrations
    from database_migrations.settings import OTHER_LOGINS

    assert {f"{login}_SECRET_ARN" for login in (*OTHER_LOGINS, "OWNER", "MASTER")} == {
        name for name in migrations if name.endswith("_SECRET_ARN")
    }


@EACH_STAGE
def test_a_stage_draws_what_signs_tickets_and_cookies_itself(house: Assembly, stage: str) -> None:
    made = [
        one["GenerateSecretString"]
        for one in house.stack(stage, "data").properties("AWS::SecretsManager::Secret")
        if one.get("GenerateSecretString", {}).get("GenerateStringKey") in DRAWN_SECRETS
    ]
    assert [one["GenerateStringKey"] for one in made] == ["ACTIVATIONS_KEY"]
    assert made[0]["PasswordLength"] >= 32
    assert made[0]["ExcludePunctuation"], "a comma would make two keys of it"


def _reads(module: str) -> list[Any]:
    return [
        pytest.param(function, id=function.name)
        for function in deployed(TOPOLOGY)
        if module in reached(function.handler.rpartition(".")[0])
    ]


@pytest.mark.parametrize("function", _reads("activations.keys"))
def test_whoever_signs_or_reads_a_ticket_has_the_key(function: Function) -> None:
    assert "ACTIVATIONS_KEY" in function.secrets


@pytest.mark.parametrize("function", _reads("common.visitor_hashes"))
def test_whoever_hashes_visitors_may_read_the_keys(house: Assembly, function: Function) -> None:
    assert "TRACKING_HASH_KEYS_SECRET" in function.environment
    page = next(one for one in TOPOLOGY.capabilities if function in one.functions)
    allowed = str(house.stack("prod", f"capability-{page.slug}").policies())
    assert "TrackingHashKeys" in allowed
