"""What is done to the templates to break a link of the channels; a way too many is a broken link, too."""

import json
from copy import deepcopy
from typing import Any

from infra.walk.links import Link
from tests.infra.walk.changes import Change, Templates, delete, first, forbid, put, resources, take

API, NAMESPACE = "AWS::AppSync::Api", "AWS::AppSync::ChannelNamespace"
SOURCE, ROLE, FUNCTION = "AWS::AppSync::DataSource", "AWS::IAM::Role", "AWS::Lambda::Function"
ALARM, ASSOCIATION = "AWS::CloudWatch::Alarm", "AWS::WAFv2::WebACLAssociation"
PAGE, WORKER, ASKED = "capability-messaging", "messagingworkerRole", "ChannelsRole"
PUBLISH = "appsync:EventPublish"
PEOPLE, ROLES, KEY = ({"AuthType": kind} for kind in ("AMAZON_COGNITO_USER_POOLS", "AWS_IAM", "API_KEY"))
NOBODY = "arn:aws:lambda:us-east-1:123456789012:function:nobody"


def _config(templates: Templates) -> dict[str, Any]:
    found: dict[str, Any] = first(templates, API)["EventConfig"]
    return found


def _of_people(templates: Templates) -> dict[str, Any]:
    (provider,) = [
        one for one in _config(templates)["AuthProviders"] if one["AuthType"] == PEOPLE["AuthType"]
    ]
    found: dict[str, Any] = provider["CognitoConfig"]
    return found


def _only_a_key(templates: Templates) -> None:
    """What the CDK makes where nothing is said."""
    config = _config(templates)
    config["AuthProviders"] = [KEY]
    for mode in ("ConnectionAuthModes", "DefaultPublishAuthModes", "DefaultSubscribeAuthModes"):
        config[mode] = [KEY]


def _a_key_is_left(templates: Templates) -> None:
    templates["core"]["Resources"]["Left"] = {
        "Type": "AWS::AppSync::ApiKey", "Properties": {"ApiId": {"Fn::GetAtt": ["RealtimeApi", "ApiId"]}}
    }  # fmt: skip


def _a_key_beside(templates: Templates) -> None:
    _config(templates)["AuthProviders"].append(KEY)


def _roles_connect(templates: Templates) -> None:
    _config(templates)["ConnectionAuthModes"].append(ROLES)


def _machines_listen(templates: Templates) -> None:
    """The client of machines takes the place of one of people's."""
    cognito = _of_people(templates)
    authorizer = first(templates, "AWS::ApiGatewayV2::Authorizer")
    (machine,) = [
        one for one in authorizer["JwtConfiguration"]["Audience"] if "IdentityPoolService" in json.dumps(one)
    ]
    cognito["AppIdClientRegex"]["Fn::Join"][1][1] = machine


def _any_client(templates: Templates) -> None:
    del _of_people(templates)["AppIdClientRegex"]


def _a_part_of_a_client(templates: Templates) -> None:
    _of_people(templates)["AppIdClientRegex"]["Fn::Join"][1][0] = "("


def _anothers_pool(templates: Templates) -> None:
    _of_people(templates)["UserPoolId"] = "us-east-1_another"


def _another_function(templates: Templates) -> None:
    """The worker's door where the handler's was, which AppSync may enter."""
    text = json.dumps(templates[PAGE]["Resources"])
    handler, worker = (
        next(name for name in templates[PAGE]["Resources"] if name.startswith(f"messaging{one}Live"))
        for one in ("socket", "worker")
    )
    for kind in (SOURCE, ROLE):
        for _, name, _ in resources(templates, kind, "Channels"):
            made = json.dumps(templates[PAGE]["Resources"][name])
            templates[PAGE]["Resources"][name] = json.loads(made.replace(handler, worker))
    assert text != json.dumps(templates[PAGE]["Resources"])


def _strangers_ask(templates: Templates) -> None:
    role = first(templates, ROLE, ASKED)
    role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] = {"Service": "ec2.amazonaws.com"}


