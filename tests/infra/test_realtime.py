"""Real time in AWS: people listen by their token, one role speaks, one function says who may, and no key opens it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from infra.app import build
from infra.constructs.realtime import CHANNELS
from infra.realtime import RealtimeIsNotWhole, check_realtime
from infra.topology import TOPOLOGY
from infra.topology.types import Function, Topology
from messaging.subscriptions import service as subscriptions
from tests.infra.conftest import Assembly, Resource

BOTH = pytest.mark.parametrize("stage", ["dev", "prod"])
PEOPLE, ROLES = [{"AuthType": "AMAZON_COGNITO_USER_POOLS"}], [{"AuthType": "AWS_IAM"}]
PUBLISH = "appsync:EventPublish"
SOCKET, WORKER = "messaging-socket", "messaging-worker"


def _api(house: Assembly, stage: str) -> Resource:
    ((_, api),) = house.stack(stage, "core").resources("AWS::AppSync::Api").items()
    found: Resource = api["Properties"]
    return found


def _namespace(house: Assembly, stage: str) -> Resource:
    (found,) = house.properties(stage, "AWS::AppSync::ChannelNamespace")
    return found


@BOTH
def test_people_connect_and_listen_and_only_roles_publish(house: Assembly, stage: str) -> None:
    config, namespace = _api(house, stage)["EventConfig"], _namespace(house, stage)
    assert config["ConnectionAuthModes"] == config["DefaultSubscribeAuthModes"] == PEOPLE
    assert namespace["SubscribeAuthModes"] == PEOPLE
    assert config["DefaultPublishAuthModes"] == namespace["PublishAuthModes"] == ROLES
    assert [one["AuthType"] for one in config["AuthProviders"]] == [
        "AMAZON_COGNITO_USER_POOLS",
        "AWS_IAM",
    ]
    assert not house.properties(stage, "AWS::AppSync::ApiKey")
    # A log of AppSync has the headers of each handshake, and the token in one of them.
    assert "LogConfig" not in config


@BOTH
def test_exactly_one_role_publishes_to_exactly_this_namespace(house: Assembly, stage: str) -> None:
    given = [
        (stack.name, policy.partition(".")[0], statement)
        for stack in house.stacks(stage)
        for policy, document in stack.policies().items()
        for statement in document["Statement"]
        if "appsync" in json.dumps(statement["Action"])
    ]
    ((stack, role, statement),) = given
    assert statement["Action"] == PUBLISH
    resource = json.dumps(statement["Resource"])
    assert resource.endswith(f'"/channelNamespace/{CHANNELS}"]]}}')
    assert "*" not in resource
    functions = house.stack(stage, stack).properties("AWS::Lambda::Function")
    (publisher,) = [one for one in functions if one["Role"] == {"Fn::GetAtt": [role, "Arn"]}]
    assert publisher["FunctionName"] == f"atomic-influence-{stage}-{WORKER}"


@BOTH
def test_each_subscription_is_asked_of_the_released_handler(house: Assembly, stage: str) -> None:
    stack = house.stack(stage, "capability-messaging")
    ((source_name, source),) = stack.resources("AWS::AppSync::DataSource").items()
    assert _namespace(house, stage)["HandlerConfigs"] == {
        "OnSubscribe": {
            "Behavior": "DIRECT",
            "Integration": {
                "DataSourceName": {"Fn::GetAtt": [source_name, "Name"]},
                "LambdaConfig": {"InvokeType": "REQUEST_RESPONSE"},
            },
        }
    }
    alias = source["Properties"]["LambdaConfig"]["LambdaFunctionArn"]
    live = stack.resources("AWS::Lambda::Alias")[alias["Ref"]]["Properties"]
    handler = stack.resources("AWS::Lambda::Function")[live["FunctionName"]["Ref"]]["Properties"]
    assert (live["Name"], handler["FunctionName"]) == ("live", f"atomic-influence-{stage}-{SOCKET}")
    role = stack.resources("AWS::IAM::Role")[source["Properties"]["ServiceRoleArn"]["Fn::GetAtt"][0]]
    ((policy,),) = [role["Properties"]["Policies"]]
    assert policy["PolicyDocument"]["Statement"] == [
        {"Action": "lambda:InvokeFunction", "Effect": "Allow", "Resource": alias}
    ]


def test_the_namespace_is_the_one_that_the_handler_knows(house: Assembly) -> None:
    assert _namespace(house, "prod")["Name"] == CHANNELS == subscriptions.NAMESPACE
    # What AWS takes for a segment; and a data source takes no hyphen.
    assert re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?", CHANNELS)
    (source,) = house.properties("prod", "AWS::AppSync::DataSource")
    assert re.fullmatch(r"[_A-Za-z][_0-9A-Za-z]*", source["Name"])


@BOTH
def test_only_clients_of_people_are_let_in(house: Assembly, stage: str) -> None:
    (cognito,) = [
        one["CognitoConfig"]
        for one in _api(house, stage)["EventConfig"]["AuthProviders"]
        if "CognitoConfig" in one
    ]
    begin, *clients, end = cognito["AppIdClientRegex"]["Fn::Join"][1]
    assert (begin, end) == ("^(", ")$")
    assert clients[1::2] == ["|"] * (len(clients) // 2)
    named = re.findall(r"IdentityPool(\w+?)[0-9A-F]{8}", json.dumps(clients[::2]))
    assert named == ["Web", "Server"]


@BOTH
def test_the_firewall_stands_before_it_and_leaves_our_own_pushes_alone(house: Assembly, stage: str) -> None:
    core, data = house.stack(stage, "core"), house.stack(stage, "data")
    ((api, _),) = core.resources("AWS::AppSync::Api").items()
    (association,) = core.properties("AWS::WAFv2::WebACLAssociation")
    assert association["ResourceArn"] == {"Fn::GetAtt": [api, "ApiArn"]}
    ((wall, properties),) = data.resources("AWS::WAFv2::WebACL").items()
    exported = {
        output["Export"]["Name"]: output["Value"]
        for output in data.template["Outputs"].values()
        if "Export" in output
    }
    assert exported[association["WebACLArn"]["Fn::ImportValue"]] == {"Fn::GetAtt": [wall, "Arn"]}
    for rule in properties["Properties"]["Rules"]:
        ((_, statement),) = rule["Statement"].items()
        ours = statement["ScopeDownStatement"]["NotStatement"]["Statement"]["IPSetReferenceStatement"]
        assert ours["Arn"]["Fn::GetAtt"][0].startswith("IdentityOwnAddresses")


def test_functions_know_the_domains_that_the_map_names(house: Assembly) -> None:
    stack = house.stack("prod", "capability-messaging")
    told = {
        one["FunctionName"].removeprefix("atomic-influence-prod-"): {
            name: re.findall(r"Dns(Http|Realtime)", json.dumps(value))
            for name, value in one["Environment"]["Variables"].items()
            if name.startswith("REALTIME_")
        }
        for one in stack.properties("AWS::Lambda::Function")
    }
    assert told[WORKER] == {"REALTIME_HTTP_DOMAIN": ["Http"]}
    assert told["messaging-api"] == {
        "REALTIME_HTTP_DOMAIN": ["Http"], "REALTIME_SOCKET_DOMAIN": ["Realtime"]
    }  # fmt: skip
    assert told[SOCKET] == {}


def test_alarms_look_at_the_api_by_the_dimensions_that_aws_lists(house: Assembly) -> None:
    alarms = {
        one["AlarmName"].removeprefix("atomic-influence-prod-"): one
        for one in house.properties("prod", "AWS::CloudWatch::Alarm")
        if one.get("Namespace") == "AWS/AppSync"
    }
    seen = {
        name: (one["MetricName"], [dimension["Name"] for dimension in one["Dimensions"]])
        for name, one in alarms.items()
    }
    assert seen == {
        "realtime-5xx": ("5XXError", ["EventAPIId"]),
        "realtime-subscriptions": ("SubscribeServerError", ["ChannelNamespaceName", "EventAPIId"]),
    }


def _changed(**changes: Callable[[Function], Function | None]) -> Topology:
    """The map, with functions changed by name, or left out."""

    def of(function: Function) -> Function | None:
        change = changes.get(function.name.replace("-", "_"))
        return change(function) if change else function

    pages = tuple(
        replace(page, functions=tuple(one for one in map(of, page.functions) if one))
        for page in TOPOLOGY.capabilities
    )
    return replace(TOPOLOGY, capabilities=pages)


def _with(**values: Any) -> Callable[[Function], Function]:
    return lambda function: replace(function, **values)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"messaging_socket": lambda _: None}, "answers subscriptions, not 0: none"),
        ({"messaging_worker": lambda _: None}, "publishes, not 0"),
        ({"messaging_api": _with(answers_subscriptions=True)}, "not 2: messaging-api, messaging-socket"),
        ({"payments_worker": _with(publishes=True)}, "publishes, not 2"),
        ({"messaging_socket": _with(publishes=True), "messaging_worker": _with(publishes=False)}, "two roles"),
        ({"messaging_socket": _with(local_only=True)}, "not 0"),
        ({"messaging_socket": _with(database_login=None)}, "no login"),
        ({"messaging_socket": _with(schedules=TOPOLOGY.timers[:1])}, "woken by something else"),
        ({"messaging_worker": _with(environment=())}, "does not know where"),
        ({"messaging_api": _with(environment=())}, "where to connect"),
    ],
)  # fmt: skip
def test_a_map_whose_real_time_is_not_whole_is_not_built(changes: dict[str, Any], says: str) -> None:
    check_realtime(TOPOLOGY)
    with pytest.raises(RealtimeIsNotWhole, match=says):
        build(_changed(**changes), stages=())
