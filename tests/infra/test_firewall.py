"""The firewall by path, and that no log and no sample has the address of a visitor."""

import json
import re
from typing import Any

import pytest

from infra.constructs.edge_logs import FIELDS
from infra.topology.shared import FAN_THROTTLE
from infra.topology.tracking_redirect import SHOP_THROTTLE
from tests.infra.conftest import Assembly, Resource

ONLY_COUNT = {"ScansPerAddress"}
BOTH = pytest.mark.parametrize("stage", ["dev", "prod"])


def _rules(house: Assembly, stack: str = "edge") -> dict[str, Resource]:
    (firewall,) = house.stack("prod", stack).properties("AWS::WAFv2::WebACL")
    rules: list[Resource] = firewall["Rules"]
    assert len({rule["Priority"] for rule in rules}) == len(rules)
    return {rule["Name"]: rule for rule in rules}


def _holds(statement: Resource, path: str) -> bool:
    """What a statement of ours says about a path."""
    ((kind, body),) = statement.items()
    if kind == "NotStatement":
        return not _holds(body["Statement"], path)
    if kind == "OrStatement":
        return any(_holds(one, path) for one in body["Statements"])
    assert (kind, body["PositionalConstraint"]) == ("ByteMatchStatement", "STARTS_WITH")
    assert body["FieldToMatch"] == {"UriPath": {}}
    return path.startswith(body["SearchString"])


