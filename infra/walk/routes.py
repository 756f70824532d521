"""Client → CloudFront → headers → API → stage → authorizer → integration → permission → function, for every route."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from infra.walk import code, edge
from infra.walk.house import House, Thing
from infra.walk.links import Broken, Link
from infra.walk.permissions import covers
from infra.walk.targets import Target, target_of

ROUTE = "AWS::ApiGatewayV2::Route"
STAGE = "AWS::ApiGatewayV2::Stage"
INTEGRATION = "AWS::ApiGatewayV2::Integration"
PERSONS_SCOPE = "aws.cognito.signin.user.admin"
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
OF_A_BODY = frozenset({"content-type"})
OF_A_PAGE_OF_OURS = frozenset({"sec-fetch-site"})
"""Of who writes by a cookie, which any page could have sent; a token is sent by nobody's browser unasked."""
OF_A_PERSON_WHO_WRITES = frozenset({"idempotency-key"})
VIEWER = "cloudfront-viewer-address"
NOT_ASKED_OF_THE_CLIENT = frozenset({edge.PROOF, "authorization", "host", "if-none-match"})
"""Links of their own, what every connection has (behind CloudFront the API's host), what CloudFront asks with."""
SAMPLES = ("sample", "0190a1b2-c3d4-7e5f", "A_b~9.x")
"""What may stand in a path's place; a pattern that took one of them and not another would be a riddle."""


@dataclass(frozen=True)
class Route:
    """A route of an API, as its template has it."""

    thing: Thing
    key: str
    method: str
    path: str
    api: str
    with_token: bool


def walk(house: House) -> Iterator[Broken]:
    """Every route of every API, from the client to its function."""
    all_routes, tables = routes(house), edge.tables(house)
    for route in all_routes:
        target = target_of_route(house, route)
        if not tables:
            yield Broken(route.key, Link.BEHAVIOUR, "there is no distribution")
        for table in tables:
            for path in _paths(route.path):
                yield from _through(house, route, target, edge.met(table, path))
        yield from _stage(house, route)
        if route.with_token:
            yield from _authorizer(house, route)
        yield from _integration(house, route, target)
    yield from _throttles(house, all_routes)


def routes(house: House) -> list[Route]:
    """All routes."""
    found = []
    for thing in house.all(ROUTE):
        key = house.get(thing, "RouteKey")
        method, _, path = key.partition(" ")
        with_token = house.get(thing, "AuthorizationType") == "JWT"
        found.append(Route(thing, key, method, path, house.get(thing, "ApiId"), with_token))
    return found


def target_of_route(house: House, route: Route) -> Target | str:
    """The function that a route leads to, or why it leads to none."""
    named = house.get(route.thing, "Target").removeprefix("integrations/")
    integration = house.find(named, INTEGRATION)
    if integration is None or house.get(integration, "ApiId") != route.api:
        return f"{named} is no integration of its API"
    if house.get(integration, "IntegrationType") != "AWS_PROXY":
        return f"{integration} is no AWS_PROXY"
    if house.get(integration, "PayloadFormatVersion") != "2.0":
        return f"{integration} does not send events of version 2.0"
    return target_of(house, house.get(integration, "IntegrationUri"))


def _paths(path: str) -> set[str]:
    """Addresses that a route answers."""
    greedy = {re.sub(r"\{[^}]+\+\}", value, path) for value in ("sample", "two/parts", "sample/")}
    return {re.sub(r"\{[^}]+\}", value, one) for one in greedy for value in SAMPLES}


def _through(house: House, route: Route, target: Target | str, met: edge.Behaviour) -> Iterator[Broken]:
    """One address of a route, through the behaviour that it meets."""
    if met.api != route.api:
        leads = met.api or "no API"
        yield Broken(route.key, Link.ORIGIN, f"{met.pattern} leads to {leads}, not to {route.api}")
    if route.method not in met.methods:
        yield Broken(route.key, Link.METHOD, f"{met.pattern} does not let {route.method} through")
    for arn in met.functions:
        if house.find(arn, "AWS::CloudFront::Function") is None:
            yield Broken(route.key, Link.EDGE_FUNCTION, f"{met.pattern} runs {arn}, which is nowhere")
    yield from _cache(route, met)
    if isinstance(target, Target):
        yield from _headers(house, route, target, met)


def _cache(route: Route, met: edge.Behaviour) -> Iterator[Broken]:
    if not met.known_cache:
        yield Broken(route.key, Link.CACHE, f"{met.pattern} has none that we know")
    elif met.keeps_answers and (route.with_token or route.method not in {"GET", "HEAD"}):
        yield Broken(route.key, Link.CACHE, f"{met.pattern} keeps answers that are not for everybody")
    if route.with_token and "authorization" not in met.in_cache_key:
        yield Broken(route.key, Link.TOKEN, f"{met.pattern} hands on no Authorization")


