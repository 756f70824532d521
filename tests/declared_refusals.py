"""Holds every refusal that a test sees to what its route declares: the very test that sees another one fails."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx

from common.errors import DomainError, NotConfigured
from common.http import Api, RouteUnknown
from common.limits import is_counted
from common.refusals import COUNTED, EVERY_ROUTE, SIGNED_IN, refuses
from common.webhooks import SignatureInvalid
from infra.topology import TOPOLOGY
from infra.topology.types import Route
from local.gateway.routing import RouteTable
from notifications.errors import MailUnknownYet
from tools.error_codes import refusals
from tools.openapi import DOCUMENT, codes_in

Resolve = Callable[[Api, Mapping[str, Any], Any], dict[str, Any]]


@dataclass(frozen=True)
class Declared:
    """The codes that a route may answer, and the statuses that it answers with a page instead."""

    codes: frozenset[str]
    pages: frozenset[int]

    def hold(self, request: str, status: int, body: str | None) -> None:
        """Fail where an answer is a refusal that is not declared, or has a status that its code has not."""
        if status < 400:
            return
        code = code_in(body)
        if code is None:
            assert status in self.pages, (
                f"{request} answers {status} with a page that its route does not declare"
            )
        else:
            assert code in self.codes, f"{request} answers {status} {code}, which its route does not declare"
            assert status == statuses()[code], f"{request} answers {status} {code}: a code has one status"


def held(resolve: Resolve) -> Resolve:
    """`Api.resolve`, through which every API door answers, held to the declarations of the routes."""

    def resolve_and_hold(app: Api, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        answer = resolve(app, event, context)
        http = event["requestContext"]["http"]
        declared = declared_by(app, http["method"], http["path"])
        declared.hold(f"{http['method']} {http['path']}", answer["statusCode"], answer.get("body"))
        return answer

    return resolve_and_hold


def declared_by(app: Api, method: str, path: str) -> Declared:
    """What the route behind a path declares, and what every route may answer."""
    responses: Mapping[Any, Any] = refuses(RouteUnknown)
    for route in (*app._static_routes, *app._dynamic_routes):  # Powertools has no public list of them
        if route.method == method and route.rule.match(path):
            responses = route.responses or {}
            break
    found = routes_of_the_map().match(method, path)
    is_public = found is not None and found.route.authorization == "none"
    return _declared(
        responses, *EVERY_ROUTE, *(() if is_public else SIGNED_IN), *(COUNTED if is_counted(path) else ())
    )


def declared_by_webhooks() -> Declared:
    """What whoever signs what they send may be told."""
    return _declared(refuses(SignatureInvalid, NotConfigured, MailUnknownYet), *EVERY_ROUTE)


def _declared(responses: Mapping[Any, Any], *everywhere: type[DomainError]) -> Declared:
    codes = {*codes_in(responses), *(refusal.code for refusal in everywhere)}
    pages = {
        int(status)
        for status in responses
        if str(status).isdigit() and not codes_in({status: responses[status]})
    }
    return Declared(frozenset(codes), frozenset(pages))


def hold_over_http(response: httpx.Response) -> None:
    """A client's hook: the same for what comes over HTTP, by the published document."""
    method, path = response.request.method, response.url.path
    found = published_routes().match(method, path)
    response.read()
    if found is not None and code_in(response.text) is not None:  # API Gateway's own answers have none
        found.target.hold(f"{method} {path}", response.status_code, response.text)


def code_in(body: str | None) -> str | None:
    """The code of a refusal's body; None for a page."""
    try:
        found: str | None = json.loads(body or "").get("code")
    except (ValueError, AttributeError):
        return None
    return found


@cache
def statuses() -> dict[str, int]:
    """The one status of each code."""
    return {refusal.code: refusal.status for refusal in refusals()}


@cache
def routes_of_the_map() -> RouteTable[None]:
    """The map knows which routes need no token."""
    return RouteTable((route, None) for function in TOPOLOGY.functions for route in function.routes)


@cache
def published_routes() -> RouteTable[Declared]:
    """The operations of the published document."""
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    components = document["components"]["responses"]

    def declared(operation: Mapping[str, Any]) -> Declared:
        given = {
            status: components[response["$ref"].rpartition("/")[2]] if "$ref" in response else response
            for status, response in operation["responses"].items()
        }
        return _declared(given)

    return RouteTable(
        (Route(method=method.upper(), path=path), declared(operation))
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    )
