"""The HTTP side of a capability: one resolver, one exception handler, one shape of error."""

import base64
import functools
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response, content_types
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestValidationError,
    ResponseValidationError,
)
from pydantic import BaseModel

from common import limits
from common.database import Transaction, transaction
from common.errors import (
    BadRequest,
    DomainError,
    NotFound,
    PayloadTooLarge,
    Unprocessable,
    UnsupportedMediaType,
)
from common.idempotency import idempotent
from common.identity import Actor, actor_of
from common.models.base import ErrorBody
from common.origin import require_our_origin
from common.telemetry import logger

MAXIMUM_BODY_BYTES = 1_048_576
"""Files go to S3 by presigned POST; no JSON that we read comes near this."""

DEEPEST_NESTING = 64
"""Lists and objects within each other. Python reads deeper ones here, at the top of its stack, and fails further down:
the same value could be stored and never be shown again."""

FORM = "application/x-www-form-urlencoded"
"""Mail clients unsubscribe with a form (RFC 8058); everything else speaks JSON."""

NOT_CACHED = {"Cache-Control": "no-store"}

Answer = TypeVar("Answer", bound=BaseModel)
Given = ParamSpec("Given")
Result = TypeVar("Result")


class RouteUnknown(NotFound):
    """No route of this API has that method and path."""

    code = "ROUTE_UNKNOWN"
    sentence = "There is no such route."


