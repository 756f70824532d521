"""One request through the gateway: route, throttle, token, Lambda, answer; refused as API Gateway does (decision 5)."""

import asyncio
import logging
import re
import uuid
from collections.abc import Awaitable, Callable

from infra.topology.types import ApiName, Function, Topology
from local.gateway.authorizer import JwtAuthorizer, Unauthorized
from local.gateway.cors import is_preflight, preflight_response, with_cors
from local.gateway.edge import Edge
from local.gateway.payload import Call, MalformedResponse, build_event, read_response, split_target
from local.gateway.routing import Match, RouteTable
from local.gateway.throttle import Bucket
from local.http1 import Request, Response
from local.runtime.invocation import InvocationFailed

INTEGRATION_TIMEOUT_SECONDS = 30.0
LARGEST_EVENT = 6 * 1024 * 1024
LARGEST_HEAD = 10_240
THIS_MACHINE = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?", re.ASCII | re.IGNORECASE)
LOG = logging.getLogger("local.gateway")

Invoke = Callable[[str, bytes], Awaitable[bytes]]
LocalRoute = Callable[[Request], Awaitable[Response]]


def message(status: int, text: str, *headers: tuple[str, str]) -> Response:
    """An answer of the gateway itself."""
    return Response(
        status, (("content-type", "application/json"), *headers), f'{{"message":"{text}"}}'.encode()
    )


def _head_of(request: Request) -> int:
    """Characters of the request line and of all headers: a query may be as long as the gateway lets it."""
    return len(request.target) + sum(len(name) + len(value) for name, value in request.headers)


class Gateway:
    """CloudFront and the HTTP APIs of a topology. `invoke` runs a function; `local_routes` are answered here.

    `seen` is told path and status of every other answer.
    """

    def __init__(
        self,
        topology: Topology,
        *,
        invoke: Invoke,
        authorizer: JwtAuthorizer,
        port: int,
        local_routes: RouteTable[LocalRoute],
        seen: Callable[[str, int], None] = lambda _path, _status: None,
        integration_timeout_seconds: float = INTEGRATION_TIMEOUT_SECONDS,
    ) -> None:
        self._cors = topology.cors
        self._edge = Edge(topology)
        self._invoke = invoke
        self._authorizer = authorizer
        self._port = port
        self._local_routes = local_routes
        self._seen = seen
        self._timeout = integration_timeout_seconds
        self._apis = {api: _routes_on(api, topology) for api in topology.apis}
        self._buckets = {
            route: Bucket(route.throttle or topology.default_throttle)
            for page in topology.capabilities
            for route in page.routes
        }

    async def handle(self, request: Request, source_ip: str) -> Response:
        """Answer a request, whatever happens behind."""
        request_id = str(uuid.uuid4())
        path, _ = split_target(request.target)
        if (local := self._local_routes.match(request.method, path)) is not None:
            # What lies behind is this machine's alone: without CORS, and not for pages of anywhere else.
            response = await local.target(request) if _is_from_here(request) else message(403, "Forbidden")
        else:
            response = await self._answer(request, source_ip, request_id)
            response = with_cors(self._cors, request, response) if not is_preflight(request) else response
            self._seen(path, response.status)
        headers = (*response.headers, ("apigw-requestid", request_id))
        return Response(response.status, headers, response.body)

    async def _answer(self, request: Request, source_ip: str, request_id: str) -> Response:
        if _head_of(request) > LARGEST_HEAD:
            return message(431, "Request Header Fields Too Large")
        if is_preflight(request):
            return preflight_response(self._cors, request)
        path, _ = split_target(request.target)
        door = self._edge.door(path)
        if (found := self._apis[door.api].match(request.method, path)) is not None:
            answer = await self._serve(found, self._edge.hand_on(request, door), source_ip, request_id)
            return self._edge.hand_back(answer, door)
        return message(404, "Not Found")

    async def _serve(self, found: Match[Function], request: Request, ip: str, request_id: str) -> Response:
        if not self._buckets[found.route].take():
            return message(429, "Too Many Requests")
        if request.too_large:
            return message(413, "Request Entity Too Large")
        try:
            claims = self._claims(request) if found.route.authorization == "jwt" else None
        except Unauthorized as refusal:
            return message(401, "Unauthorized", ("www-authenticate", refusal.challenge))
        call = Call(
            request=request, route=found.route, path_parameters=found.path_parameters,
            source_ip=ip, request_id=request_id, port=self._port, claims=claims,
        )  # fmt: skip
        return await self._integrate(found.target.name, build_event(call))

    def _claims(self, request: Request) -> dict[str, str]:
        return self._authorizer.authorize(request.header("authorization"))

    async def _integrate(self, function: str, event: bytes) -> Response:
        if len(event) > LARGEST_EVENT:
            return message(413, "Request Entity Too Large")
        try:
            async with asyncio.timeout(self._timeout):
                return read_response(await self._invoke(function, event))
        except TimeoutError:
            return message(503, "Service Unavailable")
        except (InvocationFailed, MalformedResponse) as failure:
            LOG.warning("%s: %s", function, failure)
            return message(500, "Internal Server Error")


def _routes_on(api: ApiName, topology: Topology) -> RouteTable[Function]:
    return RouteTable(
        (route, function)
        for page in topology.capabilities
        if page.api == api
        for function in page.functions
        for route in function.routes
    )


def _is_from_here(request: Request) -> bool:
    """Whether nobody else's page asks: a browser says where a script or a form comes from, and under which name we go.

    A page that has its own name lead to 127.0.0.1 (DNS rebinding) gives itself away by the name.
    """
    host = request.header("host") or ""
    return THIS_MACHINE.fullmatch(host) is not None and request.header("origin") in (None, f"http://{host}")