def _headers(house: House, route: Route, target: Target, met: edge.Behaviour) -> Iterator[Broken]:
    if met.headers is None:
        yield Broken(route.key, Link.BEHAVIOUR, f"{met.pattern} has no list of headers that we know")
        return
    if met.query != "all":
        yield Broken(route.key, Link.HEADERS, f"{met.pattern} hands on no query")
    for header in sorted(_wanted(house, route, target, met) - met.headers):
        yield Broken(
            route.key, Link.HEADERS, f"{met.pattern} does not hand on {header}, which its code reads"
        )
    given = house.get(target.function, "Environment", "Variables", "ORIGIN_VERIFY_SECRET").split(",")
    if not met.proofs or not met.proofs <= set(given):
        yield Broken(route.key, Link.PROOF, f"{target.function} does not know what {met.pattern} sends")


def _wanted(house: House, route: Route, target: Target, met: edge.Behaviour) -> frozenset[str]:
    """What the route's code reads of a request of this kind."""
    read = code.headers_read(house.get(target.function, "Handler").rpartition(".")[0])
    if met.keeps_answers:
        return read & {VIEWER}  # a page is the same whoever asks
    without = NOT_ASKED_OF_THE_CLIENT
    if route.method not in WRITES:
        without |= OF_A_BODY
    if route.method not in WRITES or not route.with_token:
        without |= OF_A_PERSON_WHO_WRITES
    if route.method not in WRITES or route.with_token:
        without |= OF_A_PAGE_OF_OURS
    if not route.with_token:
        without |= {"accept-language"}  # what is open to everybody speaks one language
    return read - without


def _stage(house: House, route: Route) -> Iterator[Broken]:
    stages = [one for one in house.all(STAGE) if house.get(one, "ApiId") == route.api]
    if not stages:
        yield Broken(route.key, Link.STAGE, f"{route.api} has none")
    for stage in stages:
        if house.get(stage, "StageName") != "$default":
            yield Broken(route.key, Link.STAGE, f"{stage} stands in the path: CloudFront asks without it")
        if house.get(stage, "AutoDeploy") != "True":
            yield Broken(route.key, Link.STAGE, f"{stage} does not deploy what changes")


def _throttles(house: House, all_routes: list[Route]) -> Iterator[Broken]:
    for stage in house.all(STAGE):
        known = {route.key for route in all_routes if route.api == house.get(stage, "ApiId")}
        for key in sorted(set(house.raw(stage).get("RouteSettings", {})) - known):
            yield Broken(key, Link.STAGE, f"{stage} throttles it, and it is no route")


def _authorizer(house: House, route: Route) -> Iterator[Broken]:
    authorizer = house.find(house.get(route.thing, "AuthorizerId"), "AWS::ApiGatewayV2::Authorizer")
    if authorizer is None or house.get(authorizer, "ApiId") != route.api:
        yield Broken(route.key, Link.AUTHORIZER, "its API has no such authorizer")
        return
    pool = house.get(authorizer, "JwtConfiguration", "Issuer").rpartition("/")[2]
    if house.find(pool, "AWS::Cognito::UserPool") is None:
        yield Broken(route.key, Link.AUTHORIZER, f"{authorizer} trusts an issuer that is no pool of ours")
    for client in house.texts(authorizer, "JwtConfiguration", "Audience"):
        found = house.find(client, "AWS::Cognito::UserPoolClient")
        if found is None or house.get(found, "UserPoolId") != pool:
            yield Broken(route.key, Link.AUTHORIZER, f"{client} is no client of the pool")
    scopes = set(house.texts(route.thing, "AuthorizationScopes"))
    for scope in sorted(scopes - _scopes(house, pool)):
        yield Broken(route.key, Link.AUTHORIZER, f"nobody is given the scope {scope}")
    if not scopes:
        yield Broken(route.key, Link.AUTHORIZER, "no scope is asked for: an identity token would do")


def _scopes(house: House, pool: str) -> set[str]:
    return {PERSONS_SCOPE} | {
        f"{house.get(server, 'Identifier')}/{house.text(server.stack, scope['ScopeName'])}"
        for server in house.all("AWS::Cognito::UserPoolResourceServer")
        if house.get(server, "UserPoolId") == pool
        for scope in house.raw(server)["Scopes"]
    }


def _integration(house: House, route: Route, target: Target | str) -> Iterator[Broken]:
    if isinstance(target, str):
        yield Broken(route.key, Link.INTEGRATION, target)
        return
    path = re.sub(r"\{[^}]+\}", "*", route.path)
    asked = f"arn:aws:execute-api:us-east-1:account:{route.api}/$default/{route.method}{path}"
    if not may_invoke(house, target, "apigateway.amazonaws.com", asked):
        yield Broken(
            route.key, Link.PERMISSION, f"the API may not invoke {target.function} ({target.qualifier})"
        )


def may_invoke(house: House, target: Target, service: str, source: str) -> bool:
    """Whether a service may invoke a function, by the very alias or version that is meant, for this source."""
    for permission in house.all("AWS::Lambda::Permission"):
        allowed = target_of(house, house.get(permission, "FunctionName"))
        named = house.get(permission, "SourceArn")
        if (
            allowed == target
            and house.get(permission, "Principal") == service
            and house.get(permission, "Action") == "lambda:InvokeFunction"
            and (not named or covers(named, source))
        ):
            return True
    return False
