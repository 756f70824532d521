"""A stage whose edge answers hot links: function, store and log lead somewhere, or the walk says where not."""

import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

from infra.constructs.edge_redirect import FIELDS
from infra.stages import DEV, PROD
from infra.topology import TOPOLOGY
from infra.walk import told, walk
from infra.walk.house import House, Template
from infra.walk.links import Link
from tests.infra.conftest import Assembly, synthesized
from tests.infra.walk.changes import Change, Templates, delete, first, forbid, put, take
from tracking_redirect.edge_clicks import readings as edge_log

AT_THE_EDGE = replace(DEV, edge_redirect=True, recorder="queue", data_api=True)
EDGE_FUNCTION, LOG = "AWS::CloudFront::Function", "AWS::CloudFront::RealtimeLogConfig"
WORKER, MAPPING = "trackingworkerRole", "AWS::Lambda::EventSourceMapping"


@pytest.fixture(scope="session")
def at_the_edge(shared: Path) -> Assembly:
    """Dev, with both switches on that are off by default."""
    return synthesized(shared, "edge", TOPOLOGY, (AT_THE_EDGE,))


@pytest.fixture
def templates(at_the_edge: Assembly) -> dict[str, Template]:
    """A copy, to change."""
    return {stack.name: deepcopy(stack.template) for stack in at_the_edge.stacks("dev")}


def test_no_link_is_missing_and_no_rule_is_broken(at_the_edge: Assembly, templates: Templates) -> None:
    assert at_the_edge.violations() == []
    assert list(told(walk(House("dev", templates)))) == []


def _take_the_store_away(templates: Templates) -> None:
    config = first(templates, EDGE_FUNCTION)["FunctionConfig"]
    config["KeyValueStoreAssociations"] = [{"KeyValueStoreARN": "arn:gone"}]


def _strangers_write(templates: Templates) -> None:
    role = first(templates, "AWS::IAM::Role", "EdgeRedirectWriter")
    role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] = {"Service": "ec2.amazonaws.com"}


def _log_nowhere(templates: Templates) -> None:
    first(templates, LOG)["EndPoints"][0]["KinesisStreamConfig"]["StreamArn"] = "arn:gone"


@pytest.mark.parametrize(
    ("change", "link", "says"),
    [
        (delete(EDGE_FUNCTION), Link.EDGE_FUNCTION, "which is nowhere"),
        (_take_the_store_away, Link.EDGE_STORE, "arn:gone"),
        (forbid("cloudfront-keyvaluestore:UpdateKeys"), Link.EDGE_STORE, "nobody may fill"),
        (_strangers_write, Link.ROLE, "CloudFront has no role"),
        (_log_nowhere, Link.EDGE_LOG, "arn:gone"),
        (forbid("kinesis:PutRecords"), Link.POLICY, "may not kinesis:PutRecords"),
        (forbid("kms:GenerateDataKey", "EdgeRedirectWriter"), Link.KEY, "may not seal what it writes"),
        (delete(MAPPING, "FromTheEdge"), Link.EDGE_LOG, "wakes nobody"),
        (forbid("kinesis:GetRecords", WORKER), Link.POLICY, "may not kinesis:GetRecords"),
        (take(MAPPING, "DestinationConfig", having="FromTheEdge"), Link.DEAD_LETTERS, "told to nobody"),
        (put(MAPPING, "FunctionName", having="FromTheEdge", value="nobody"), Link.FUNCTION, "nobody"),
        (forbid("secretsmanager:GetSecretValue", WORKER), Link.POLICY, "may not read"),
    ],
)
def test_a_broken_link_of_the_edge_is_named(
    templates: Templates, change: Change, link: Link, says: str
) -> None:
    change(templates)
    found = walk(House("dev", templates))
    assert [one for one in found if one.link == link and says in str(one)], "\n".join(told(found))


def test_the_log_has_the_fields_that_the_worker_reads_in_its_order(templates: Templates) -> None:
    assert FIELDS == edge_log.FIELDS
    log = first(templates, LOG)
    assert tuple(log["Fields"]) == FIELDS
    assert log["SamplingRate"] == 100


def test_only_short_links_are_answered_at_the_edge_and_only_where_the_stage_says_so(
    templates: Templates, house: Assembly
) -> None:
    config = first(templates, "AWS::CloudFront::Distribution")["DistributionConfig"]
    answered = [one["PathPattern"] for one in config["CacheBehaviors"] if "FunctionAssociations" in one]
    assert answered == ["/t/*"]
    assert "FunctionAssociations" not in config["DefaultCacheBehavior"]
    for kind in (EDGE_FUNCTION, LOG, "AWS::Kinesis::Stream", "AWS::CloudFront::KeyValueStore"):
        assert not house.properties("prod", kind)


def test_what_is_uploaded_is_the_function_that_is_tested(templates: Templates) -> None:
    function = first(templates, EDGE_FUNCTION)
    assert re.search("^import cf from 'cloudfront';", function["FunctionCode"])
    assert function["FunctionConfig"]["Runtime"] == "cloudfront-js-2.0"
    assert len(function["FunctionCode"].encode()) <= 10_240


def test_the_edge_answers_from_a_copy_that_only_the_queue_mode_writes() -> None:
    with pytest.raises(ValueError, match="with a queue"):
        replace(PROD, edge_redirect=True, recorder="postgres")


def test_the_data_api_is_open_by_a_setting_only(templates: Templates, house: Assembly) -> None:
    assert first(templates, "AWS::RDS::DBCluster")["EnableHttpEndpoint"] is True
    assert not house.properties("prod", "AWS::RDS::DBCluster")[0].get("EnableHttpEndpoint")