class Api(APIGatewayHttpResolver):
    """The resolver of a capability: validates with pydantic and renders every error in the one shape."""

    def __init__(self) -> None:
        super().__init__(enable_validation=True, response_validation_error_http_code=500)
        self.exception_handler(DomainError)(self._render)
        self.exception_handler(RequestValidationError)(self._render_validation)
        self.exception_handler(ResponseValidationError)(self._render_unexpected)
        self.exception_handler(Exception)(self._render_unexpected)
        self.not_found(self._render_unknown_route)

    def resolve(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        """Answer one API Gateway event. Never raises for what a client sent."""
        try:
            require_our_origin(event)
            event = _readable(event)
        except DomainError as error:
            return plain_refusal(error, event)
        answer = super().resolve(event, context)
        # What a signed-in person may see must not stay in a shared cache; a route that may be cached says so.
        return {**answer, "headers": NOT_CACHED | answer.get("headers", {})}

    @property
    def actor(self) -> Actor:
        """Who is asking. Raises `Unauthenticated` for a token that is no access token."""
        return actor_of(self.current_event.raw_event)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A transaction of the request's actor."""
        with transaction(self.actor) as tx:
            yield tx

    def takes(
        self, rate_class: limits.RateClass, *, cost: int = 1, subject: Callable[[Any], str] = lambda _: ""
    ) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
        """For the use behind a route: its first transaction counts `cost` of a class of work (`common.limits`).

        `subject` finds in the body whom the request is about. Such a route declares `RequestsLimited`.
        """

        def limited(route: Callable[Given, Result]) -> Callable[Given, Result]:
            @functools.wraps(route)
            def answer(*given: Given.args, **named: Given.kwargs) -> Result:
                take = limits.Take(self.actor, rate_class, cost, subject(named.get("body")))
                with limits.due(take):
                    return route(*given, **named)

            return answer

        return limited

    def once(
        self, tx: Transaction, request: object, answer: type[Answer], effect: Callable[[], Answer]
    ) -> Answer:
        """Run `effect` once per `Idempotency-Key` (see `common.idempotency`); always, without that header."""
        http = self.current_event.raw_event["requestContext"]["http"]
        return idempotent(
            tx,
            key=self.current_event.headers.get("idempotency-key"),
            route=f"{http['method']} {http['path']}",
            request=request,
            effect=effect,
            answer=answer,
        )

    def _render(self, error: DomainError) -> Response[Any]:
        request_id = self.current_event.raw_event["requestContext"]["requestId"]
        logger().info("refused", extra={"code": error.code, "status": error.status, "request_id": request_id})
        return Response(
            status_code=error.status,
            content_type=content_types.APPLICATION_JSON,
            body=error_body(error, request_id).model_dump_json(),
            headers={**error.retry_after},
        )

    def _render_validation(self, error: RequestValidationError) -> Response[Any]:
        # `input` is left out: it may be a password.
        details = [
            {
                "field": ".".join(map(str, found["loc"])),
                "type": found["type"],
                "message": found.get("msg", ""),
            }
            for found in error.errors()
        ]
        return self._render(Unprocessable(details=details))

    def _render_unknown_route(self, _: NotFoundError) -> Response[Any]:
        return self._render(RouteUnknown())

    def _render_unexpected(self, error: Exception) -> Response[Any]:
        request_id = self.current_event.raw_event["requestContext"]["requestId"]
        logger().exception("unexpected error", exc_info=error, extra={"request_id": request_id})
        return Response(
            status_code=HTTPStatus.INTERNAL_SERVER_ERROR,
            content_type=content_types.APPLICATION_JSON,
            body=error_body(DomainError(), request_id).model_dump_json(),
        )


def error_body(error: DomainError, request_id: str) -> ErrorBody:
    """The body of a refusal."""
    return ErrorBody(
        error=error.message, code=error.code, details=[dict(d) for d in error.details], request_id=request_id
    )


def plain_refusal(error: DomainError, event: Mapping[str, Any]) -> dict[str, Any]:
    """A refusal of an HTTP event where no resolver renders it."""
    answer = plain_answer(error.status, error_body(error, event["requestContext"]["requestId"]))
    answer["headers"] |= error.retry_after
    return answer


def plain_answer(status: int, body: BaseModel) -> dict[str, Any]:
    """A JSON answer where no resolver writes one."""
    return {
        "statusCode": status,
        "headers": NOT_CACHED | {"content-type": content_types.APPLICATION_JSON},
        "body": body.model_dump_json(),
        "isBase64Encoded": False,
    }


def _readable(event: Mapping[str, Any]) -> dict[str, Any]:
    """The event with a body as text that a parser accepts, or None, and with a media type that the parser knows.

    Raises `BadRequest`, `PayloadTooLarge`, `UnsupportedMediaType`, `Unprocessable`. Powertools would answer 500 to a
    body that is not UTF-8, to multipart without a boundary and to a media type that it does not know, be the body
    empty or not; 422 to a body that is not JSON; and take the first item of an array for the whole.
    """
    headers = event.get("headers", {})
    media_type, text = content_types.APPLICATION_JSON, None
    if event.get("body"):
        text = _text_of(event)
        media_type = _media_type(headers.get("content-type"))
        if media_type == content_types.APPLICATION_JSON:
            _require_json(text)
        elif media_type != FORM:
            raise UnsupportedMediaType
    headers = {**headers, "content-type": media_type}
    return {**event, "headers": headers, "body": text, "isBase64Encoded": False}


def _media_type(content_type: str | None) -> str:
    """Without its parameters, in lower case (RFC 9110 compares so); JSON where the client does not say."""
    return (content_type or "").partition(";")[0].strip().lower() or content_types.APPLICATION_JSON


def raw_body(event: Mapping[str, Any]) -> bytes:
    """The body's bytes as they were sent, empty where there is none. Raises `BadRequest`, `PayloadTooLarge`."""
    body = event.get("body") or ""
    raw = _decoded(body) if event.get("isBase64Encoded") else body.encode("utf-8", "surrogatepass")
    if len(raw) > MAXIMUM_BODY_BYTES:
        raise PayloadTooLarge(details=[{"maximum_bytes": MAXIMUM_BODY_BYTES}])
    return raw


def _text_of(event: Mapping[str, Any]) -> str:
    try:
        return raw_body(event).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The body is not valid UTF-8.") from None


def _decoded(body: str) -> bytes:
    try:
        return base64.b64decode(body, validate=True)
    except ValueError:  # also what is not ASCII, for which there is no `binascii.Error`
        raise BadRequest("The body is not valid base64.") from None


def _require_json(text: str) -> None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest("The body is not valid JSON.") from None
    if text.count("[") + text.count("{") > DEEPEST_NESTING and _is_deeper(value, DEEPEST_NESTING):
        raise BadRequest("The body is nested too deeply.", details=[{"maximum_levels": DEEPEST_NESTING}])
    if isinstance(value, list):
        raise Unprocessable(details=[{"field": "body", "type": "dict_type", "message": "must be an object"}])


def _is_deeper(value: object, levels: int) -> bool:
    """Whether lists and objects stand in more than `levels` of each other."""
    held: list[Any] = [value] if isinstance(value, dict | list) else []
    for _ in range(levels):
        inner = (one for outer in held for one in (outer.values() if isinstance(outer, dict) else outer))
        held = [one for one in inner if isinstance(one, dict | list)]
    return bool(held)