def _statement(templates: Templates, having: str, action: str) -> dict[str, Any]:
    for policy in first(templates, ROLE, having)["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            if statement["Action"] == action:
                found: dict[str, Any] = statement
                return found
    raise AssertionError(f"{having} may not {action}")


def _granted(resource: Any, action: str = PUBLISH) -> Change:
    """The worker's grant, of another resource or by another name."""

    def change(templates: Templates) -> None:
        statement = _statement(templates, WORKER, PUBLISH)
        namespace = statement["Resource"]["Fn::Join"][1]
        assert namespace[-1] == "/channelNamespace/users"
        statement["Action"] = action
        if resource is not None:
            statement["Resource"] = resource
        else:
            namespace[-1] = "/channelNamespace/*"

    return change


def _given_too(action: str) -> Change:
    """The API of messages is given what the worker has, or more."""

    def change(templates: Templates) -> None:
        given = deepcopy(_statement(templates, WORKER, PUBLISH)) | {"Action": action}
        policies = first(templates, ROLE, "messagingapiRole")["Policies"]
        policies[0]["PolicyDocument"]["Statement"].append(given)

    return change


def _invokes_all(templates: Templates) -> None:
    _statement(templates, ASKED, "lambda:InvokeFunction")["Resource"] = "*"


def _invokes_every_version(templates: Templates) -> None:
    """As the CDK's own data source would."""
    statement = _statement(templates, ASKED, "lambda:InvokeFunction")
    function = {"Fn::GetAtt": [next(resources(templates, FUNCTION, '"messaging.socket'))[1], "Arn"]}
    statement["Resource"] = [statement["Resource"], {"Fn::Join": ["", [function, ":*"]]}]


def _domain_of_others(templates: Templates) -> None:
    variables = first(templates, FUNCTION, '"messaging.worker.lambda_handler"')["Environment"]["Variables"]
    variables["REALTIME_HTTP_DOMAIN"] = "other.appsync-api.us-east-1.amazonaws.com"


CHANNEL_BREAKS: list[tuple[str, Change, Link, str]] = [
    ("only a key", _only_a_key, Link.MODES, "lets in by API_KEY"),
    ("a key is left", _a_key_is_left, Link.MODES, "whoever has this key"),
    ("a key beside the rest", _a_key_beside, Link.MODES, "AWS_IAM, API_KEY"),
    ("roles connect", _roles_connect, Link.MODES, "ConnectionAuthModes are"),
    ("people publish by default", put(API, "EventConfig", "DefaultPublishAuthModes", value=[PEOPLE]), Link.MODES,
     "DefaultPublishAuthModes are"),
    ("people publish", put(NAMESPACE, "PublishAuthModes", value=[PEOPLE]), Link.MODES, "PublishAuthModes are"),
    ("people publish as well", put(NAMESPACE, "PublishAuthModes", value=[ROLES, PEOPLE]), Link.MODES,
     "PublishAuthModes are"),
    ("who publishes is not said", take(NAMESPACE, "PublishAuthModes"), Link.MODES, "not said"),
    ("roles listen", put(NAMESPACE, "SubscribeAuthModes", value=[ROLES]), Link.MODES, "SubscribeAuthModes are"),
    ("tokens of another pool", _anothers_pool, Link.AUTHORIZER, "no pool of ours"),
    ("machines listen", _machines_listen, Link.AUTHORIZER, "is a machine's"),
    ("tokens of any client", _any_client, Link.AUTHORIZER, "does not name whole clients"),
    ("tokens of a client that is called alike", _a_part_of_a_client, Link.AUTHORIZER, "name whole clients"),
    ("no firewall", delete(ASSOCIATION, "Realtime"), Link.FIREWALL, "none stands before it"),
    ("no channels", delete(NAMESPACE), Link.CHANNELS, "0 namespaces"),
    ("channels of another API", put(NAMESPACE, "ApiId", value="other"), Link.CHANNELS, "of no API of ours"),
    ("pushes go elsewhere", _domain_of_others, Link.CHANNELS, "no domain of ours"),
    ("nobody is asked", take(NAMESPACE, "HandlerConfigs"), Link.HANDLER, "nobody is asked"),
    ("code is asked", put(NAMESPACE, "HandlerConfigs", "OnSubscribe", "Behavior", value="CODE"), Link.HANDLER,
     "nobody is asked"),
    ("nobody waits for the answer", put(NAMESPACE, "HandlerConfigs", "OnSubscribe", "Integration", "LambdaConfig",
     "InvokeType", value="EVENT"), Link.HANDLER, "waited for"),
    ("something is done with what is published", put(NAMESPACE, "HandlerConfigs", "OnPublish", value={}),
     Link.HANDLER, "stands between"),
    ("a source of nobody", put(NAMESPACE, "HandlerConfigs", "OnSubscribe", "Integration", "DataSourceName",
     value="gone"), Link.HANDLER, "gone is no data source"),
    ("a source of another API", put(SOURCE, "ApiId", value="other"), Link.HANDLER, "no data source of its API"),
    ("a function that is nowhere", put(SOURCE, "LambdaConfig", "LambdaFunctionArn", value=NOBODY), Link.HANDLER,
     "there is no function"),
    ("a function that is not made for it", _another_function, Link.HANDLER, "messaging.worker does not say"),
    ("AppSync has no role", _strangers_ask, Link.ROLE, "AppSync may take on"),
    ("AppSync may not ask", forbid("lambda:InvokeFunction", ASKED), Link.PERMISSION, "may not invoke"),
    ("AppSync may invoke all", _invokes_all, Link.PERMISSION, "may invoke * as well"),
    ("AppSync may invoke every version", _invokes_every_version, Link.PERMISSION, "messaging-socket:* as well"),
    ("nobody publishes", forbid(PUBLISH), Link.PUBLISHER, "0 roles may publish"),
    ("another role publishes, too", _given_too(PUBLISH), Link.PUBLISHER, "2 roles may publish"),
    ("another role may all", _given_too("appsync:*"), Link.PUBLISHER, "2 roles may publish"),
    ("a role listens", _given_too("appsync:EventSubscribe"), Link.PUBLISHER, "may appsync:EventSubscribe"),
    ("the worker may publish everywhere", _granted("*"), Link.PUBLISHER, "may publish more than"),
    ("the worker may publish in every namespace", _granted(None), Link.PUBLISHER, "may publish more than"),
    ("the worker may all", _granted("*", "appsync:*"), Link.PUBLISHER, "may appsync:EventConnect"),
    ("the worker does not know where to", take(FUNCTION, "Environment", "Variables", "REALTIME_HTTP_DOMAIN",
     having='"messaging.worker'), Link.PUBLISHER, "knows where to"),
    ("it takes nothing, and nobody is told", delete(ALARM, "realtime-5xx"), Link.ALARM, "it takes nothing"),
    ("an alarm of another API", put(ALARM, "Dimensions", value=[{"Name": "EventAPIId", "Value": "other"}],
     having="realtime-5xx"), Link.METRIC, "5XXError of other"),
]  # fmt: skip
