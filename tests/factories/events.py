"""API Gateway events (payload format 2.0) for handlers that run in the test's own process."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from common.identity import SERVICE_SCOPE
from tests.declared_refusals import declared_by_webhooks
from tests.logins import own_login


@dataclass
class LambdaContext:
    """What the runtime hands to a handler."""

    function_name: str = "test"
    memory_limit_in_mb: int = 128
    invoked_function_arn: str = "arn:aws:lambda:eu-central-1:000000000000:function:test"
    aws_request_id: str = "00000000-0000-0000-0000-000000000000"
    milliseconds: int = 900_000
    """How long it may go on: as the longest Lambda at its beginning."""

    def get_remaining_time_in_millis(self) -> int:
        """As the runtime says it."""
        return self.milliseconds


@dataclass(frozen=True)
class Answer:
    """A handler's answer."""

    status: int
    body: Any
    headers: dict[str, str]


def http_event(
    method: str, path: str, *, user: UUID | None = None, service: bool = False, body: object = None,
    raw_body: bytes | None = None, query: Mapping[str, str | list[str]] | None = None,
    headers: dict[str, str] | None = None, address: str = "203.0.113.9", user_agent: str = "tests/1.0",
    claims: Mapping[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """An event as API Gateway sends it; `user`, `service` and `claims` stand for a checked token.

    In `query`, a list is a parameter that is sent several times, a lone surrogate an escape that is not UTF-8.
    """
    context: dict[str, Any] = {
        "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": address,
                 "userAgent": user_agent},
        "requestId": uuid4().hex, "stage": "$default", "routeKey": "$default", "accountId": "000000000000",
        "apiId": "test", "domainName": "127.0.0.1", "domainPrefix": "test", "time": "", "timeEpoch": 0,
    }  # fmt: skip
    if user or service:
        scope = SERVICE_SCOPE if service else "aws.cognito.signin.user.admin"
        claims = {"token_use": "access", "sub": str(user or "machine"), "scope": scope}
    if claims:
        context["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
    content = raw_body if raw_body is not None else None if body is None else json.dumps(body).encode()
    return {
        "version": "2.0", "routeKey": "$default", "rawPath": path,
        "rawQueryString": urlencode(query or {}, doseq=True, errors="surrogatepass"),
        "headers": {"content-type": "application/json", "user-agent": user_agent} | (headers or {}),
        "queryStringParameters": None if query is None else {
            name: value if isinstance(value, str) else ",".join(value) for name, value in query.items()
        },
        "requestContext": context,
        "body": None if content is None else base64.b64encode(content).decode(),
        "isBase64Encoded": content is not None,
    }  # fmt: skip


def call(handler: Any, event: dict[str, Any]) -> Answer:
    """Invoke `handler`, with the login that it has in AWS, and read its answer.

    A webhook's refusals are held to what webhooks may answer.
    """
    with own_login(handler):
        result = handler(event, LambdaContext())
    if event["rawPath"].startswith("/webhooks/"):
        declared_by_webhooks().hold(event["rawPath"], result["statusCode"], result["body"])
    headers = {
        **result.get("headers", {}),
        **{k: v[0] for k, v in result.get("multiValueHeaders", {}).items()},
    }
    text = result.get("body") or ""
    try:
        body = json.loads(text)
    except ValueError:
        body = text
    return Answer(result["statusCode"], body, {k.lower(): v for k, v in headers.items()})
