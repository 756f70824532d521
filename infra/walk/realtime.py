"""Person → Event API → namespace → the function that says who may listen; and worker → role → namespace, nobody else.

What is wrong here is not seen by its absence: a way too many looks like any other until somebody takes it.
"""

from collections.abc import Iterator
from typing import Any

from infra.realtime import HTTP_DOMAIN, SOCKET_DOMAIN
from infra.walk import code
from infra.walk.functions import role_of, variables_of
from infra.walk.house import House, Thing
from infra.walk.identities import EVENT_API, FUNCTION, ROLE
from infra.walk.links import Broken, Link
from infra.walk.metrics import watched
from infra.walk.permissions import resources_allowed, role_allows, trusts
from infra.walk.targets import Target, target_of

NAMESPACE, SOURCE, API_KEY = (
    f"AWS::AppSync::{kind}" for kind in ("ChannelNamespace", "DataSource", "ApiKey")
)
APPSYNC = "appsync.amazonaws.com"
PEOPLE, ROLES = "AMAZON_COGNITO_USER_POOLS", "AWS_IAM"
MODES = {"ConnectionAuthModes": PEOPLE, "DefaultSubscribeAuthModes": PEOPLE, "DefaultPublishAuthModes": ROLES}
MODES_OF_CHANNELS = {"SubscribeAuthModes": PEOPLE, "PublishAuthModes": ROLES}
PUBLISH = "appsync:EventPublish"
OF_LISTENERS = ("appsync:EventConnect", "appsync:EventSubscribe")
DOMAINS = {HTTP_DOMAIN: "Dns.Http", SOCKET_DOMAIN: "Dns.Realtime"}
"""Variable → which attribute of the API it must be."""


def walk(house: House) -> Iterator[Broken]:
    """Every Event API, from who connects to who may publish."""
    for key in house.all(API_KEY):
        yield Broken(str(key), Link.MODES, "whoever has this key connects, listens and publishes")
    apis = list(house.all(EVENT_API))
    for api in apis:
        yield from _api(house, api)
    known = {house.reference(api) for api in apis}
    for namespace in house.all(NAMESPACE):
        if house.get(namespace, "ApiId") not in known:
            yield Broken(str(namespace), Link.CHANNELS, "it is of no API of ours")
    yield from _domains(house, apis)


def _api(house: House, api: Thing) -> Iterator[Broken]:
    where, config = house.get(api, "Name"), house.raw(api).get("EventConfig", {})
    providers = _types(house, api, config.get("AuthProviders"))
    if set(providers) != {PEOPLE, ROLES}:
        yield Broken(where, Link.MODES, f"it lets in by {', '.join(providers) or 'an API key'}")
    for mode, only in MODES.items():
        yield from _mode(house, api, config, mode, only)
    yield from _clients(house, api, where, config)
    guarded = [house.get(one, "ResourceArn") for one in house.all("AWS::WAFv2::WebACLAssociation")]
    if house.arn(api) not in guarded:
        yield Broken(where, Link.FIREWALL, "none stands before it")
    if ("AWS/AppSync", "5XXError", house.reference(api)) not in watched(house):
        yield Broken(where, Link.ALARM, "nobody is told that it takes nothing")
    namespaces = [one for one in house.all(NAMESPACE) if house.get(one, "ApiId") == house.reference(api)]
    if len(namespaces) != 1:
        yield Broken(where, Link.CHANNELS, f"it has {len(namespaces)} namespaces")
    for namespace in namespaces:
        yield from _namespace(house, api, namespace)
        yield from _publishers(
            house, api, f"{house.arn(api)}/channelNamespace/{house.get(namespace, 'Name')}"
        )


def _mode(house: House, thing: Thing, holds: dict[str, Any], mode: str, only: str) -> Iterator[Broken]:
    """Said, and one: what is not said is every way that the API knows."""
    if (found := _types(house, thing, holds.get(mode))) != [only]:
        yield Broken(str(thing), Link.MODES, f"{mode} are {', '.join(found) or 'not said'}, not {only} alone")


def _types(house: House, thing: Thing, modes: Any) -> list[str]:
    return [house.text(thing.stack, mode.get("AuthType", "")) for mode in modes or []]


def _clients(house: House, api: Thing, where: str, config: dict[str, Any]) -> Iterator[Broken]:
    """Tokens of our pool, of clients by which people sign in."""
    for provider in config.get("AuthProviders", []):
        if provider.get("AuthType") != PEOPLE:
            continue
        cognito = provider.get("CognitoConfig", {})
        pool = house.text(api.stack, cognito.get("UserPoolId", ""))
        if house.find(pool, "AWS::Cognito::UserPool") is None:
            yield Broken(where, Link.AUTHORIZER, f"{pool or 'nothing'} is no pool of ours")
        pattern = house.text(api.stack, cognito.get("AppIdClientRegex", ""))
        if not (pattern.startswith("^(") and pattern.endswith(")$")):
            yield Broken(where, Link.AUTHORIZER, f"{pattern or 'nothing'} does not name whole clients")
        for named in pattern.removeprefix("^(").removesuffix(")$").split("|"):
            client = house.find(named, "AWS::Cognito::UserPoolClient")
            if client is None or house.get(client, "UserPoolId") != pool:
                yield Broken(where, Link.AUTHORIZER, f"{named or 'nothing'} is no client of the pool")
            elif "client_credentials" in house.texts(client, "AllowedOAuthFlows"):
                yield Broken(where, Link.AUTHORIZER, f"{client} is a machine's")


