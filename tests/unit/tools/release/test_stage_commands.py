"""Snapshots, old versions and throttles around a deploy, against botocore's own idea of AWS."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infra import bundling
from infra.stages import DEV, PROD
from infra.topology import TOPOLOGY
from tests.unit.tools.release.aws import Call, Refusal, answering
from tools.release import old_versions, snapshots, throttles

NOW = datetime(2026, 12, 24, 12, tzinfo=UTC)
CORE: dict[str, Any] = {"StackName": "atomic-influence-prod-core", "TemplateStage": "Original"}


def _core(fingerprint: str) -> Call:
    run = {"Type": "AWS::CloudFormation::CustomResource", "Properties": {"Fingerprint": fingerprint}}
    template = {"Resources": {"Other": {"Type": "x"}, "Run": run}}
    return ("get_template", CORE, {"TemplateBody": json.dumps(template)})


def test_a_deploy_that_migrates_waits_for_a_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "_commit", lambda: "abc1234")
    name = "atomic-influence-prod-before-20261224-120000-abc1234"
    asked = {"DBClusterSnapshotIdentifier": name}
    calls: list[Call | Refusal] = [
        ("create_db_cluster_snapshot",
         asked | {"DBClusterIdentifier": "atomic-influence-prod-database", "Tags": [snapshots.PURPOSE]}, {}),
        ("describe_db_cluster_snapshots", asked, {"DBClusterSnapshots": [{"Status": "available"}]}),
    ]  # fmt: skip
    with answering(cloudformation=[_core("of before")], rds=calls) as clients:
        assert snapshots.take(clients, PROD, now=NOW) == [f"{name} is there."]


def test_a_deploy_that_leaves_the_database_alone_takes_none() -> None:
    with answering(cloudformation=[_core(bundling.fingerprint(*bundling.MIGRATIONS))], rds=[]) as clients:
        assert snapshots.take(clients, PROD, now=NOW) == ["The database does not change: no snapshot."]


def test_a_first_deploy_has_nothing_to_keep() -> None:
    gone: Refusal = ("get_template", "ValidationError", "Stack with id … does not exist")
    with answering(cloudformation=[gone], rds=[]) as clients:
        assert snapshots.take(clients, PROD) == ["There is no database yet: no snapshot."]


def _snapshot(name: str, days: float, **other: object) -> dict[str, Any]:
    made = NOW - timedelta(days=days)
    about = {"DBClusterSnapshotIdentifier": name, "SnapshotCreateTime": made, "Status": "available"}
    return about | {"TagList": [snapshots.PURPOSE]} | other


def _listed(*found: dict[str, Any]) -> Call:
    asked = {"DBClusterIdentifier": "atomic-influence-prod-database", "SnapshotType": "manual"}
    return ("describe_db_cluster_snapshots", asked, {"DBClusterSnapshots": list(found)})


def test_what_is_older_than_a_week_goes_and_nobody_elses() -> None:
    begin = "atomic-influence-prod-before-"
    listed = _listed(
        _snapshot(f"{begin}old", 7.1), _snapshot(f"{begin}young", 6.9), _snapshot(f"{begin}new", 0.1),
        _snapshot("of-a-person", 400, TagList=[]), _snapshot(f"{begin}unmarked", 400, TagList=[]),
        _snapshot(f"{begin}unfinished", 8, Status="creating"),
    )  # fmt: skip
    gone: Call = ("delete_db_cluster_snapshot", {"DBClusterSnapshotIdentifier": f"{begin}old"}, {})
    with answering(rds=[listed, gone]) as clients:
        assert snapshots.remove_old(clients, PROD, now=NOW) == [f"{begin}old is deleted."]


def test_the_newest_stays_whatever_its_age() -> None:
    begin = "atomic-influence-prod-before-"
    with answering(rds=[_listed(_snapshot(f"{begin}only", 90))]) as clients:
        assert snapshots.remove_old(clients, PROD, now=NOW) == ["None is older than 7 days; 1 are kept."]


LAYER = "arn:aws:lambda:us-east-1:111122223333:layer:CommonLayer"


def _function(
    name: str, versions: dict[str, int], live: str, shifting: str | None = None
) -> list[Call | Refusal]:
    """What Lambda says of a function: number → version of the layer."""
    weights = {"RoutingConfig": {"AdditionalVersionWeights": {shifting: 0.1}}} if shifting else {}
    found = [
        {"Version": number, "Layers": [{"Arn": f"{LAYER}:{layer}"}]} for number, layer in versions.items()
    ]
    alias = {"Name": "live", "FunctionVersion": live} | weights
    return [
        ("list_versions_by_function", {"FunctionName": name}, {"Versions": found}),
        ("list_aliases", {"FunctionName": name}, {"Aliases": [alias]}),
    ]


def _layers(*numbers: int) -> Call:
    found = [{"LayerVersionArn": f"{LAYER}:{number}", "Version": number} for number in numbers]
    return ("list_layer_versions", {"LayerName": LAYER}, {"LayerVersions": found})


def _newest(number: int) -> Call:
    return (
        "get_parameter",
        {"Name": "/atomic-influence/dev/common-layer"},
        {"Parameter": {"Value": f"{LAYER}:{number}"}},
    )


def test_versions_of_more_than_three_releases_go_and_layers_that_nothing_names() -> None:
    one, other = "atomic-influence-dev-payments-api", "atomic-influence-dev-matching-api"
    functions = [{"FunctionName": name} for name in (one, "atomic-influence-prod-payments-api", other)]
    calls: list[Call | Refusal] = [
        ("list_functions", {}, {"Functions": functions}),
        *_function(one, {"$LATEST": 12, "2": 5, "3": 6, "9": 10, "10": 11, "11": 12}, live="11"),
        ("delete_function", {"FunctionName": one, "Qualifier": "2"}, {}),
        ("delete_function", {"FunctionName": one, "Qualifier": "3"}, {}),
        # Rolled back, and being shifted: what is in use stays, however old it is.
        *_function(other, {"$LATEST": 12, "1": 3, "2": 4, "3": 5, "4": 6, "5": 10, "6": 11}, live="1", shifting="3"),
        ("delete_function", {"FunctionName": other, "Qualifier": "2"}, {}),
        _layers(12, 11, 10, 9, 6, 5, 4, 3, 2),
        *[("delete_layer_version", {"LayerName": LAYER, "VersionNumber": number}, {}) for number in (2, 4, 9)],
    ]  # fmt: skip
    with answering(lambda_=calls, ssm=[_newest(12)]) as clients:
        said = old_versions.remove(clients, DEV)
    assert said == [
        f"{one}: version 2 is deleted.", f"{one}: version 3 is deleted.", f"{other}: version 2 is deleted.",
        *(f"CommonLayer: version {number} is deleted." for number in (2, 4, 9)),
    ]  # fmt: skip


def test_of_three_releases_nothing_goes() -> None:
    name = "atomic-influence-dev-payments-api"
    calls: list[Call | Refusal] = [
        ("list_functions", {}, {"Functions": [{"FunctionName": name}]}),
        *_function(name, {"$LATEST": 3, "1": 1, "2": 2, "3": 3}, live="3"),
        _layers(1, 2, 3),
    ]
    with answering(lambda_=calls, ssm=[_newest(3)]) as clients:
        assert old_versions.remove(clients, DEV) == ["Nothing is older than three releases."]


def test_a_stage_that_was_never_deployed_has_nothing_to_remove() -> None:
    none: Refusal = ("get_parameter", "ParameterNotFound", "none")
    with answering(lambda_=[("list_functions", {}, {"Functions": []})], ssm=[none]) as clients:
        assert old_versions.remove(clients, DEV) == ["Nothing is older than three releases."]


def test_the_throttle_of_a_route_that_goes_leaves_first_and_no_other() -> None:
    kept = next(route.key for one in TOPOLOGY.functions for route in one.routes if route.throttle)
    stage = {"StageName": "$default", "RouteSettings": {kept: {}, "POST /api/v1/gone": {}}}
    kind = {"ProtocolType": "HTTP", "RouteSelectionExpression": "r"}
    names = {"a": "dev-api", "b": "prod-api", "c": "dev-api-second"}
    apis = [kind | {"ApiId": one, "Name": f"atomic-influence-{name}"} for one, name in names.items()]
    calls: list[Call | Refusal] = [
        ("get_apis", {}, {"Items": apis}),
        ("get_stage", {"ApiId": "a", "StageName": "$default"}, stage),
        (
            "delete_route_settings",
            {"ApiId": "a", "StageName": "$default", "RouteKey": "POST /api/v1/gone"},
            {},
        ),
        ("get_stage", "NotFoundException", "no stage yet"),
    ]
    with answering(apigatewayv2=calls) as clients:
        assert throttles.remove(clients, DEV) == [
            "atomic-influence-dev-api: the throttle of POST /api/v1/gone is gone."
        ]


def test_where_no_route_goes_no_throttle_does() -> None:
    with answering(apigatewayv2=[("get_apis", {}, {"Items": []})]) as clients:
        assert throttles.remove(clients, DEV) == ["No route with a throttle goes."]
