"""The laptop leads each path of fans to the function of the map, with the headers and cookies of the edge's table."""

import asyncio
import json
import re
from typing import Any

import pytest

from infra.topology import TOPOLOGY
from infra.topology.edge import EDGE_COOKIES, EDGE_HEADERS
from infra.topology.types import Function, Route
from local.gateway.application import Gateway
from local.gateway.authorizer import JwtAuthorizer
from local.gateway.routing import RouteTable
from local.http1 import Request, Response

FAN_ROUTES = [
    (route, function) for function in TOPOLOGY.functions for route in function.routes if route.is_fan
]
OF_THE_GATEWAY = {
    "host", "content-length", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto", "x-amzn-trace-id",
}  # fmt: skip
OF_FANS = {name.lower() for name in EDGE_HEADERS["fan"]}
OF_OTHERS = {name.lower() for names in EDGE_HEADERS.values() for name in names} - OF_FANS
COOKIES = [*(f"{name}=1" for name in EDGE_COOKIES["fan"]), "_ga=2", "session=3"]
SENT = [
    ("host", "127.0.0.1"),
    *((name, "x") for name in sorted(OF_FANS | OF_OTHERS)),
    *((name, "x") for name in ("authorization", "sec-fetch-mode", "x-invented")),
    ("cookie", "; ".join(COOKIES)),
]


def asked(method: str, path: str) -> tuple[str, dict[str, Any], Response]:
    """One request with everything: the function that answered, the event it saw, what came back."""
    seen: list[tuple[str, bytes]] = []

    async def invoke(name: str, event: bytes) -> bytes:
        seen.append((name, event))
        cookies = [f"{cookie}; Path=/; Secure" for cookie in COOKIES]
        return json.dumps({"statusCode": 200, "body": "", "cookies": cookies}).encode()

    nobody = JwtAuthorizer({}, "http://127.0.0.1", frozenset())
    gateway = Gateway(TOPOLOGY, invoke=invoke, authorizer=nobody, port=80, local_routes=RouteTable(()))
    request = Request(method=method, target=path, headers=list(SENT))
    answer = asyncio.run(gateway.handle(request, "192.0.2.1"))
    ((function, event),) = seen
    return function, json.loads(event), answer


def path_of(route: Route) -> str:
    return re.sub(r"\{\w+\+\}", "aB3dE9z/more", re.sub(r"\{\w+\}", "aB3dE9z", route.path))


@pytest.mark.parametrize(("route", "function"), FAN_ROUTES, ids=[route.key for route, _ in FAN_ROUTES])
def test_a_path_of_fans_reaches_its_function_with_the_ten_headers_and_both_cookies_both_ways(
    route: Route, function: Function
) -> None:
    name, event, answer = asked(route.method, path_of(route))
    assert (name, event["routeKey"]) == (function.name, route.key)
    assert event["headers"].keys() == OF_FANS | OF_THE_GATEWAY
    assert event["cookies"] == COOKIES[:2]
    came_back = [value for header, value in answer.headers if header == "set-cookie"]
    assert came_back == [f"{cookie}; Path=/; Secure" for cookie in COOKIES[:2]]


def test_all_three_rooms_of_fans_are_there_and_two_functions_answer_them() -> None:
    keys = {route.key: function.name for route, function in FAN_ROUTES}
    assert keys["POST /q/{code}"] == keys["POST /api/v1/qr/scan"] == "activations-scan"
    assert keys["GET /api/v1/qr/scans/{scan_id}"] == keys["GET /api/v1/fans/me"] == "activations-api"


@pytest.mark.parametrize("path", ["/t/abc", "/health"])
def test_a_path_of_others_takes_no_cookie_of_fans_either_way(path: str) -> None:
    _, event, answer = asked("GET", path)
    assert "cookies" not in event
    assert not {"sec-gpc", "sec-fetch-site"} & event["headers"].keys()
    assert "set-cookie" not in dict(answer.headers)