def _namespace(house: House, api: Thing, namespace: Thing) -> Iterator[Broken]:
    holds = house.raw(namespace)
    for mode, only in MODES_OF_CHANNELS.items():
        yield from _mode(house, namespace, holds, mode, only)
    handlers = holds.get("HandlerConfigs", {})
    if "OnPublish" in handlers or "CodeHandlers" in holds or "CodeS3Location" in holds:
        yield Broken(str(namespace), Link.HANDLER, "something stands between the worker and its readers")
    asked = handlers.get("OnSubscribe", {})
    integration = asked.get("Integration", {})
    if (asked.get("Behavior"), integration.get("LambdaConfig", {}).get("InvokeType")) != (
        "DIRECT",
        "REQUEST_RESPONSE",
    ):
        yield Broken(str(namespace), Link.HANDLER, "nobody is asked who may listen, and waited for")
        return
    named = house.text(namespace.stack, integration.get("DataSourceName", ""))
    sources = [
        one for one in house.all(SOURCE) if named in {house.get(one, "Name"), f"{one.stack}.{one.name}.Name"}
    ]
    if len(sources) != 1 or house.get(sources[0], "ApiId") != house.reference(api):
        yield Broken(str(namespace), Link.HANDLER, f"{named or 'nothing'} is no data source of its API")
        return
    yield from _asked(house, namespace, sources[0])


def _asked(house: House, namespace: Thing, source: Thing) -> Iterator[Broken]:
    """The function behind the data source, which AppSync may invoke, and no other one."""
    named = house.get(source, "LambdaConfig", "LambdaFunctionArn")
    target = target_of(house, named)
    if house.get(source, "Type") != "AWS_LAMBDA" or isinstance(target, str):
        yield Broken(
            str(namespace), Link.HANDLER, target if isinstance(target, str) else f"{source} is no Lambda"
        )
        return
    entry = house.get(target.function, "Handler").rpartition(".")[0]
    if not code.answers_subscriptions(entry):
        yield Broken(str(namespace), Link.HANDLER, f"{entry} does not say who may listen")
    role = house.find(house.get(source, "ServiceRoleArn"), ROLE)
    if role is None or not trusts(house, role, APPSYNC):
        yield Broken(str(namespace), Link.ROLE, f"{source} has no role that AppSync may take on")
        return
    yield from _invokes(house, namespace, role, named, target)


def _invokes(house: House, namespace: Thing, role: Thing, named: str, target: Target) -> Iterator[Broken]:
    if not role_allows(house, role, "lambda:InvokeFunction", named):
        yield Broken(str(namespace), Link.PERMISSION, f"{role} may not invoke {named}")
    for resource in resources_allowed(house, role, "lambda:InvokeFunction"):
        if target_of(house, resource) != target:
            yield Broken(str(namespace), Link.PERMISSION, f"{role} may invoke {resource} as well")


def _publishers(house: House, api: Thing, channels: str) -> Iterator[Broken]:
    """One role, that of one function, may publish to these channels, and nobody may listen as a role."""
    where = house.get(api, "Name")
    roles = [role for role in house.all(ROLE) if role_allows(house, role, PUBLISH, channels)]
    if len(roles) != 1:
        who = ", ".join(map(str, roles))
        yield Broken(where, Link.PUBLISHER, f"{len(roles)} roles may publish{': ' if who else ''}{who}")
    for role in house.all(ROLE):
        yield from _too_much(house, where, role, house.arn(api), channels)
    for role in roles:
        if list(resources_allowed(house, role, PUBLISH)) != [channels]:
            yield Broken(where, Link.PUBLISHER, f"{role} is not given {PUBLISH} by name, once")
        functions = [one for one in house.all(FUNCTION) if role_of(house, one) == role]
        if len(functions) != 1 or HTTP_DOMAIN not in variables_of(house, functions[0]):
            yield Broken(where, Link.PUBLISHER, f"{role} is not that of one function that knows where to")


def _too_much(house: House, where: str, role: Thing, api: str, channels: str) -> Iterator[Broken]:
    if role_allows(house, role, PUBLISH, f"{api}/channelNamespace/of-nobody"):
        yield Broken(where, Link.PUBLISHER, f"{role} may publish more than to {channels}")
    for action in OF_LISTENERS:
        if any(role_allows(house, role, action, one) for one in (channels, api)):
            yield Broken(where, Link.PUBLISHER, f"{role} may {action}")


def _domains(house: House, apis: list[Thing]) -> Iterator[Broken]:
    """Whoever is told a domain is told that of an API of ours."""
    for function in house.all(FUNCTION):
        for variable, value in variables_of(house, function).items():
            attribute = DOMAINS.get(variable)
            if attribute and value not in {f"{api.stack}.{api.name}.{attribute}" for api in apis}:
                yield Broken(
                    house.reference(function), Link.CHANNELS, f"{variable} is {value}, no domain of ours"
                )
