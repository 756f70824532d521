"""Payload format 2.0: a request as the Lambda sees it, and what the Lambda returned as HTTP.

Facts that AWS's pages leave open were taken from people who measured the real service: a body is text only
for text/*, JSON, XML and JavaScript (a form and a body without a type arrive in base64); `rawPath` and path
parameters are decoded, `rawQueryString` is not; absent parts are absent keys.
"""

import base64
import binascii
import json
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, unquote

from infra.topology.types import Route
from local.environment import ACCOUNT_ID
from local.http1 import Request, Response
from local.json_types import Json, JsonObject

TEXT_TYPES: Final = frozenset({"application/json", "application/xml", "application/javascript"})
HOP_BY_HOP: Final = frozenset(
    {"connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "proxy-connection"}
)
NOT_FORWARDED: Final = HOP_BY_HOP | {"cookie", "expect"}
NOT_RETURNED: Final = HOP_BY_HOP | {"content-length"}
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STAGE: Final = "$default"


class MalformedResponse(Exception):
    """What the Lambda returned is no HTTP response; the client gets a 500."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A matched request on its way to a Lambda."""

    request: Request
    route: Route
    path_parameters: dict[str, str]
    source_ip: str
    request_id: str
    port: int
    claims: dict[str, str] | None = None


def split_target(target: str) -> tuple[str, str]:
    """The path and the raw query of a request target, absolute form included."""
    if not target.startswith("/"):
        _, _, rest = target.partition("://")
        target = "/" + rest.partition("/")[2]
    path, _, query = target.partition("?")
    return path, query.partition("#")[0]


def build_event(call: Call) -> bytes:
    """The event as JSON."""
    request = call.request
    raw_path, query = split_target(request.target)
    path = unquote(raw_path, errors="replace")
    headers, cookies = _headers(call)
    event: JsonObject = {
        "version": "2.0",
        "routeKey": call.route.key,
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers,
        "requestContext": _context(call, path, headers),
        "isBase64Encoded": False,
    }
    if cookies:
        event["cookies"] = cookies
    if query and (parameters := _query(query)):
        event["queryStringParameters"] = parameters
    if call.path_parameters:
        event["pathParameters"] = dict(call.path_parameters)
    if request.body:
        event["body"], event["isBase64Encoded"] = _body(request.body, headers.get("content-type"))
    return json.dumps(event).encode()


def read_response(payload: bytes) -> Response:
    """What the Lambda returned, as HTTP. Raises `MalformedResponse`."""
    try:
        result: Json = json.loads(payload)
    except ValueError as error:
        raise MalformedResponse("the Lambda returned something that is not JSON") from error
    if not isinstance(result, dict) or "statusCode" not in result:
        return Response(200, (("content-type", "application/json"),), payload)
    return Response(_status(result["statusCode"]), _response_headers(result), _response_body(result))


def _headers(call: Call) -> tuple[dict[str, Json], list[Json]]:
    headers: dict[str, Json] = {}
    cookies: list[Json] = []
    for name, value in call.request.headers:
        if name == "cookie":
            cookies += [part.strip() for part in value.split(";") if part.strip()]
        elif name not in NOT_FORWARDED:
            headers[name] = f"{headers[name]},{value}" if name in headers else value
    forwarded = headers.get("x-forwarded-for")
    headers["x-forwarded-for"] = f"{forwarded}, {call.source_ip}" if forwarded else call.source_ip
    headers["x-forwarded-port"] = str(call.port)
    headers["x-forwarded-proto"] = "http"
    headers.setdefault("content-length", str(len(call.request.body)))
    headers["x-amzn-trace-id"] = f"Root=1-{int(time.time()):08x}-{call.request_id.replace('-', '')[:24]}"
    return headers, cookies


def _context(call: Call, path: str, headers: dict[str, Json]) -> JsonObject:
    now = time.time()
    host = str(headers.get("host", "")).partition(":")[0] or "localhost"
    context: JsonObject = {
        "accountId": ACCOUNT_ID,
        "apiId": "local",
        "domainName": host,
        "domainPrefix": host.partition(".")[0],
        "http": {
            "method": call.request.method,
            "path": path,
            "protocol": f"HTTP/{call.request.version}",
            "sourceIp": call.source_ip,
            "userAgent": headers.get("user-agent", ""),
        },
        "requestId": call.request_id,
        "routeKey": call.route.key,
        "stage": STAGE,
        "time": _request_time(int(now)),
        "timeEpoch": int(now * 1000),
    }
    if call.claims is not None:
        context["authorizer"] = {"jwt": {"claims": dict(call.claims), "scopes": None}}
    return context


@lru_cache(maxsize=1)
def _request_time(second: int) -> str:
    at = time.gmtime(second)
    return (
        f"{at.tm_mday:02}/{MONTHS[at.tm_mon - 1]}/{at.tm_year}:"
        f"{at.tm_hour:02}:{at.tm_min:02}:{at.tm_sec:02} +0000"
    )


def _query(query: str) -> dict[str, Json]:
    parameters: dict[str, Json] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, errors="replace"):
        parameters[name] = f"{parameters[name]},{value}" if name in parameters else value
    return parameters


def _body(body: bytes, content_type: Json) -> tuple[str, bool]:
    media_type = str(content_type or "").partition(";")[0].strip().lower()
    if media_type.startswith("text/") or media_type in TEXT_TYPES:
        try:
            return body.decode(), False
        except UnicodeDecodeError:
            pass  # the service cannot put it into a JSON string either
    return base64.b64encode(body).decode(), True


def _status(value: Json) -> int:
    try:
        status = int(value) if isinstance(value, int | str) and not isinstance(value, bool) else 0
    except ValueError:
        status = 0
    if not 200 <= status <= 599:
        raise MalformedResponse(f"statusCode {value!r} is no HTTP status")
    return status


def _response_headers(result: JsonObject) -> tuple[tuple[str, str], ...]:
    given = {} if result.get("headers") is None else result["headers"]
    cookies = [] if result.get("cookies") is None else result["cookies"]
    if not isinstance(given, dict) or not isinstance(cookies, list):
        raise MalformedResponse("headers must be an object and cookies a list")
    headers = [(name.lower(), _text(value)) for name, value in given.items() if value is not None]
    headers = [(name, value) for name, value in headers if name not in NOT_RETURNED]
    if not any(name == "content-type" for name, _ in headers):
        headers.append(("content-type", "text/plain; charset=utf-8"))
    headers += [("set-cookie", _text(cookie)) for cookie in cookies]
    if any(forbidden in name + value for name, value in headers for forbidden in "\r\n\0"):
        raise MalformedResponse("a header spans lines")
    return tuple(headers)


def _text(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise MalformedResponse("a header's value must be a string, a number or a boolean")


def _response_body(result: JsonObject) -> bytes:
    body = result.get("body")
    if body is None:
        return b""
    if not isinstance(body, str):
        raise MalformedResponse("body must be a string")
    if not result.get("isBase64Encoded"):
        return body.encode("utf-8", "replace")
    try:
        return base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedResponse("body is not base64") from error
