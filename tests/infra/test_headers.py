"""Every header that a route's code reads is handed on by the behaviour that its path matches."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra.capacity import deployed
from infra.path_patterns import matches
from infra.topology import TOPOLOGY
from infra.topology.types import Function, Route
from tests.infra.conftest import Assembly
from tests.infra.headers_read import ROOT, headers_read

DESCRIPTION: dict[str, Any] = json.loads((ROOT / "layers/common/python/common/openapi.json").read_text())
DOORS = [(function, route) for function in deployed(TOPOLOGY) for route in function.routes]
Needs = Callable[[Function, Route], bool]


def _takes_a_key(_function: Function, route: Route) -> bool:
    operation = DESCRIPTION["paths"].get(route.path, {}).get(route.method.lower(), {})
    return any("Idempotency" in json.dumps(one) for one in operation.get("parameters", ()))


ONLY_WHERE: dict[str, Needs] = {
    "authorization": lambda _, route: route.authorization == "jwt",
    "idempotency-key": _takes_a_key,
    "accept": lambda _, route: route.is_chosen or route.is_fan,
    # The words of achievements, and of the pages of fans; a badge's page is the same in every language.
    "accept-language": lambda _, route: route.path == "/api/v1/achievements" or route.is_fan,
    # That a page of ours sent it: for what fans write. The host is API Gateway's own behind CloudFront.
    **dict.fromkeys(("origin", "sec-fetch-site"), lambda _, route: route.is_fan and route.method != "GET"),
    "host": lambda _, __: False,
    "content-type": lambda _, route: route.method in {"POST", "PUT", "PATCH"},
    # Whoever counts visits; the others import the module for the address.
    "cloudfront-viewer-country": lambda function, _: (
        function.name in {"activations-scan", "tracking-redirect"}
    ),
    "cloudfront-viewer-asn": lambda function, _: function.name == "activations-scan",
    # Who looks ahead is no visitor; of a page that caches keep nobody counts visitors.
    # A look at a fan's page counts nobody.
    **dict.fromkeys(
        ("sec-purpose", "purpose", "x-purpose", "x-moz"), lambda _, route: not (route.is_page or route.is_fan)
    ),
    # CloudFront says it by itself: its proof, and what it asks about what it keeps.
    "x-origin-verify": lambda _, __: False,
    "if-none-match": lambda _, __: False,
    # Of an answer.
    "cache-control": lambda _, __: False,
}
"""Headers that shared code reads for some routes; any other one is for every route of the entry that reads it."""


def _wanted(function: Function, route: Route) -> set[str]:
    read = headers_read(function.handler.rpartition(".")[0])
    return {name for name in read if name not in ONLY_WHERE or ONLY_WHERE[name](function, route)}


def _handed_on(assembly: Assembly) -> Callable[[str], set[str]]:
    """Path → headers, by the template alone."""
    edge = assembly.stack("prod", "edge")
    policies = {
        **edge.resources("AWS::CloudFront::OriginRequestPolicy"),
        **edge.resources("AWS::CloudFront::CachePolicy"),
    }
    lists = {
        name: {header.lower() for header in re.findall(r'"([A-Za-z-]+)"', json.dumps(_headers(one)))}
        for name, one in policies.items()
    }
    (config,) = [one["DistributionConfig"] for one in edge.properties("AWS::CloudFront::Distribution")]

    def headers(path: str) -> set[str]:
        behavior = next(
            (one for one in config["CacheBehaviors"] if matches(one["PathPattern"], path)),
            config["DefaultCacheBehavior"],
        )
        kept = behavior["CachePolicyId"]
        return lists[behavior["OriginRequestPolicyId"]["Ref"]] | (
            lists[kept["Ref"]] if "Ref" in kept else set()
        )

    return headers


def _headers(policy: dict[str, Any]) -> object:
    properties = policy["Properties"]
    if "OriginRequestPolicyConfig" in properties:
        return properties["OriginRequestPolicyConfig"]["HeadersConfig"]["Headers"]
    config = properties["CachePolicyConfig"]["ParametersInCacheKeyAndForwardedToOrigin"]
    return config["HeadersConfig"].get("Headers", [])


def test_what_a_routes_code_reads_is_handed_on_to_it(house: Assembly) -> None:
    handed_on = _handed_on(house)
    lost = {
        f"{route.key}: {name}"
        for function, route in DOORS
        for name in _wanted(function, route)
        if name not in handed_on(re.sub(r"\{\w+\+?\}", "x", route.path))
    }
    assert lost == set()


def test_every_kind_of_header_is_asked_for_somewhere() -> None:
    wanted = {name for function, route in DOORS for name in _wanted(function, route)}
    assert wanted == {
        "accept", "accept-language", "authorization", "idempotency-key", "content-type", "cloudfront-viewer-address",
        "cloudfront-viewer-country", "cloudfront-viewer-asn", "origin", "sec-fetch-site",
        "referer", "sec-purpose", "purpose", "x-purpose", "x-moz", "stripe-signature",
        "svix-id", "svix-timestamp", "svix-signature",
    }  # fmt: skip


def test_webhooks_have_a_behaviour_and_a_list_of_their_own(house: Assembly) -> None:
    edge = house.stack("prod", "edge")
    (config,) = [one["DistributionConfig"] for one in edge.properties("AWS::CloudFront::Distribution")]
    used = {one["PathPattern"]: one["OriginRequestPolicyId"]["Ref"] for one in config["CacheBehaviors"]}
    own = used.pop("/webhooks/*")
    assert own not in {*used.values(), config["DefaultCacheBehavior"]["OriginRequestPolicyId"]["Ref"]}


def test_no_page_of_elsewhere_may_send_a_cookie(house: Assembly) -> None:
    """So that a referral's token has to travel in the address (decision 120); test_fan_edge says whose pass."""
    apis = house.properties("prod", "AWS::ApiGatewayV2::Api")
    assert [api for api in apis if api["CorsConfiguration"].get("AllowCredentials")] == []
    assert len(apis) > 1


def test_a_header_whose_name_cannot_be_found_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.infra.headers_read.FOLDERS", (tmp_path,))
    (tmp_path / "hidden_reading.py").write_text(
        "def read(event, name):\n    return event.headers.get(name)\n"
    )
    with pytest.raises(AssertionError, match="hidden_reading"):
        headers_read("hidden_reading")