def _limits(house: Assembly, path: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, rule in _rules(house).items():
        rate = rule["Statement"].get("RateBasedStatement")
        if rate and _holds(rate["ScopeDownStatement"], path):
            assert rule["Action"] == ({"Count": {}} if name in ONLY_COUNT else {"Block": {}})
            found[name] = rate["Limit"]
    return found


@pytest.mark.parametrize(
    ("path", "limits"),
    [
        ("/api/v1/campaigns", {"RatePerAddress": 2_000}),
        ("/api/v1/auth/sign-in", {"RatePerAddress": 2_000, "SignInsPerAddress": 300}),
        ("/auth/v1/token", {"RatePerAddress": 2_000, "SignInsPerAddress": 300}),
        ("/t/abc", {"VisitsPerAddress": 60_000}),
        ("/r/ABCD2345", {"VisitsPerAddress": 60_000}),
        ("/api/v1/conversions", {"RatePerAddress": 2_000}),
        ("/api/v1/conversions/abc", {"ConversionsPerAddress": 30_000}),
        ("/webhooks/stripe", {"WebhooksPerAddress": 30_000}),
        ("/T/abc", {"RatePerAddress": 2_000}),
        ("/q/aB3dE9z", {"ScansPerAddress": 500_000}),
        ("/api/v1/qr/scan", {"ScansPerAddress": 500_000}),
        ("/api/v1/fans/me/codes", {"ScansPerAddress": 500_000}),
        ("/api/v1/fan-links", {"RatePerAddress": 2_000}),
        ("/api/v1/qr", {"RatePerAddress": 2_000}),
        ("/q", {"RatePerAddress": 2_000}),
    ],
)
def test_an_address_is_limited_by_what_it_asks_for(
    house: Assembly, path: str, limits: dict[str, int]
) -> None:
    assert _limits(house, path) == limits


def test_a_shop_may_ask_as_often_as_the_map_lets_it(house: Assembly) -> None:
    (limit,) = _limits(house, "/api/v1/conversions/abc").values()
    assert limit >= SHOP_THROTTLE.requests_per_second * 300


def test_rules_that_refuse_honest_briefs_and_shops_only_count(house: Assembly) -> None:
    for stack in ("edge", "data"):
        group = _rules(house, stack)["AWSManagedRulesCommonRuleSet"]["Statement"]["ManagedRuleGroupStatement"]
        counted = {one["Name"] for one in group["RuleActionOverrides"] if one["ActionToUse"] == {"Count": {}}}
        assert counted == {
            "SizeRestrictions_BODY", "NoUserAgent_HEADER", "CrossSiteScripting_BODY", "GenericLFI_BODY",
            "GenericRFI_BODY",
        }  # fmt: skip


def _managed_for(house: Assembly, path: str) -> dict[str, str]:
    """AWS's groups that judge a path, and what they may do to it."""
    found: dict[str, str] = {}
    for name, rule in _rules(house).items():
        group = rule["Statement"].get("ManagedRuleGroupStatement")
        if group and ("ScopeDownStatement" not in group or _holds(group["ScopeDownStatement"], path)):
            (action,) = rule["OverrideAction"]
            found.setdefault(group["Name"], action)
            assert found[group["Name"]] == action, f"{name} judges {path} a second time"
    return found


@pytest.mark.parametrize(
    "path", ["/q/aB3dE9z", "/api/v1/qr/scan", "/api/v1/fans/me", "/api/v1/gigs", "/t/abc"]
)
def test_an_address_of_ill_repute_may_scan_and_is_counted(house: Assembly, path: str) -> None:
    """A stadium, a carrier or a hotel is one address, and some guest of it has always been a nuisance."""
    is_fans = path.startswith(("/q/", "/api/v1/qr/", "/api/v1/fans/"))
    assert _managed_for(house, path) == {
        "AWSManagedRulesCommonRuleSet": "None",
        "AWSManagedRulesKnownBadInputsRuleSet": "None",
        "AWSManagedRulesAmazonIpReputationList": "Count" if is_fans else "None",
    }


def test_a_stadium_asks_for_less_than_what_is_told(house: Assembly) -> None:
    (limit,) = _limits(house, "/q/aB3dE9z").values()
    fans, requests_of_a_scan = 50_000, 8
    assert fans * requests_of_a_scan < limit <= FAN_THROTTLE.requests_per_second * 300


@BOTH
def test_the_firewall_logs_what_it_blocked_and_never_a_visit(house: Assembly, stage: str) -> None:
    edge = house.stack(stage, "edge")
    ((_, logging),) = edge.resources("AWS::WAFv2::LoggingConfiguration").items()
    properties = logging["Properties"]
    assert properties["LoggingFilter"]["DefaultBehavior"] == "DROP"
    ((kept),) = properties["LoggingFilter"]["Filters"]
    assert (kept["Behavior"], kept["Requirement"]) == ("KEEP", "MEETS_ALL")
    action, label = kept["Conditions"]
    assert action == {"ActionCondition": {"Action": "BLOCK"}}
    name = _text(label["LabelNameCondition"]["LabelName"])
    (firewall,) = edge.properties("AWS::WAFv2::WebACL")
    assert name == f"awswaf:<AWS::AccountId>:webacl:{firewall['Name']}:no-visit"
    (rule,) = [one for one in firewall["Rules"] if one.get("RuleLabels") == [{"Name": "no-visit"}]]
    # The label is there before any rule blocks, and lets a request through to the rules behind it.
    assert (rule["Priority"], rule["Action"]) == (0, {"Count": {}})
    assert [_holds(rule["Statement"], path) for path in ("/t/abc", "/t/", "/r/ABCD", "/api/v1/gigs")] == [
        False,
        False,
        False,
        True,
    ]
    # Nor a scan: where somebody was, and when.
    assert not [
        path
        for path in ("/q/aB3dE9z", "/api/v1/qr/scan", "/api/v1/fans/me")
        if _holds(rule["Statement"], path)
    ]
    group = edge.resources("AWS::Logs::LogGroup")
    (blocked,) = [one["Properties"] for one in group.values() if "DataProtectionPolicy" in one["Properties"]]
    assert blocked["LogGroupName"].startswith("aws-waf-logs-")
    assert blocked["RetentionInDays"] == 14
    assert "IpAddress" in json.dumps(blocked["DataProtectionPolicy"])
    assert _text(properties["LogDestinationConfigs"][0]).endswith(":log-group:<EdgeFirewallBlocked>")


def _text(value: Any) -> str:
    if isinstance(value, dict) and "Fn::Join" in value:
        return "".join(_text(part) for part in value["Fn::Join"][1])
    return f"<{re.sub(r'[0-9A-F]{8}$', '', value['Ref'])}>" if isinstance(value, dict) else str(value)


@BOTH
def test_no_sample_is_kept(house: Assembly, stage: str) -> None:
    samples = re.findall(
        r'"SampledRequestsEnabled": (\w+)', json.dumps([one.template for one in house.stacks(stage)])
    )
    assert len(samples) > 10
    assert set(samples) == {"false"}


@BOTH
def test_no_log_of_requests_has_an_address_or_a_token(house: Assembly, stage: str) -> None:
    edge = house.stack(stage, "edge")
    (distribution,) = edge.properties("AWS::CloudFront::Distribution")
    assert "Logging" not in distribution["DistributionConfig"]
    (delivery,) = edge.properties("AWS::Logs::Delivery")
    assert tuple(delivery["RecordFields"]) == FIELDS
    assert not {
        "c-ip", "c-port", "x-forwarded-for", "cs(Cookie)", "cs(User-Agent)", "cs(Referer)", "cs-uri-query",
        "cs-uri-stem",
    } & set(FIELDS)  # fmt: skip
    (source,) = edge.properties("AWS::Logs::DeliverySource")
    assert (source["LogType"], delivery["DeliverySourceName"]) == ("ACCESS_LOGS", source["Name"])
    for api in edge.properties("AWS::ApiGatewayV2::Stage"):
        variables = set(re.findall(r"\$context\.([\w.]+)", api["AccessLogSettings"]["Format"]))
        assert variables == {
            "requestId", "requestTime", "routeKey", "status", "responseLatency", "integrationLatency", "responseLength",
            "error.message", "integrationErrorMessage", "authorizer.error",
        }  # fmt: skip
